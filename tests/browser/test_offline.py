"""Two of a province fill in the same report where there is no network; nothing of what either wrote is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, ViewportSize, expect

from tests.browser.conftest import HEIGHTS, PATIENCE, Reader, Reading
from tests.browser.newcomers import by_name, look
from tests.browser.offline import CARRIER
from tests.browser.quality import faults, new_violations, sideways
from tests.browser.watch import Watch

FIRST, SECOND = "មន្ត្រី ១២ នាក់បានទទួលការបណ្តុះបណ្តាល", "មន្ត្រី ៩ នាក់"
TELEPHONE: ViewportSize = {"width": 360, "height": HEIGHTS[360]}
KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length]"""


@pytest.fixture
def province(chromium: Browser) -> Iterator[BrowserContext]:
    """A telephone that no network reaches."""
    context = chromium.new_context(
        accept_downloads=True, reduced_motion="reduce", viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(PATIENCE)
    context.set_offline(True)
    watch = Watch(context, "file://")
    yield context
    assert watch.faults == []
    context.close()


def test_two_who_write_the_same_report_without_a_network(
    reader: Reading, province: BrowserContext, tmp_path: Path
) -> None:
    carrier = by_name(reader("km", 360), CARRIER)
    packet, code = taken_along(carrier, tmp_path)
    first = filled_in(carrier, province, packet, code.lower(), FIRST, proof=True)
    second = filled_in(carrier, province, packet, code, SECOND)
    other = gone_on_with(carrier, province, packet, code, second)

    brought_in(carrier, first)
    carrier.see("Saved as a draft")
    look(carrier)
    brought_in(carrier, other)
    carrier.see("Two wordings")
    look(carrier)
    carrier.enter(carrier.page.locator("a[href$='/1']"))
    look(carrier)
    story = carrier.field("What happened, in a few sentences")
    expect(story).to_have_value(f"{SECOND}។")
    expect(carrier.page.locator(".duty-both").filter(has_text=FIRST)).to_have_count(1)
    carrier.page.locator("[name=keep][value=narrative]").check()
    carrier.press("Save the draft")
    expect(story).to_have_value(FIRST)


def taken_along(carrier: Reader, folder: Path) -> tuple[Path, str]:
    """Make a packet of one report, and load it down: the file and the code."""
    page = carrier.page
    carrier.follow("Duties")
    carrier.follow("Fill in reports without a network")
    look(carrier)
    carrier.enter(page.locator("a[href='/duties/packets/new']"))
    look(carrier)
    for box in page.locator("[name=reports]").all()[1:]:
        box.uncheck()
    carrier.press("Make the packet")
    look(carrier)
    code = page.locator(".reference").inner_text()
    with page.expect_download() as loading:
        page.locator("a[href$='/file']").click()
    file = folder / loading.value.suggested_filename
    loading.value.save_as(file)
    return file, code


def opened(carrier: Reader, province: BrowserContext, packet: Path, code: str) -> Page:
    page = province.new_page()
    page.goto(packet.as_uri())
    assert [*faults(page, "km"), *new_violations(page), *sideways(page)] == []
    page.locator("#code").fill(f"0{code[1:]}" if code[0] != "0" else f"1{code[1:]}")
    page.keyboard.press("Enter")
    wrong = "This code does not open the packet, or the file was changed. Compare the code letter by letter."
    expect(page.locator("#wrong")).to_have_text(carrier.say(wrong))
    page.locator("#code").fill(code)
    page.keyboard.press("Enter")
    expect(page.locator("details.report")).to_have_count(1)
    return page


def filled_in(
    carrier: Reader, province: BrowserContext, packet: Path, code: str, story: str, *, proof: bool = False
) -> Path:
    """Write the report in a page of the file, and save the answer; without saving, the page does not go."""
    page = opened(carrier, province, packet, code)
    page.locator("[data-name=claim][value=running]").check()
    page.locator("[data-name=narrative]").fill(story)
    page.get_by_role("button", name=carrier.say("One more obstacle")).click()
    if proof:
        page.locator("[data-proof] [type=file]").set_input_files(
            {"name": "list.csv", "mimeType": "text/csv", "buffer": b"name,present\n1,yes\n"}
        )
        page.locator("[data-proof] [type=text]").fill("បញ្ជីវត្តមាន")
        page.locator("[data-proof] select").select_option("CA-E")
        for box in page.locator("[data-proof] [type=checkbox]").all()[:1]:
            box.check()
        page.get_by_role("button", name=carrier.say("Add the file")).click()
        expect(page.locator(".proofs li")).to_have_count(1)
    assert [*faults(page, "km"), *new_violations(page), *sideways(page)] == []
    answer = saved(carrier, page, packet.parent)
    assert page.evaluate(KEPT) == [0, 0, "", 0]
    page.close(run_before_unload=True)
    return answer


def saved(carrier: Reader, page: Page, folder: Path) -> Path:
    with page.expect_download() as loading:
        page.get_by_role("button", name=carrier.say("Save the answer")).click()
    file = folder / f"{len(list(folder.iterdir()))}-{loading.value.suggested_filename}"
    loading.value.save_as(file)
    return file


def gone_on_with(carrier: Reader, province: BrowserContext, packet: Path, code: str, answer: Path) -> Path:
    """Open a saved answer once more, on a wider screen and in English; leaving it unsaved is asked about."""
    page = opened(carrier, province, packet, code)
    page.set_viewport_size({"width": 1280, "height": HEIGHTS[1280]})
    page.locator("details.before summary").click()
    page.locator("#before").set_input_files(answer)
    expect(page.locator("[data-name=narrative]")).to_have_value(SECOND)
    page.locator("[data-name=narrative]").fill(f"{SECOND}។")
    page.locator("[data-language=en]").click()
    expect(page.get_by_role("button", name="Save the answer")).to_be_visible()
    assert [*faults(page, "en"), *new_violations(page), *sideways(page)] == []
    page.locator("[data-language=km]").click()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.close(run_before_unload=True)
    expect(page.locator("[data-name=narrative]")).to_have_value(f"{SECOND}។")
    assert asked == ["beforeunload"]
    return saved(carrier, page, packet.parent)


def brought_in(carrier: Reader, answer: Path) -> None:
    carrier.go("/duties/packets")
    carrier.page.locator("input[type=file]").set_input_files(answer)
    carrier.press("Bring it in")
