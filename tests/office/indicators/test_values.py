"""Values are told as their sheets ask, nothing bare, nothing of another kind; parts add up or it is said why not."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from palermo.access import Role
from palermo.core import UserError
from palermo.office.plan.work.actions import save_draft, send_report
from palermo.office.plan.work.models import Draft, Filed, Lead, Report
from palermo.plan import Counts
from tests.office.cast import NOW, client_of
from tests.office.indicators import cast
from tests.office.indicators.cast import MAY
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
TYPED = {
    "claim": "running",
    "narrative": "The course is written.",
    "obstacles": "1",
    "value_0_number": "12",
    "value_0_kind": "period",
    "value_0_part_0_0": "8",
    "value_0_part_0_1": "4",
    "value_0_note": "",
}


def text(reply: Any) -> str:
    content: bytes = reply.content
    return content.decode()


@pytest.fixture
def lead() -> Lead:
    """An activity whose sheet says: in each period, persons, split by sex."""
    plan = cast.stored()
    cast.completed(plan)
    return work.accepted(plan)


def focal(lead: Lead) -> Client:
    return client_of(work.somebody(Role.FOCAL_POINT, lead.body))


def send(lead: Lead, act: str = "send", period: str = work.PERIOD, **given: Any) -> Any:
    there = Report.objects.filter(lead=lead, period=period).first()
    draft = Draft.objects.filter(report=there).first() if there else None
    told = {**TYPED, "act": act, "seen": str(draft.edition if draft else 0), **given}
    return focal(lead).post(f"/duties/{lead.uid}/reports/{period}", told)


def test_the_form_asks_for_each_part_and_keeps_them(lead: Lead) -> None:
    page = text(focal(lead).get(f"/duties/{lead.uid}/reports/{work.PERIOD}"))
    for words in ("Split by sex", "female", "male", "Each officer once", "Where the parts do not add up"):
        assert words in page, words
    assert 'name="value_0_kind" value="period" id="id_value_0_kind_0" checked' in page.replace("  ", " ")
    assert send(lead).status_code == 302
    (value,) = Filed.objects.get().content["values"]
    assert value == cast.value("12", "8", "4")
    read = text(focal(lead).get(f"/duties/{lead.uid}/reports/{work.PERIOD}"))
    assert "sex: female 8; male 4" in read
    assert "of this period alone" in read


REFUSED: dict[str, tuple[dict[str, str], str, str]] = {
    "another kind": ({"value_0_kind": "sum"}, "kind", "counted in each period alone"),
    "no sum": ({"value_0_part_0_1": "3"}, "note", "the parts make 11, and the whole is 12"),
    "a part is missing": ({"value_0_part_0_1": ""}, "note", "these parts are missing: male"),
    "no number": ({"value_0_part_0_1": "some"}, "part_0_1", "Write one number"),
    "none": ({"value_0_number": ""}, "number", "Write one number"),
    "fewer than none": ({"value_0_number": "-1", "value_0_part_0_1": "-9"}, "number", "fewer people than none"),
}


def test_what_the_sheet_does_not_take_is_told_at_its_field(lead: Lead) -> None:
    by = work.somebody(Role.FOCAL_POINT, lead.body)
    for fault, (given, name, words) in REFUSED.items():
        reply = send(lead, **given)
        page = text(reply)
        assert (reply.status_code, words in page) == (422, True), fault
        assert f'id="id_value_0_{name}_error"' in page, fault
        # the form is not the only guard
        with pytest.raises(UserError):
            send_report(by=by, report=Report.objects.get(), seen=Draft.objects.get().edition, now=NOW)
    assert not Filed.objects.exists()


def test_who_says_why_may_send_parts_that_do_not_add_up_and_all_read_it(lead: Lead) -> None:
    assert send(lead, value_0_part_0_1="3", value_0_note="Of one nobody wrote it down.").status_code == 302
    report = Report.objects.get()
    for client, path in (
        (focal(lead), f"/duties/{lead.uid}/reports/{work.PERIOD}"),
        (client_of(work.secretary()), f"/review/reports/{report.uid}"),
    ):
        page = text(client.get(path))
        assert "the parts make 11, and the whole is 12" in page
        assert "Of one nobody wrote it down." in page


def test_a_share_is_asked_with_both_numbers_and_never_as_a_percentage(lead: Lead) -> None:
    cast.completed(lead.plan, seen=1, numerator="passed", denominator="took the test", unit="percent", splits=())
    page = text(focal(lead).get(f"/duties/{lead.uid}/reports/{work.PERIOD}"))
    assert ('name="value_0_number"' in page, 'name="value_0_denominator"' in page) == (False, True)
    bare = send(lead, value_0_numerator="90 %", value_0_denominator="")
    assert (bare.status_code, "a percentage alone is not taken" in text(bare)) == (422, True)
    assert send(lead, value_0_numerator="9", value_0_denominator="10").status_code == 302
    assert "9 of 10" in text(focal(lead).get(f"/duties/{lead.uid}/reports/{work.PERIOD}"))


def test_a_value_comes_from_a_file_of_the_evidence(lead: Lead) -> None:
    page = text(focal(lead).get(f"/duties/{lead.uid}/reports/{work.PERIOD}"))
    assert "Where it comes from" not in page, "no file was offered"
    piece = work.offered(lead)
    page = text(focal(lead).get(f"/duties/{lead.uid}/reports/{work.PERIOD}"))
    assert f'<option value="{piece.sha256}">The course</option>' in page
    assert send(lead, value_0_file=piece.sha256).status_code == 302
    assert piece.sha256 in text(client_of(work.secretary()).get(f"/review/reports/{Report.objects.get().uid}"))


def test_a_file_that_nobody_offered_is_no_source(lead: Lead) -> None:
    by, content = work.somebody(Role.FOCAL_POINT, lead.body), {**work.SAID, "values": [cast.value("12", "8", "4")]}
    content["values"][0]["file"] = "0" * 64
    report = save_draft(by=by, lead=lead, period=work.PERIOD, content=content, seen=0, now=NOW).draft.report
    with pytest.raises(UserError, match="not among the evidence"):
        send_report(by=by, report=report, seen=1, now=NOW)


def test_what_fell_and_what_leaps_is_shown_to_writer_and_reviewer(lead: Lead, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.completed(lead.plan, seen=1, counts=Counts.SINCE, splits=())
    cast.filed(lead, work.PERIOD, cast.value("30", cumulative=True))
    monkeypatch.setattr(timezone, "now", lambda: MAY)
    assert send(lead, "save", "2024-Q2", value_0_number="29", value_0_kind="sum").status_code == 302
    fell = "counted since the beginning, it fell from 30 to 29"
    assert fell in text(focal(lead).get(f"/duties/{lead.uid}/reports/2024-Q2"))
    assert send(lead, "send", "2024-Q2", value_0_number="290", value_0_kind="sum").status_code == 302
    report = Report.objects.get(period="2024-Q2")
    for client, path in (
        (focal(lead), f"/duties/{lead.uid}/reports/2024-Q2"),
        (client_of(work.secretary()), f"/review/reports/{report.uid}"),
    ):
        page = text(client.get(path))
        assert ("from 30 to 290 is a leap" in page, fell in page) == (True, False)


def test_who_must_not_get_in(lead: Lead, outsider_client: Client, public_client: Client) -> None:
    path = f"/duties/{lead.uid}/reports/{work.PERIOD}"
    assert outsider_client.post(path, {**TYPED, "act": "send", "seen": "0"}).status_code == 403
    assert public_client.post(path, {**TYPED, "act": "send", "seen": "0"})["Location"].startswith("/sign-in")
    assert not Draft.objects.exists()
