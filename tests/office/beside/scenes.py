"""The scenes of what is said beside the record."""

from palermo.access import Role
from palermo.plan import About, Said, Seen
from tests.office.beside import cast as beside
from tests.office.stage import Scene, scene
from tests.office.work import cast as work


@scene("view.filed")
def _filed() -> Scene:
    body = beside.survivors()
    given = {"activity": "1.1.1", "seen": Seen.RUNNING, "words": "We see a beginning."}
    return work.somebody(Role.FOCAL_POINT, body), {"body": body, "plan": work.plan_at_work(), **given}


@scene("view.published")
def _published() -> Scene:
    view = beside.filed()
    return work.somebody(Role.FOCAL_POINT, view.body), {"view": view}


@scene("reply.given")
def _replied() -> Scene:
    lead = work.accepted()
    view = beside.published(lead)
    return work.somebody(Role.APPROVER, lead.body), {"lead": lead, "view": view, "words": "It begins in May."}


@scene("statement.logged")
def _logged() -> Scene:
    return work.secretary(), {"plan": work.plan_at_work(), "uttered": beside.SAID, "copy": beside.COPY}


@scene("statement.marked")
def _marked() -> Scene:
    statement = beside.logged()
    return work.secretary(), {"plan": statement.plan, "statement": statement, "said": Said(About.DONE)}
