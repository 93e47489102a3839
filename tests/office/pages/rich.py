"""Plans whose cells are of every kind, and large ones."""

from palermo.core import BLANK, UNREAD, Cell, Presence
from palermo.core.when import read_when
from palermo.plan import Activity, Basis, Generation, Goal, Indicator, Objective, Plan, Source, Step


def steps(*texts: str) -> Cell[tuple[Step, ...]]:
    return Cell(tuple(Step(Cell(text), owner=Cell("Police"), due=Cell(read_when("June 2024"))) for text in texts))


def every_kind() -> Plan:
    """Blank, unread, inherited, cut off, inferred and shared, a verifiable activity, and a goal nobody could read."""
    good = Activity(
        id="1.1.1",
        code=Cell("1.1.1"),
        text=Cell("Train 200 border officers"),
        lead=Cell("Police"),
        end=Cell(read_when("30 June 2024")),
        steps=steps("Write the course", "Give the course"),
        proof=Cell(("attendance list",)),
        indicators=Cell((Indicator("1.1.1.i1", Cell("Officers trained"), unit=Cell("officers")),)),
    )
    poor = Activity(
        id="1.1.2",
        code=Cell("1.1.2"),
        text=Cell("Consider ways to <b>strengthen</b> shelters", truncated=True),
        lead=UNREAD,
        bodies=Cell(("Ministry of Works", "Police")),
        timeframe=Cell(read_when("2023"), Presence.INHERITED),
        marks=("placement_inferred",),
        also_in=("OTHER",),
    )
    first = Objective(
        id="1.1",
        code=Cell("1.1"),
        text=Cell("Officers know the signs"),
        activities=Cell((good, poor)),
        marks=("id_inferred",),
    )
    second = Objective(id="1.2", code=Cell("1.2"), text=UNREAD, activities=UNREAD)
    goals = (
        Goal(id="1", code=Cell("1"), text=Cell("Prevention"), objectives=Cell((first, second))),
        Goal(id="2", code=Cell("2"), text=Cell("Protection"), objectives=UNREAD),
        Goal(id="3", code=Cell("3"), text=Cell("Partnership"), objectives=BLANK),
    )
    return Plan(
        id="nz-rich",
        title="A plan of every kind",
        country="NZ",
        issuer="Ministry of Works",
        period_start=Cell(read_when("2023")),
        goals=Cell(goals),
        register={"Police": "National Police"},
        sources=(Source("printed book", "https://example.org/plan.pdf", "5-9"),),
    )


def press_reports() -> Plan:
    """What the press said of two plans nobody here has read."""
    return Plan(
        id="kh-press",
        title="kh-press",
        country="KH",
        basis=Basis.PRESS,
        partly_read=True,
        goals=UNREAD,
        sources=(Source("a newspaper", "https://example.org/news"),),
        generations=(
            Generation("kh-one", "", "2011", "2013", lessons=("Money did not come",)),
            Generation("kh-two", "Second plan", "2014", "", ("Better prevention",), ("Train officers",)),
        ),
    )


def large(
    acts: int, words: str = "Train the officers of the district on how to recognise and report trafficking"
) -> Plan:
    """A plan of many activities under ten goals, as ministries write them: half the cells are filled."""
    size = max(1, acts // 10)
    goals = tuple(_goal(g, range(g * size, min((g + 1) * size, acts)), words) for g in range(-(-acts // size)))
    return Plan(id="nz-large", title="A large plan", country="NZ", goals=Cell(goals))


def _goal(g: int, numbers: range, words: str) -> Goal:
    activities = tuple(
        Activity(
            id=f"{g + 1}.1.{n}",
            code=Cell(f"{g + 1}.1.{n}"),
            text=Cell(f"{words}, part {n}"),
            lead=Cell(("Police", "Ministry of Labour", "Ministry of Health")[n % 3]) if n % 2 else BLANK,
            end=Cell(read_when(f"{1 + n % 28} June {2024 + n % 3}")) if n % 3 else BLANK,
            steps=steps(f"Write the course for district {n}", f"Give it in district {n}") if n % 4 else BLANK,
            proof=Cell(("attendance list",)) if n % 5 else BLANK,
        )
        for n in numbers
    )
    objective = Objective(
        id=f"{g + 1}.1", code=Cell(f"{g + 1}.1"), text=Cell("Officers act"), activities=Cell(activities)
    )
    return Goal(id=f"{g + 1}", code=Cell(f"{g + 1}"), text=Cell(f"Goal {g + 1}"), objectives=Cell((objective,)))
