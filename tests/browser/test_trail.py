"""Anybody checks one file against its proof, in the browser, without an account: the page does the arithmetic."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader, Reading


@pytest.fixture
def visitor(reader: Reading) -> Reader:
    return reader("en", 360, script=True)


def checked(visitor: Reader, file: bytes, proof: bytes) -> list[str]:
    """What the page says of a file and a proof, line by line."""
    page = visitor.page
    visitor.go("/trail/")
    page.set_input_files("#check-file", {"name": "plan", "mimeType": "application/octet-stream", "buffer": file})
    page.set_input_files("#check-proof", {"name": "p.tlog-proof", "mimeType": "text/plain", "buffer": proof})
    visitor.button("Check").click()
    said = page.locator("#check-said")
    expect(said).to_contain_text("ML-DSA-44")  # what is said last
    return [line for line in said.inner_text().splitlines() if line]


def test_one_file_is_checked_and_what_was_changed_is_named(visitor: Reader) -> None:
    page, slug = visitor.page, visitor.office.stock["slug"]
    visitor.go(f"/plans/{slug}/v/2/files")
    proof_at = page.get_by_role("link", name="proof file").last.get_attribute("href")
    proof = page.request.get(f"{visitor.office.address}{proof_at}").body()
    file = page.request.get(f"{visitor.office.address}/plans/{slug}/v/2/files/json").body()

    good = checked(visitor, file, proof)
    assert good[0].startswith("Holds: This file is on record, unchanged since")
    assert not [line for line in good if line.startswith("Does not hold")]

    another = checked(visitor, file + b" ", proof)
    assert another[0].startswith("Does not hold")
    assert [line for line in another[1:] if line.startswith("Does not hold: The entry does not speak of this file")]

    index = next(line for line in proof.splitlines() if line.startswith(b"index "))
    moved = checked(visitor, file, proof.replace(index, b"index 0"))
    assert moved[0].startswith("Does not hold")
    assert [line for line in moved[1:] if line.startswith("Does not hold: The entry is not in the log")]
