"""What the columns hold is shown with its reason, corrected cell by cell, and applied."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from palermo.office.plan.models import Upload
from palermo.office.plan.readers import open_file
from palermo.office.plan.stored import mapping_from_json
from palermo.plan import Plan, read_mapping
from tests.office.desk.matrices import closed, everything, sent
from tests.office.tongues import astray


class Inputs(HTMLParser):
    """What a browser would send of the first form in main: every field with its value."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        match tag:
            case "select":
                self._select = name
                self.sent.setdefault(name, "")
            case "option" if "selected" in given:
                self.sent[self._select] = given.get("value") or ""
            case "input" if name and given.get("type") == "checkbox":
                if "checked" in given:
                    self.sent[name] = "on"
            case "input" if name and given.get("type") != "file":
                self.sent[name] = given.get("value") or ""


def form_of(client: Client, address: str) -> dict[str, str]:
    inputs = Inputs()
    inputs.feed(client.get(address).content.decode())
    return inputs.sent


def plan_of(upload: Upload) -> Plan:
    upload.refresh_from_db()
    plan = open_file(upload).plan
    assert plan is not None
    return plan


def ids(upload: Upload) -> list[str]:
    return [activity.id for _goal, _objective, activity in plan_of(upload).each_activity()]


@pytest.fixture
def upload(waiting: Callable[..., Upload]) -> Upload:
    return waiting()


@pytest.fixture
def address(upload: Upload) -> str:
    return f"/desk/uploads/{upload.pk}/mapping"


def test_the_page_shows_cells_reasons_findings_and_the_plan(
    address: str, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    page = officer_client.get(address).content.decode()
    assert '<th scope="col">F</th>' in page
    assert "What column C holds" in page
    assert "means &#x27;Lead body&#x27; in English" in page
    assert "Read from the file: activities 3, objectives 2, goals 1, steps 0, indicators 0." in page
    assert '<td rowspan="2" title="C8">Ministry of Labour</td>' in page
    assert "M05" in page
    for part in ("", "/file"):
        assert closed(address + part, outsider_client, public_client)
    assert closed(address + ".yaml", outsider_client, public_client)


def test_sending_the_form_as_it_is_changes_nothing(address: str, upload: Upload, officer_client: Client) -> None:
    before = mapping_from_json(upload.mapping)
    reply = officer_client.post(address, form_of(officer_client, address))
    assert reply.headers["Location"] == address
    upload.refresh_from_db()
    assert mapping_from_json(upload.mapping) == before


def test_a_column_is_corrected_and_merged_cells_are_spread(
    address: str, upload: Upload, officer_client: Client
) -> None:
    leads = [activity.lead for _goal, _objective, activity in plan_of(upload).each_activity()]
    assert [lead.given for lead in leads] == [True, False, False]
    form = form_of(officer_client, address)
    officer_client.post(address, form | {"t0-spread_2": "on", "t0-field_5": "proof"})
    activities = [activity for _goal, _objective, activity in plan_of(upload).each_activity()]
    assert [activity.lead.given for activity in activities] == [True, True, True]
    assert activities[0].proof.value == ("agreed",)


def test_what_holds_for_the_file_reaches_the_plan(address: str, upload: Upload, officer_client: Client) -> None:
    said = {"title": "A better title", "country": "KH", "language": "km", "currency": "khr", "fiscal_start": "4"}
    officer_client.post(address, form_of(officer_client, address) | said)
    plan = plan_of(upload)
    assert (plan.title, plan.country, plan.language, plan.fiscal_start) == ("A better title", "KH", "km", 4)
    costs = next(plan.each_activity())[2].costs.value
    assert costs is not None
    assert costs[0].money.value is not None
    assert costs[0].money.value.currency == "KHR"


def test_a_row_is_said_to_be_nothing_of_the_plan(address: str, upload: Upload, officer_client: Client) -> None:
    form = form_of(officer_client, address)
    officer_client.post(address, form | {"t0-other_row": "9", "t0-other_kind": "skip"})
    assert ids(upload) == ["1.1.1", "1.1.2"]
    assert form_of(officer_client, address)["t0-row_8"] == "skip"


def test_other_header_rows_propose_the_columns_anew(waiting: Callable[..., Upload], officer_client: Client) -> None:
    upload = waiting(b"a,b,c\nalpha,beta,gamma\n1.1,Train police,MoI\n1.2,Train judges,MoJ\n", "odd.csv")
    address = f"/desk/uploads/{upload.pk}/mapping"
    page = officer_client.get(address).content.decode()
    assert "No plan was recognised yet." in page
    assert "Train judges" in page
    form = form_of(officer_client, address)
    # said of the rows alone: nothing is an activity yet, so nothing is changed and what was typed stays
    refused = officer_client.post(address, form | {"t0-use": "on"})
    assert refused.status_code == 422
    assert "Say which row holds the headers." in refused.content.decode()
    text = b"mapping: 1\ntables:\n- {name: table, use: true, header: [2], first: 3, columns: {B: {field: activity}}}\n"
    officer_client.post(f"{address}/file", {"mapping": sent(text, "m.yaml")})
    assert len(ids(upload)) == 2
    form = form_of(officer_client, address)
    assert (form["t0-header"], form["t0-first"]) == ("2", "3")
    officer_client.post(address, form | {"t0-first": "4"})
    assert len(ids(upload)) == 1


def test_a_mapping_by_which_nothing_is_read_is_not_stored(address: str, officer_client: Client, home: Path) -> None:
    form = form_of(officer_client, address)
    del form["t0-use"]
    before = everything(home)
    reply = officer_client.post(address, form | {"title": "typed and kept"})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "nothing comes of the file" in page
    assert "typed and kept" in page
    assert everything(home) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"t0-header": "four"},
        {"t0-header": "400"},
        {"t0-first": "2"},
        {"t0-first": "0"},
        {"t0-field_1": "no-such"},
        {"fiscal_start": "13"},
        {"t0-other_row": "9000", "t0-other_kind": "skip"},
    ],
)
def test_a_wrong_form_is_refused_and_kept(
    wrong: dict[str, Any], address: str, officer_client: Client, home: Path
) -> None:
    form = form_of(officer_client, address)
    before = everything(home)
    reply = officer_client.post(address, form | wrong)
    assert reply.status_code == 422
    assert "There is a problem" in reply.content.decode()
    assert everything(home) == before


