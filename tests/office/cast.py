"""What the tests of the office start from."""

from datetime import UTC, datetime

from palermo.core import Cell
from palermo.office.plan.files import PlanFile, read_file
from palermo.plan import Activity, Goal, Objective, Plan, write_json

NOW = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)


def small_plan(plan_id: str = "nz-test", title: str = "A small plan", acts: int = 2) -> Plan:
    """A plan with one goal, one objective and some activities."""
    activities = tuple(
        Activity(id=f"1.1.{n}", code=Cell(f"1.1.{n}"), text=Cell(f"Train {n} officers"), lead=Cell("Police"))
        for n in range(1, acts + 1)
    )
    objective = Objective(id="1.1", code=Cell("1.1"), text=Cell("Officers know the signs"), activities=Cell(activities))
    goal = Goal(id="1", code=Cell("1"), text=Cell("Prevention"), objectives=Cell((objective,)))
    return Plan(id=plan_id, title=title, country="NZ", goals=Cell((goal,)))


def plan_file(plan: Plan | None = None, name: str = "plan.json") -> PlanFile:
    """A file that holds the plan."""
    return read_file(write_json(plan or small_plan()).encode(), name)
