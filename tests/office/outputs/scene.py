"""A plan at work of which every output has something to tell: in English, and with Khmer words."""

from dataclasses import replace

from django.test import Client

from palermo.access import BodyKind, Role
from palermo.core import Cell
from palermo.office.plan.actions import Proof, add_version, claim_state, upload_plan
from palermo.office.plan.models import State, Version
from palermo.office.plan.pages import public
from palermo.office.plan.readers import find_version
from palermo.office.plan.work.actions import accept_evidence, publish_report, set_cycle
from palermo.plan import LADDER, Plan
from tests.office.cast import NOW, a_body, client_of, plan_file
from tests.office.work import cast

SECRET, ASKED = "The driver of the minister was ill", "=More money for the drivers"
KHMER = (
    "គណៈកម្មាធិការជាតិប្រយុទ្ធប្រឆាំងអំពើជួញដូរមនុស្ស មានតួនាទីសម្របសម្រួលសកម្មភាពរបស់ក្រសួងស្ថាប័នពាក់ព័ន្ធទាំងអស់"
    "ក្នុងការអនុវត្តផែនការសកម្មភាពជាតិនិងរាយការណ៍ជូនរាជរដ្ឋាភិបាលជាប្រចាំត្រីមាសនិងឆ្នាំ"
)


def _plan() -> Plan:
    plan = cast.plan_with_steps("told", acts=4)
    goals = plan.goals.value or ()
    objective = (goals[0].objectives.value or ())[0]
    acts = [replace(each, text=Cell(f"{KHMER} {each.id}")) for each in objective.activities.value or ()]
    objective = replace(objective, activities=Cell(tuple(acts)))
    return replace(
        plan, language="km", country="KH", title=KHMER, goals=Cell((replace(goals[0], objectives=Cell((objective,))),))
    )


def a_plan_at_work() -> Version:
    """Public: the police were asked for two activities, a province and the labour ministry for one each."""
    by, file = cast.secretary(), plan_file(_plan())
    version = add_version(by=by, upload=upload_plan(by=by, file=file, now=NOW), file=file, reason="First.", now=NOW)
    plan = version.plan
    set_cycle(by=by, plan=plan, rule=cast.RULE, ladder=LADDER, reason="As decided.", now=NOW)
    lead = cast.accepted(plan)
    blocked = [{"what": SECRET, "since": "2024-02-01", "blocked_by": "an illness"}]
    cast.agreed(cast.sent(lead, narrative=SECRET, asks=ASKED, obstacles=blocked))
    accept_evidence(by=by, evidence=cast.offered(lead), now=NOW)
    cast.asked(plan, activity="1.1.2")
    open_report = cast.agreed(cast.sent(cast.accepted(plan, a_body("labour"), "1.1.3")))
    publish_report(by=cast.somebody(Role.CHAIR), report=open_report, now=NOW)
    cast.sent(cast.accepted(plan, a_body("north", BodyKind.PROVINCE), "1.1.4"))
    told = {"when": "1 January 2024", "said_by": "The committee", "proof": Proof(source="Minutes")}
    claim_state(by=by, version=find_version(plan.slug), state=State.IN_FORCE, now=NOW, **told)  # type: ignore[arg-type]  # as its own keywords
    public.forget()
    return find_version(plan.slug)


def addresses(version: Version) -> dict[str, str]:
    """By the name of each output, where its page is."""
    inside, outside = f"/outputs/{version.plan.slug}", f"/plans/{version.plan.slug}/v/{version.number}/outputs"
    return {
        "pack": f"{inside}/pack",
        "sheet-police": f"{inside}/bodies/police",
        "sheet-north": f"{inside}/bodies/north",
        "became": f"{outside}/became",
        "year-2024": f"{outside}/years/2024",
    }


def secretariat() -> Client:
    return client_of(cast.secretary())
