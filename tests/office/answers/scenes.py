"""The scenes of how plans answer asks: the plan of Cambodia's people at work, with an ask linked by hand."""

from palermo.office.plan.answers.actions import link_answer
from palermo.office.plan.models import Plan
from tests.office.cast import NOW
from tests.office.stage import Scene, scene
from tests.office.work import cast as work

ASK, OTHER = "KH18-02", "KH18-04"


def khmer_plan() -> Plan:
    """The plan at work, of a country that is asked something."""
    return work.plan_at_work(country="KH")


def linked(plan: Plan | None = None, activity: str = "1.1.1", ask: str = ASK) -> Plan:
    """A plan of which an activity answers an ask, since a person says so."""
    plan = plan or khmer_plan()
    link_answer(by=work.secretary(), plan=plan, activity=activity, ask=ask, reason="It does just that.", now=NOW)
    return plan


@scene("answer.linked")
def _linked() -> Scene:
    return work.secretary(), {"plan": khmer_plan(), "activity": "1.1.1", "ask": ASK, "reason": "It does just that."}


@scene("answer.unlinked")
def _unlinked() -> Scene:
    return work.secretary(), {"plan": linked(), "activity": "1.1.1", "ask": ASK, "reason": "It was another."}
