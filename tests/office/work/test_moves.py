"""The moves of the office are those of the library's table: whoever tries what, in whatever order."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from palermo.access import Role
from palermo.core import PalermoError, UserError
from palermo.office.plan.work.actions import (
    Overtaken,
    accept_report,
    amend_promise,
    drop_activity,
    publish_report,
    put_to_lead,
    return_report,
    save_draft,
    send_report,
    set_cycle,
    undo_report,
)
from palermo.office.plan.work.levels import APPROVED
from palermo.office.plan.work.models import Draft, Filed, Move, Report
from palermo.office.plan.work.readers import on_record
from palermo.office.plan.work.rows import held
from palermo.office.trail.models import Entry
from palermo.plan import LADDER, Amended, Machine, State
from tests.examples import examples
from tests.office.cast import NOW, a_body
from tests.office.work import cast

ROLES = {
    "body": Role.FOCAL_POINT,
    "approver": Role.APPROVER,
    "secretariat": Role.SECRETARIAT,
    "committee": Role.CHAIR,
}
TRIES = st.lists(
    st.tuples(st.sampled_from(["write", "send", "return", "accept", "undo", "publish"]), st.sampled_from(list(ROLES))),
    max_size=14,
)


def actor(level: str, lead: Any) -> User:
    if level == "secretariat":
        return cast.secretary()
    return cast.somebody(ROLES[level], lead.body if level in ("body", "approver") else None)


def attempt(verb: str, by: User, report: Report) -> Callable[[], object]:
    draft = Draft.objects.get(report=report)
    told: dict[str, Any] = {"by": by, "now": NOW, "report": report}
    lead = report.lead
    return {
        "write": lambda: save_draft(
            by=by, lead=lead, period=report.period, content=cast.SAID, seen=draft.edition, now=NOW
        ),
        "send": lambda: send_report(**told, seen=draft.edition),
        "return": lambda: return_report(**told, reason="How many?"),
        "accept": lambda: accept_report(**told),
        "undo": lambda: undo_report(**told, reason="A wrong figure."),
        "publish": lambda: publish_report(**told),
    }[verb]


def plainly(state: tuple[str, int], verb: str, level: str, ladder: tuple[str, ...]) -> tuple[str, int] | None:
    """What the table means, said once more without it: the state and how many have agreed; None where refused."""
    name, agreed = state
    turn = ladder[agreed + 1] if agreed + 1 < len(ladder) else ""
    top = turn == ladder[-1]
    if verb in ("write", "send"):
        if level != "body" or (verb == "send" and name != "draft"):
            return None
        if verb == "write" and name not in ("draft", "returned"):
            return None
        return ("draft", 0) if verb == "write" else ("sent", 0)
    if level != turn:
        return None
    if verb == "return":
        return ("returned", 0) if name == "sent" and not top else None
    if verb == "accept":
        return ("accepted", agreed + 1) if name in ("sent", "accepted") and not top else None
    if verb == "undo" and name == "accepted":
        return ("accepted", agreed - 1) if agreed > 1 else ("sent", 0)
    return ("published", agreed) if verb == "publish" and name == "accepted" and top else None


class TestMoves(TestCase):
    @settings(max_examples=examples(40), deadline=None)
    @given(tries=TRIES, ladder=st.sampled_from([LADDER, APPROVED]))
    def test_whatever_is_tried_the_state_is_that_of_the_plain_rules(
        self, tries: list[tuple[str, str]], ladder: tuple[str, ...]
    ) -> None:
        plan = cast.plan_at_work()
        set_cycle(by=cast.secretary(), plan=plan, rule=cast.RULE, ladder=ladder, reason="Levels.", now=NOW)
        report = cast.drafted(cast.accepted(plan))
        state, filed = ("draft", 0), 0
        for verb, level in tries:
            if level not in ladder:
                continue
            by, after, done = actor(level, report.lead), plainly(state, verb, level, ladder), True
            before = Entry.objects.count()
            try:
                with transaction.atomic():
                    attempt(verb, by, Report.objects.get(pk=report.pk))()
            except PalermoError:
                done = False
            assert done == (after is not None), (state, verb, level)
            assert Entry.objects.count() - before == done, "one entry for each act, none for a refusal"
            state = after or state
            filed += bool(after) and verb == "send"
            now = held(Machine.REPORT, report.moves.all(), ladder)
            assert (str(now.state), len(now.agreed)) == state
            assert not now.writers & set(now.agreed), "nobody signs off their own work"
        assert Filed.objects.filter(report=report).count() == filed


@pytest.mark.django_db
def test_who_saves_names_the_draft_that_they_saw() -> None:
    lead = cast.accepted()
    by = cast.somebody(Role.FOCAL_POINT, lead.body)
    told: dict[str, Any] = {"by": by, "lead": lead, "period": cast.PERIOD, "now": NOW}
    first = save_draft(**told, content={"narrative": "one"}, seen=0).draft
    assert first.edition == 1
    with pytest.raises(Overtaken) as overtaken:
        save_draft(**told, content={"narrative": "two"}, seen=0)
    assert overtaken.value.theirs.content == {"narrative": "one"}
    assert save_draft(**told, content={"narrative": "two"}, seen=1).draft.edition == 2
    with pytest.raises(Overtaken):
        send_report(by=by, report=first.report, seen=1, now=NOW)
    assert Move.objects.filter(report=first.report).count() == 1, "writing on is no move of its own"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"claim": ""}, "Say where the work stands."),
        ({"narrative": " "}, "Tell in a few sentences"),
        ({"done": [{"step": 1, "what": "x", "finished": "2024-04-01"}]}, "after today"),
        ({"done": [{"step": 1, "what": "", "finished": None}]}, "Say what was done for step 1"),
        ({"values": [{"indicator": "a", "number": "NaN", "cumulative": False, "note": ""}]}, "not a number"),
        ({"obstacles": [{"what": "No money", "since": "?"}]}, "since when"),
    ],
)
def test_what_lacks_something_is_not_sent(said: dict[str, Any], says: str) -> None:
    report = cast.drafted(**said)
    with pytest.raises(UserError, match=says):
        send_report(by=cast.somebody(Role.FOCAL_POINT, report.lead.body), report=report, seen=1, now=NOW)
    assert not Filed.objects.exists()


@pytest.mark.django_db
def test_nobody_reports_on_what_they_have_not_accepted_or_on_a_period_to_come() -> None:
    lead = cast.asked()
    by = cast.somebody(Role.FOCAL_POINT, lead.body)
    told: dict[str, Any] = {"by": by, "content": cast.SAID, "seen": 0, "now": NOW}
    with pytest.raises(UserError, match="Accept the activity first"):
        save_draft(lead=lead, period=cast.PERIOD, **told)
    lead = cast.accepted()
    for period, says in (("2024-Q2", "has not begun"), ("2031-Q1", "is no period")):
        with pytest.raises(UserError, match=says):
            save_draft(lead=lead, period=period, **told)
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_who_has_handed_over_reports_no_more() -> None:
    lead = cast.accepted()
    by = cast.somebody(Role.FOCAL_POINT, lead.body)
    handed = put_to_lead(
        by=cast.secretary(), plan=lead.plan, activity=lead.activity, body=a_body("labour"), now=NOW + timedelta(days=1)
    )
    assert handed.lead != lead
    with pytest.raises(UserError, match="handed over"):
        save_draft(by=by, lead=lead, period=cast.PERIOD, content=cast.SAID, seen=0, now=NOW + timedelta(days=1))
    told = on_record(lead.plan).activities["1.1.1"]
    assert (told.lead, told.held.state) == (handed.lead, State.ASKED)


@pytest.mark.django_db
def test_the_approver_of_another_body_does_not_agree_for_this_one() -> None:
    plan = cast.plan_at_work()
    set_cycle(by=cast.secretary(), plan=plan, rule=cast.RULE, ladder=APPROVED, reason="Levels.", now=NOW)
    report = cast.sent(cast.accepted(plan))
    for by in (cast.somebody(Role.APPROVER), cast.secretary()):
        with pytest.raises(UserError, match="turn of the approver of the body"):
            accept_report(by=by, report=report, now=NOW)
    assert accept_report(by=cast.somebody(Role.APPROVER, report.lead.body), report=report, now=NOW).level == "approver"


@pytest.mark.django_db
def test_what_is_published_stays_so_whatever_the_ladder_is_since() -> None:
    report = cast.agreed()
    publish_report(by=cast.somebody(Role.CHAIR), report=report, now=NOW)
    plan = report.lead.plan
    set_cycle(by=cast.secretary(), plan=plan, rule=cast.RULE, ladder=APPROVED, reason="Levels.", now=NOW)
    assert on_record(plan).activities["1.1.1"].reports[0].held.state is State.PUBLISHED
    with pytest.raises(UserError, match="published"):
        return_report(by=cast.somebody(Role.APPROVER, report.lead.body), report=report, reason="No.", now=NOW)


@pytest.mark.django_db
def test_what_was_given_up_is_put_to_nobody_and_promises_nothing_anew() -> None:
    lead = cast.asked()
    told: dict[str, Any] = {"plan": lead.plan, "activity": "1.1.1", "now": NOW}
    drop_activity(by=cast.somebody(Role.CHAIR), reason="A law did it.", **told)
    with pytest.raises(UserError, match="given up already"):
        put_to_lead(by=cast.secretary(), body=a_body("labour"), **told)
    with pytest.raises(UserError, match="given up already"):
        amend_promise(by=cast.secretary(), what=Amended.END, new="2025-06-30", reason="Late.", **told)


@pytest.mark.django_db
def test_a_new_day_may_be_written_in_khmer_digits() -> None:
    told: dict[str, Any] = {"plan": cast.plan_at_work(), "activity": "1.1.1", "reason": "Late.", "now": NOW}
    khmer = "\u17e2\u17e0\u17e2\u17e5-\u17e0\u17e6-\u17e3\u17e0"
    assert amend_promise(by=cast.secretary(), what=Amended.END, new=khmer, **told).new == "2025-06-30"
