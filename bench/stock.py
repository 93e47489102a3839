"""An office of a country's size: 500 measures, 200 bodies of which 25 are provinces, 10,000 reports, proof and money.

Bodies, people, the plan, meetings and what is said beside it go through the actions that people use. The mass of
leads, reports, proof and money would take an hour that way: its rows are written at once, with the very entries that
the actions would have written, so that `palermo trail verify` finds the office whole.

    .venv/bin/python bench/stock.py FOLDER
"""

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from secrets import token_urlsafe

from writing import arguments

SEED = 20260101
MEASURES = 500
TOLD = "stock.json"  # in a filled home: what was filled


@dataclass(frozen=True)
class Stock:
    """What was filled. `quarter`: the one that runs, of which nobody has reported; `bodies` lead, and `places` do.
    With the one `passphrase` everybody signs in. `database`: the kind of it.
    """

    slug: str
    quarter: str
    passphrase: str
    database: str
    bodies: tuple[str, ...]
    places: tuple[str, ...]


def open_home(home: Path, taken: Stock | None = None) -> None:
    """Django on this folder, or on the database that PALERMO_DATABASE names: an empty one, or what was taken."""
    os.environ["PALERMO_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palermo.office.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    from palermo.office.upkeep.snapshot import NAMES, put_back

    settings.TRAIL_WAKES = False
    if taken:
        put_back(taken.database, home / NAMES[taken.database], home)
    call_command("migrate", verbosity=0, interactive=False)


def fill(home: Path, seed: int = SEED, today: date | None = None) -> Stock:
    """A new office. The same for the same seed and day, but for names that are random by nature."""
    open_home(home)
    from django.db import connection, transaction

    from filling.beside import Beside
    from filling.office import Office
    from filling.work import QUARTERS, Work
    from palermo.demo.year import PLACES, Size, plan_of
    from palermo.office.trail import integrate
    from palermo.plan import Cycle, Every, periods

    today = today or datetime.now(UTC).date()
    first = _quarters_before(today, QUARTERS)
    cycle = Cycle(Every.QUARTER, first, _quarters_before(today, -4) - timedelta(days=1), due_days=30)
    began, passphrase = datetime.combine(first, datetime.min.time(), UTC), token_urlsafe()
    office = Office(Random(seed), began, today, periods(cycle))
    with transaction.atomic():
        office.people(passphrase)
        office.plan_of(plan_of(first, Size(MEASURES, seed)), cycle)
        Work(office).work()
        Beside(office).beside()
    integrate(datetime.now(UTC))
    places = tuple(place.key for place in PLACES)
    bodies = tuple(key for key in office.bodies if key not in places)
    return Stock(office.plan.slug, office.periods[QUARTERS].name, passphrase, connection.vendor, bodies, places)


@contextmanager
def stocked(folder: Path | None, seed: int) -> Iterator[tuple[Path, Stock]]:
    """A home that is thrown away afterwards: filled now, or a copy of a folder filled on this kind of database."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made) / "home"
        if folder is None:
            home.mkdir()
            yield home, fill(home, seed)
            return
        shutil.copytree(folder, home)
        stock = Stock(**json.loads((home / TOLD).read_text(encoding="utf-8")))
        open_home(home, stock)
        yield home, stock


def of_stock(doc: str | None, result: Path | None = None) -> argparse.ArgumentParser:
    """What a measurement of this office can be told."""
    parser = arguments(doc, result)
    parser.add_argument("--seed", type=int, default=SEED)
    of = "a folder that stock.py has filled, on the same kind of database: a copy of it is used"
    parser.add_argument("--stock", type=Path, help=of)
    return parser


def _quarters_before(day: date, quarters: int) -> date:
    month = day.year * 12 + (day.month - 1) // 3 * 3 - 3 * quarters
    return date(month // 12, month % 12 + 1, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    told = parser.parse_args()
    home, begun = told.home.resolve(), time.perf_counter()
    home.mkdir(parents=True, exist_ok=True)
    stock = fill(home, told.seed)
    if stock.database != "sqlite":  # whose file lies in the folder anyway
        from palermo.office.upkeep.snapshot import snapshot

        snapshot(home)
    (home / TOLD).write_text(json.dumps(asdict(stock)), encoding="utf-8")
    print(f"filled in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
