"""What is asked of the country of the counted plan, all of it invented: asks, both voices, a correction, a link."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan

COUNTRY, ACTIVITY = "NZL", "1.1"
# nearly as an activity of the plan is worded, so that it is suggested
ALIKE = "Invented: information material for officials on the signs"


def ask_and_answer(officer: "User", plan: "Plan", now: datetime) -> None:
    """Two asks, of which one is answered by an activity; a response, a reply, and a file that is partly of use."""
    from palermo.office.plan.answers.actions import link_answer
    from palermo.office.standing.actions import (
        CorrectionFile,
        reply_to_ask,
        respond_to_ask,
        upload_correction,
        write_ask,
    )
    from palermo.standing import Ask, AskBasis, Stance

    for id_, cycle, text in (("NZ24-90", "2024", ALIKE), ("NZ25-90", "2025", "Invented: train the staff")):
        ask = Ask(id_, COUNTRY, "tip", cycle, text, AskBasis.RECALLED, "protection", ("C2",), ("invented_theme",))
        write_ask(by=officer, ask=ask, reason="Invented for this office.", now=now)
    root, about = officer.person.body, {"iso3": COUNTRY, "ask": "NZ25-90"}
    words = "Invented: in two regions first."
    respond_to_ask(by=officer, body=root, stance=Stance.PARTLY, words=words, now=now, **about)
    reply_to_ask(by=officer, body=root, words="Invented: training began in March.", now=now, **about)
    rows = f"iso3,report_year,tier,source\n{COUNTRY},2024,{_as_shipped(2024)},invented page\nQQQ,2024,2,invented page\n"
    upload_correction(by=officer, file=CorrectionFile("invented.csv", rows.encode()), reason="Invented.", now=now)
    link_answer(by=officer, plan=plan, activity=ACTIVITY, ask="NZ25-90", reason="Invented: it trains them.", now=now)


def _as_shipped(year: int) -> str:
    from palermo.standing import shipped

    return str(shipped().histories[COUNTRY].placements[year].tier)
