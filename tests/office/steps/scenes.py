"""The scenes of steps."""

from palermo.office.plan.steps.actions import Working
from palermo.plan import StepId
from tests.office.stage import Scene, scene
from tests.office.work import cast as work


@scene("step.arranged")
def _step_arranged() -> Scene:
    working = Working(work.police(), "The course, printed", "CA-E", (StepId("1.1.1", 1),))
    given = {"step": StepId("1.1.1", 2), "working": working, "reason": "As agreed.", "seen": 0}
    return work.secretary(), {"plan": work.plan_at_work(), **given}
