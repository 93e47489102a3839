"""Rules on progress. They are asked of reports, which no plan file holds: until reports exist they only wait."""

from palermo.core import Message, mark
from palermo.plan.audit.rule import Level, Rule, Texts, Wait, rule, unasked

_T = Level.PROGRESS
_WAITS = Wait(Message(mark("Progress reports are not kept yet; this rule is asked when they are.")))


def _waiting(name: str, texts: Texts, source: str) -> Rule:
    return rule(name, _T, texts, source=source, wait=_WAITS)(unasked)


RULES: tuple[Rule, ...] = (
    _waiting(
        "T01 A",
        Texts(
            title=mark("Status and dates agree"),
            advice=mark("Correct the status, or record the new date with its reason."),
            why=mark("Work that is 'running' after its end is late, and nobody has said so."),
            good=mark("End passed in June: shown as late."),
            bad=mark("End passed in June: still shown as running."),
        ),
        "UN INFO, quality checks",
    ),
    _waiting(
        "T02 A",
        Texts(
            title=mark("Complete means proved"),
            advice=mark("Attach the proof that was promised for each deliverable."),
            why=mark("A typed 'complete' is one more promise."),
            good=mark("Complete: gazette of 3 May attached and accepted."),
            bad=mark("Complete: (no proof)."),
        ),
        "OGP Independent Reporting Mechanism, 'no evidence'; Argentina's plan reported as 82.3 % complete",
    ),
    _waiting(
        "T03 A",
        Texts(
            title=mark("Continuous work is never complete"),
            advice=mark("Report the measuring points instead."),
            why=mark("What has no end cannot have reached it."),
            good=mark("Continuous; measured in December: 41 inspections."),
            bad=mark("Continuous; 100 percent complete."),
        ),
        "OGP Independent Reporting Mechanism; Argentina's plan reported as 82.3 % complete",
    ),
    _waiting(
        "T04 A",
        Texts(
            title=mark("Changes are shown with their reason"),
            advice=mark("Record each moved date and lowered target as a change, with who decided it and why."),
            why=mark("A plan that can be rewritten in silence is always on time."),
            good=mark("Moved from June to December: the bill was returned by the committee."),
            bad=mark("December, where June stood last year."),
        ),
        "palermo, own proposal; IMPACT OSS keeps three versions",
    ),
    _waiting(
        "T05 B",
        Texts(
            title=mark("A missed report is 'no report'"),
            advice=mark("File the report, late; the earlier figure does not stand in for it."),
            why=mark("A figure carried forward hides that nobody looked."),
            good=mark("Second half of 2025: no report."),
            bad=mark("Second half of 2025: 62 (as in the first half)."),
        ),
        "DHIS2, reporting rate",
    ),
)
