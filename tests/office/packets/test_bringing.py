"""What comes back of a packet: drafts, reports and evidence, both wordings where two wrote, or nothing at all."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from palermo.access import Role
from palermo.core import DataError, UserError
from palermo.office.access.actions import end_term
from palermo.office.access.refusal import Refused
from palermo.office.plan.packets.actions import bring_in
from palermo.office.plan.packets.models import Packet, PacketAnswer
from palermo.office.plan.work.actions import accept_evidence, accept_report, put_to_lead, save_draft, send_report
from palermo.office.plan.work.models import Draft, Evidence, Filed, Move, Report
from palermo.office.trail import integrate
from palermo.office.trail.checking import check
from palermo.office.trail.witnesses import policy
from palermo.plan.packets import SealedFile
from tests.office.cast import NOW, a_body, signed_in
from tests.office.packets.scenes import CODE, NARRATIVE, as_file, made, opened, proof, province, said, written
from tests.office.work import cast as work

KHMER = re.compile("[\u1780-\u17ff]")
pytestmark = pytest.mark.django_db


def brought(packet: Packet, *reports: dict[str, Any], **more: Any) -> PacketAnswer:
    answer = written(packet, *reports, **more)
    return bring_in(by=work.secretary(), packet=packet, file=answer, now=NOW).answer


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_a_packet_holds_what_is_due_and_what_the_draft_says_in_both_languages() -> None:
    report = work.drafted()
    work.accepted(report.lead.plan, a_body("labour"), "1.1.2")
    packet = made(report.lead)
    asked = opened(packet)
    (due,) = asked["reports"]
    assert (due["activity"], due["period"], due["steps"]) == (
        "1.1.1",
        "2024-Q1",
        ["Write the course", "Train the officers"],
    )
    assert (due["lines"]["claim"], due["lines"]["narrative"]) == ("running", "The course is written.")
    fields = {field["name"]: field for group in due["groups"] for field in group["fields"]}
    assert fields["claim"]["label"]["en"] == "Where the work stands"
    for words in (fields["claim"]["label"], fields["obstacle_1_since"]["hint"], fields["claim"]["choices"][0]["label"]):
        assert (KHMER.search(words["km"]) is None, KHMER.search(words["en"]) is None) == (False, True), words
    assert "The course is written." not in packet.file


def test_what_is_sent_is_a_report_of_who_made_the_packet_and_its_carrier_may_accept_it() -> None:
    packet = made()
    answer = brought(packet, said(packet), proofs=(proof(packet),))
    report, piece = Report.objects.get(), Evidence.objects.get()
    assert [each["arrived"] for each in answer.became] == ["sent"]
    assert (Filed.objects.get().content["narrative"], answer.proofs[0]["offered"]) == (NARRATIVE, piece.uid)
    hands = set(Move.objects.exclude(report=None).values_list("made_by", flat=True))
    assert hands == {packet.made_by} == {piece.made_by} != {answer.made_by}
    accept_report(by=work.secretary(), report=report, now=NOW)
    accept_evidence(by=work.secretary(), evidence=piece, now=NOW)


def test_who_made_the_packet_accepts_nothing_that_comes_of_it() -> None:
    lead = work.accepted()
    packet = made(lead, work.secretary())
    colleague = work.somebody(Role.FOCAL_POINT, lead.body)
    bring_in(by=colleague, packet=packet, file=written(packet, said(packet)), now=NOW)
    with pytest.raises(UserError, match="had a hand in this"):
        accept_report(by=work.secretary(), report=Report.objects.get(), now=NOW)


def test_a_province_without_a_network_hands_in_by_way_of_the_secretariat() -> None:
    body = province()
    packet = made(body.leads.get(), work.secretary())
    answer = brought(packet, said(packet))
    assert (answer.became[0]["arrived"], Report.objects.get().lead.place) == ("sent", body)


def test_two_who_fill_in_the_same_report_lose_nothing() -> None:
    lead = work.accepted()
    packet = made(lead)
    first = brought(packet, said(packet, send=False))
    second = brought(packet, said(packet, send=True, narrative="Nine officers, not twelve."))
    assert [each.became[0]["arrived"] for each in (first, second)] == ["saved", "both"]
    assert Draft.objects.get().content["narrative"] == NARRATIVE
    assert second.said[0]["lines"]["narrative"] == "Nine officers, not twelve."
    third = brought(packet, said(packet, send=True))
    assert third.became[0]["arrived"] == "sent", "the draft says so already"


def test_what_was_saved_in_the_office_meanwhile_stands() -> None:
    report = work.drafted()
    packet = made(report.lead)
    by = work.somebody(Role.FOCAL_POINT, report.lead.body)
    content = {**work.SAID, "narrative": "Written here."}
    save_draft(by=by, lead=report.lead, period=report.period, content=content, seen=1, now=NOW)
    answer = brought(packet, said(packet))
    assert (answer.became[0]["arrived"], Draft.objects.get().content["narrative"]) == ("both", "Written here.")


def sent_here(packet: Packet) -> None:
    lead = packet.body.leads.get()
    send_report(by=work.somebody(Role.FOCAL_POINT, lead.body), report=work.drafted(lead), seen=1, now=NOW)


def handed_over(packet: Packet) -> None:
    lead = packet.body.leads.get()
    put_to_lead(by=work.secretary(), plan=lead.plan, activity=lead.activity, body=a_body("labour"), now=NOW)


@pytest.mark.parametrize(("meanwhile", "why"), [(sent_here, "sent_before"), (handed_over, "handed_over")])
def test_what_can_be_written_no_more_stays_to_be_read(meanwhile: Callable[[Packet], None], why: str) -> None:
    packet = made()
    meanwhile(packet)
    before = Filed.objects.count()
    answer = brought(packet, said(packet))
    assert (answer.became[0]["arrived"], answer.became[0]["why"]) == ("closed", why)
    assert (answer.said[0]["lines"]["narrative"], Filed.objects.count()) == (NARRATIVE, before)


def test_what_lacks_something_is_saved_and_a_file_of_no_kind_is_not_taken() -> None:
    packet = made()
    program = proof(packet, name="a.exe", content="TVqQAAMAAAA=")
    stepless = proof(packet, title="Of no step", proves=[9])
    answer = brought(packet, said(packet, claim=""), proofs=(program, stepless))
    assert answer.became[0] == {"id": packet.reports[0]["id"], "arrived": "saved", "why": "lacking"}
    assert ([each["offered"] for each in answer.proofs], Evidence.objects.count()) == (["", ""], 0)


def test_the_trail_tells_of_every_row_that_came_of_it() -> None:
    packet = made()
    brought(packet, said(packet), proofs=(proof(packet),))
    integrate(NOW)
    _verified, findings = check(policy(), NOW, tell=lambda _read: None)
    assert [str(each.message) for each in findings if each.rule in ("T50", "T51", "T52")] == []


# nothing is taken


def changed(answer: SealedFile) -> SealedFile:
    return replace(answer, sealed=answer.sealed[:40] + bytes([answer.sealed[40] ^ 1]) + answer.sealed[41:])


def test_an_answer_that_is_not_whole_changes_nothing_and_is_told_once() -> None:
    packet = made()
    whole, stranger = said(packet), {**said(packet), "id": "nothing/2024-Q1"}
    broken = {
        "changed": (changed(written(packet, whole)), "O06"),
        "of another salt": (replace(written(packet, whole), salt=b"0" * 16), "O06"),
        "with a report too many": (written(packet, whole, stranger), "O09"),
        "evidence that is no file": (written(packet, whole, proofs=(proof(packet, content="?"),)), "O09"),
    }
    before = counts()
    for case, (answer, rule) in broken.items():
        with pytest.raises(DataError) as caught:
            bring_in(by=work.secretary(), packet=packet, file=answer, now=NOW)
        assert ([each.rule for each in caught.value.findings], counts()) == ([rule], before), case


def test_an_answer_counts_once_and_in_its_time_and_from_who_still_may() -> None:
    lead = work.accepted()
    packet = made(lead)
    answer, by = written(packet, said(packet)), work.secretary()

    def rule(now: Any = NOW, answer: SealedFile = answer) -> str:
        with pytest.raises(DataError) as caught:
            bring_in(by=by, packet=packet, file=answer, now=now)
        return caught.value.findings[0].rule

    assert rule(NOW + timedelta(days=61)) == "O07"
    bring_in(by=by, packet=packet, file=answer, now=NOW)
    assert rule() == "O08"
    maker = work.somebody(Role.FOCAL_POINT, lead.body)
    head = signed_in(by, fresh_at=NOW)
    end_term(by=head, term=maker.person.terms.get(), until=NOW, reason="Moved to another post.", now=NOW)
    assert rule(NOW + timedelta(hours=1), written(packet, said(packet))) == "O10"


def test_who_may_not_carry_it() -> None:
    packet = made()
    answer = written(packet, said(packet))
    for stranger in (work.somebody(Role.FOCAL_POINT, a_body("labour")), work.somebody(Role.APPROVER, packet.body)):
        with pytest.raises(Refused):
            bring_in(by=stranger, packet=packet, file=answer, now=NOW)
    assert not PacketAnswer.objects.exists()


def test_the_file_says_nothing_of_what_was_written() -> None:
    packet = made()
    assert NARRATIVE not in as_file(written(packet, said(packet))).decode()
    assert set(json.loads(as_file(written(packet)))) == {"packet", "palermo", "salt", "sealed", "version"}
    assert CODE not in str([list(row.values()) for row in Packet.objects.values()])
