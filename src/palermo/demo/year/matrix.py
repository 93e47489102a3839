"""The plan of the simulated year: measures on the goals and objectives of a real plan's shape, in words of our own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from palermo.core import BLANK, Cell
from palermo.core.money import read_money
from palermo.core.when import read_when
from palermo.demo.year.acts import Size
from palermo.demo.year.country import BODIES
from palermo.plan import Activity, Cost, Goal, Indicator, Objective, Plan, Step

TITLE = "A year of an invented country (simulated)"
ISSUER = "The committee of a country that does not exist"
# how many objectives each goal has in Malaysia's plan of 2021-2025 (facts: plan_malaysia_napfl_2021)
GOALS = {
    "Prevention": (
        "Workers know before they leave",
        "Recruiters are watched",
        "Officers know the signs",
        "Employers answer",
    ),
    "Protection": (
        "People are received at once",
        "Nobody is punished for what they were made to do",
        "People get what is theirs",
        "Whoever goes home goes safely",
    ),
    "Prosecution": ("Files come to a decision", "Money is followed", "Courts hear survivors safely"),
    "Partnership": ("Provinces do their part", "Neighbours work together", "Civil society is heard"),
}
SOURCES = ("State budget", "Donors", "")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of measure: its words, its steps, the kind of proof it states and what is counted."""

    words: str
    steps: tuple[str, ...]
    proof: str
    counted: str


SORTS = (
    Sort(
        "Train {n} officers to know the signs", ("Write a course", "Train half", "Train the rest"), "CA-E", "officers"
    ),
    Sort(
        "Inspect {n} recruitment agencies",
        ("Agree on a list", "Inspect them", "Publish the findings"),
        "CA-A",
        "agencies",
    ),
    Sort("Open a help desk with {n} places a month", ("Rent rooms", "Employ staff", "Open"), "CA-H", "people received"),
    Sort("Hold {n} meetings with employers", ("Invite", "Meet"), "CA-G", "meetings"),
    Sort("Take {n} files through to a decision", ("Name prosecutors", "Decide the files"), "CA-C", "files"),
    Sort(
        "Interpret in {n} languages at shelters",
        ("Find interpreters", "Sign contracts"),
        "CA-H",
        "languages",
    ),
    Sort("Pay compensation in {n} cases", ("Issue the order", "Set up the fund", "Pay"), "CA-I", "cases"),
    Sort("Send {n} joint teams to the borders", ("Sign an agreement", "Train the teams", "Send them"), "CA-F", "teams"),
)


def plan_of(first: date, size: Size) -> Plan:
    """The plan, for two years from this day. The same for the same seed."""
    objectives = [(goal, n, said) for goal, of in enumerate(GOALS.values(), 1) for n, said in enumerate(of, 1)]
    shares = [size.measures // len(objectives) + (k < size.measures % len(objectives)) for k in range(len(objectives))]
    under: dict[int, list[Objective]] = {}
    numbers = iter(range(size.measures))
    for (goal, n, said), share in zip(objectives, shares, strict=True):
        code = f"{goal}.{n}"
        acts = tuple(_activity(f"{code}.{k}", next(numbers), first, size) for k in range(1, share + 1))
        under.setdefault(goal, []).append(Objective(code, Cell(said), code=Cell(code), activities=Cell(acts)))
    goals = tuple(
        Goal(str(goal), Cell(words), code=Cell(str(goal)), objectives=Cell(tuple(under[goal])))
        for goal, words in enumerate(GOALS, 1)
    )
    end = first + timedelta(days=730)
    return Plan(
        f"simulated-{first.year}",
        TITLE,
        issuer=ISSUER,
        fiscal_start=first.month,
        period_start=Cell(read_when(first.isoformat())),
        period_end=Cell(read_when(end.isoformat())),
        adopted=Cell(read_when(first.isoformat())),
        monitoring=Cell("The committee's secretariat"),
        reporting=Cell("each quarter"),
        register={body.key: body.names["en"] for body in BODIES},
        goals=Cell(goals),
    )


def _activity(code: str, number: int, first: date, size: Size) -> Activity:
    rng = size.chance(f"plan {number}")
    sort = SORTS[number % len(SORTS)]
    target = rng.choice((4, 6, 12, 20, 30, 60, 120))
    start = first + timedelta(days=rng.randint(0, 120))
    end = start + timedelta(days=rng.choice((300, 390, 540, 660, 700, 730)))
    lead = BODIES[number % len(BODIES)].names["en"]
    source = SOURCES[rng.randrange(len(SOURCES))]
    # no plan is without gaps: some ends are no date, some measures name no step, no proof or no cost
    ends = "as soon as possible" if number % 17 == 5 else end.isoformat()
    return Activity(
        code,
        Cell(sort.words.format(n=target)),
        code=Cell(code),
        lead=Cell(lead),
        start=Cell(read_when(start.isoformat())),
        end=Cell(read_when(ends)),
        kind=Cell("continuous") if number % 12 == 11 else Cell("single"),
        steps=Cell(tuple(_steps(sort, start, end))) if number % 15 != 7 else BLANK,
        indicators=Cell((_indicator(code, sort, target, end),)),
        costs=Cell((_cost(rng, start, source),)) if rng.random() < 0.7 else BLANK,
        money_source=Cell(source) if source else BLANK,
        proof=Cell((sort.proof,)) if number % 13 != 6 else BLANK,
    )


def _steps(sort: Sort, start: date, end: date) -> Iterator[Step]:
    of = len(sort.steps)
    for n, words in enumerate(sort.steps, 1):
        due = start + (end - start) * n // of
        yield Step(Cell(words), due=Cell(read_when(due.isoformat())), proof=Cell(sort.proof))


def _indicator(code: str, sort: Sort, target: int, end: date) -> Indicator:
    return Indicator(
        f"{code}.a",
        Cell(f"Number of {sort.counted}"),
        unit=Cell(sort.counted),
        baseline=Cell("0"),
        target=Cell(str(target)),
        target_date=Cell(read_when(end.isoformat())),
        direction=Cell("up"),
        kind=Cell("output"),
    )


def _cost(rng: Random, start: date, source: str) -> Cost:
    return Cost(
        Cell(read_money(f"USD {rng.randint(5, 400) * 1000:,}")),
        year=Cell(read_when(str(start.year))),
        source=Cell(source) if source else BLANK,
    )
