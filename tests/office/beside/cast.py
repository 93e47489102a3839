"""What the tests of views and statements start from. Bodies, offices and persons are invented."""

from typing import Any

from palermo.access import BodyKind, Role
from palermo.office.access.models import Body
from palermo.office.plan.actions import Proof, claim_state
from palermo.office.plan.beside.actions import file_view, log_statement, mark_statement, publish_view
from palermo.office.plan.beside.actions.statements import Uttered
from palermo.office.plan.beside.models import Statement, View
from palermo.office.plan.models import Plan, State
from palermo.office.plan.readers import find_version
from palermo.office.plan.work.actions import OfferedFile, publish_report
from palermo.office.plan.work.models import Lead
from palermo.plan import About, Said, Seen
from tests.office.cast import NOW, a_body
from tests.office.work import cast as work

TODAY = NOW.date()
SAID = Uttered("The ministry of works", TODAY, "Press conference", "All officers are trained.", "https://example.org/p")
COPY = OfferedFile("page.pdf", b"%PDF-1.7 an invented page")


def survivors() -> Body:
    return a_body("survivors", BodyKind.NGO)


def led() -> Lead:
    """An activity of a plan that everybody may read, accepted by its lead."""
    lead = work.accepted()
    said = {"state": State.IN_FORCE, "when": "2024", "said_by": "Cabinet", "proof": Proof(source="a gazette")}
    version = find_version(lead.plan.slug)
    claim_state(by=work.secretary(), version=version, now=NOW, **said)  # type: ignore[arg-type]  # each is of its kind
    return lead


def filed(lead: Lead | None = None, **given: Any) -> View:
    """That a body of survivors sees nothing of it."""
    lead, body = lead or work.accepted(), survivors()
    told = {"seen": Seen.NOT_BEGUN, "words": "Nobody was trained here.", **given}
    by = work.somebody(Role.FOCAL_POINT, body)
    return file_view(by=by, body=body, plan=lead.plan, activity=lead.activity, now=NOW, **told)


def published(lead: Lead | None = None, **given: Any) -> View:
    view = filed(lead, **given)
    publish_view(by=work.somebody(Role.FOCAL_POINT, view.body), view=view, now=NOW)
    return again(view)


def again(view: View) -> View:
    return View.objects.select_related("body", "plan", "publication").get(pk=view.pk)


def claimed(lead: Lead, claim: str = "complete") -> None:
    """A report with this claim, published."""
    report = work.agreed(work.sent(lead, claim=claim))
    publish_report(by=work.somebody(Role.CHAIR), report=report, now=NOW)


def logged(plan: Plan | None = None, activity: str = "1.1.1", **given: Any) -> Statement:
    plan = plan or work.plan_at_work()
    return log_statement(by=work.secretary(), plan=plan, activity=activity, uttered=SAID, now=NOW, **given)


def marked(statement: Statement, said: Said | None = None, *, lifted: bool = False) -> Statement:
    said, plan = said or Said(About.DONE), statement.plan
    mark_statement(by=work.secretary(), plan=plan, statement=statement, said=said, lifted=lifted, now=NOW)
    return statement
