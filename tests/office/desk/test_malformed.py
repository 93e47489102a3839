"""Every malformed file is refused by the page with what is wrong and what to do, and changes nothing that is stored."""

from pathlib import Path

import pytest
from django.test import Client

from tests.office.desk.matrices import everything, sent
from tests.office.desk.torn import torn

TORN = dict(torn())


@pytest.mark.parametrize("name", sorted(TORN))
def test_a_malformed_file_is_refused_and_leaves_no_trace(name: str, officer_client: Client, home: Path) -> None:
    before = everything(home)
    reply = officer_client.post("/desk/upload", {"file": sent(TORN[name], name)})
    page = reply.content.decode()
    assert reply.status_code == 422, page
    assert f"What is wrong with {name}" in page
    assert page.count('class="finding-what"') >= 1
    assert 'class="finding-advice"' in page
    assert "Traceback" not in page
    assert everything(home) == before


def test_there_are_fifty_of_them() -> None:
    assert len(TORN) >= 50
