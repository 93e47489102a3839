"""Every malformed file is refused by the page with what is wrong and what to do, and changes nothing that is stored."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from tests.office.desk.matrices import everything, sent
from tests.unit.plan.tables.malformed import Malformed, every

FILES = every()


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_malformed_file_is_refused_and_leaves_no_trace(file: Malformed, officer_client: Client, home: Path) -> None:
    before = everything(home)
    reply = officer_client.post("/desk/upload", {"file": sent(file.content, file.name)})
    page = reply.content.decode()
    assert "Traceback" not in page
    assert everything(home) == before
    assert reply.status_code == 422
    assert f"What is wrong with {escape(file.name)}" in page
    assert f'<span class="finding-rule">{file.rule}</span>' in page
    assert 'class="finding-advice"' in page


def test_there_are_fifty_of_them() -> None:
    assert len(FILES) >= 50