def test_rows_that_do_not_fit_are_refused_in_the_language_of_the_officer(address: str, officer_client: Client) -> None:
    form = form_of(officer_client, address)
    officer_client.get("/language/km")
    page = officer_client.post(address, form | {"t0-first": "2"}).content.decode()
    assert "តារាងមានជួរដេកចំនួន 10។" in page
    assert "The table has" not in page


def test_an_upload_in_english_is_shown_as_english_on_khmer_pages(
    address: str, upload: Upload, officer_client: Client
) -> None:
    officer_client.get("/language/km")
    for shown in (address, f"/desk/uploads/{upload.pk}/"):
        page = officer_client.get(shown).content.decode()
        assert "Train 400 border police officers" in page
        assert list(astray(page, "400 ")) == []


def test_the_mapping_goes_out_and_comes_back_as_a_file(address: str, upload: Upload, officer_client: Client) -> None:
    reply = officer_client.get(f"{address}.yaml")
    assert 'filename="matrix.mapping.yaml"' in reply.headers["Content-Disposition"]
    mapping, findings = read_mapping(reply.content.decode())
    assert not findings
    assert mapping == mapping_from_json(upload.mapping)
    text = reply.content.decode().replace("field: timeframe", "field: remarks")
    officer_client.post(f"{address}/file", {"mapping": sent(text.encode(), "m.yaml")})
    assert all(activity.timeframe.blank for _goal, _objective, activity in plan_of(upload).each_activity())


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"tables: [", b"mapping: 1\ntables: 5\n", b"- a\n- b\n"])
def test_a_mapping_file_that_is_none_is_refused(
    content: bytes, address: str, officer_client: Client, home: Path
) -> None:
    before = everything(home)
    reply = officer_client.post(f"{address}/file", {"mapping": sent(content, "m.yaml")})
    assert reply.status_code == 422
    assert everything(home) == before
