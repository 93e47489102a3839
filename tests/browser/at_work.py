"""A plan at work in the office of the browser tests: bodies, who reports for them, what they sent and offered."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.browser.joining import found, join
from tests.browser.photographs import take_photographs

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan
    from palermo.office.plan.work.models import Lead

JOURNEYS = {"en": "1.2.1", "km": "2.1.1"}
CLERK = "labour-clerk"
SAID = {
    "claim": "running",
    "narrative": "The order is signed, and the register is being filled.",
    "asks": "A letter to the chamber of commerce.",
    "done": [{"step": 1, "what": "Signed by the minister", "finished": "2025-01-10"}],
    "values": [],
    "obstacles": [{"what": "No server to run it on", "since": "2025-01-02", "blocked_by": "the ministry of posts"}],
}


def set_to_work(officer: "User", plan: "Plan", password: str, now: datetime) -> dict[str, Any]:
    """Activities at all stages; the numbers of a report and of a piece of evidence that wait, and of those of the
    journeys.
    """
    from palermo.access import BodyKind, Role
    from palermo.office.plan.work.actions import put_to_lead, refuse_lead, set_cycle
    from palermo.plan import LADDER, Cycle, Every

    rule = Cycle(Every.QUARTER, date(2025, 1, 1), date(now.year + 1, 12, 31), due_days=15)
    set_cycle(by=officer, plan=plan, rule=rule, ladder=LADDER, reason="The committee decided so.", now=now)
    names = {"en": "Invented Ministry of Labour", "km": "ក្រសួងការងារប្រឌិត"}
    labour = found(officer, "labour", BodyKind.MINISTRY, now, **names)
    clerk = join(officer, CLERK, Role.FOCAL_POINT, labour, now, password)
    leads = {
        activity: put_to_lead(by=officer, plan=plan, activity=activity, body=labour, now=now).lead
        for activity in ("1.1.1", "1.1.2", "1.2.1", "2.1.1", "2.1.2")
    }
    refuse_lead(by=clerk, lead=leads["1.1.2"], reason="It is the inspectorate's.", now=now)
    journeys = {language: _reported(clerk, leads[activity], now) for language, activity in JOURNEYS.items()}
    waiting = _reported(clerk, leads["1.1.1"], now)
    _paid(officer, clerk, leads["1.1.1"], now)
    _at_risk(officer, clerk, leads["1.1.1"], now)
    copies = take_photographs(officer, clerk, leads["1.1.1"], now)
    return {**waiting, **copies, "journeys": journeys, "paid": leads["1.1.1"].uid}


def _paid(officer: "User", clerk: "User", lead: "Lead", now: datetime) -> None:
    """Part of its first cost line is committed; what was spent, and another line, wait for the secretariat."""
    from palermo.office.plan.money.actions import NewCost, NewPosting, accept_money, add_cost, post_money, set_round
    from palermo.office.plan.readers import find_version, open_plan
    from palermo.plan import Spending, money_lines

    lines = money_lines(open_plan(find_version(lead.plan.slug)))
    line = next(each for each in lines if each.activity == lead.activity)
    giver, letter = "Invented treasury", "Letter 12 of 3 February 2025"
    committed = NewPosting(line.id, Spending.COMMITTED, "25,000", line.currency, date(2025, 2, 3), giver, letter)
    row = post_money(by=clerk, lead=lead, posting=committed, now=now).row
    accept_money(by=officer, posting=row, now=now)
    spent = NewPosting(line.id, Spending.SPENT, "4,500", line.currency, date(2025, 4, 9), giver, "Receipts 1 to 9")
    post_money(by=clerk, lead=lead, posting=spent, now=now)
    why = "Circular 4 of the treasury (invented)."
    set_round(by=officer, plan=lead.plan, body="Ministry of Labour", day="06-30", reason=why, now=now)
    buses = NewCost("Buses for the inspectors", "8,000,000", "KHR", date(2026, 1, 1))
    add_cost(by=clerk, lead=lead, cost=buses, reason="The plan leaves them out.", now=now)


def _at_risk(officer: "User", clerk: "User", lead: "Lead", now: datetime) -> None:
    """A risk that everybody may read, and one that only those who deal with it do."""
    from palermo.office.plan.risks.actions import NewRisk, show_risk, write_risk

    told = ("The law is not passed in time", "Likely: the draft lies with two ministries.", "No inspector may enter.")
    risk = NewRisk(*told, lead.body, "The minister writes to the speaker.", (now + timedelta(days=90)).date())
    show_risk(by=officer, risk=write_risk(by=clerk, lead=lead, risk=risk, now=now), reason="It is known.", now=now)
    told = ("Two of three clerks leave", "Possible, as their posts end this year.", "The register is not kept up.")
    risk = NewRisk(*told, lead.body, "New posts are asked for.", (now + timedelta(days=30)).date())
    write_risk(by=clerk, lead=lead, risk=risk, now=now)


def _reported(clerk: "User", lead: "Lead", now: datetime) -> dict[str, str]:
    from palermo.office.plan.work.actions import OfferedFile, accept_lead, offer_evidence, save_draft, send_report

    accept_lead(by=clerk, lead=lead, now=now)
    report = save_draft(by=clerk, lead=lead, period="2025-Q1", content=SAID, seen=0, now=now).draft.report
    send_report(by=clerk, report=report, seen=1, now=now)
    file = OfferedFile("order.pdf", b"%PDF-1.7 an invented order")
    piece = offer_evidence(
        by=clerk, lead=lead, file=file, kind="document", title="The order, signed", proves=(1,), now=now
    ).evidence
    return {"report": report.uid, "evidence": piece.uid}
