"""From a plan, what became of it and a country to how the plan answers what is asked, and to an assessment."""

from datetime import date

from palermo.cli.options import AssessedFor
from palermo.cli.scoring import progress_of
from palermo.cli.sources import open_one
from palermo.core import Finding
from palermo.plan import (
    Answering,
    Asks,
    Grounds,
    Output,
    Progress,
    Scorecard,
    answering,
    audit,
    line_accounts,
    money_lines,
    score,
    self_assessment,
    waiver_file,
)
from palermo.standing import clock, data_duty, ledger, shipped, shipped_figures, shipped_lists


def answered(
    plan: str, country: str, as_of: date, *, progress: str = "", mapping: str = ""
) -> tuple[Scorecard, Answering, tuple[Finding, ...]]:
    """The scorecard of a plan, how it answers the asks shipped for a country, and what was found in the files.

    Rule P06 is asked with them, and what it finds stands last.
    """
    found = open_one(plan, mapping)
    told, findings = progress_of(progress, found) if progress else (Progress(found.plan.id), ())
    card = score(found.plan, told, as_of)
    asks = ledger(shipped(), shipped_lists(), country, as_of).asks
    answers, more = answering(card, asks)
    held = audit(card.plan, asks=Asks(tuple(ask.id for ask in asks)), select=("P06",)).findings
    return card, answers, (*found.reading.findings, *findings, *more, *held)


def assessed(
    plan: str, country: str, for_: AssessedFor, report: int, as_of: date, progress: str = ""
) -> tuple[Output, tuple[Finding, ...]]:
    """The assessment, from the files and what is shipped; of money a file knows only what the plan asks for."""
    card, answers, findings = answered(plan, country, as_of, progress=progress)
    stands = clock(shipped(), country, as_of)
    grounds = Grounds(
        card,
        audit(card.plan, as_of=as_of).card,
        answers,
        data_duty(shipped().law, stands.iso3, report, shipped_figures()),
        line_accounts(money_lines(card.plan), ()),
    )
    told = waiver_file(grounds, stands) if for_ is AssessedFor.WAIVER else self_assessment(grounds)
    return told, findings
