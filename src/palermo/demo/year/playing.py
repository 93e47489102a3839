"""The simulated year, done act by act through the actions that people use, each on its day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from palermo.core.collecting import collected_rarely
from palermo.demo.year.acts import Size, Year
from palermo.demo.year.story import story

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Version

Say = Callable[[date], None]


@dataclass(frozen=True, slots=True)
class Played:
    """The version of the plan that the year was played on, and how many acts were done."""

    version: "Version"
    acts: int


def play(officer: "User", size: Size, year: Year, *, say: Say = lambda _day: None) -> Played:
    """Do everything that the story tells. `officer` is of the secretariat since its first day, and everybody else is
    let in with the same passphrase; `say` is told each day that is over.
    """
    from django.db import transaction

    from palermo.demo.year.doing import Stage, do  # of the office, which Django has to be set up for
    from palermo.office.trail import asleep, integrate

    stage = Stage(officer, datetime.combine(year.first, datetime.min.time(), UTC))
    told = story(size, year)
    with asleep(), collected_rarely:
        with transaction.atomic():
            version = stage.set_up(size, year)
        for _month, happenings in groupby(told, key=lambda happening: (happening.at.year, happening.at.month)):
            # the disk is waited for once a month: to wait after each act would take longer than the acts
            with transaction.atomic():
                for day, those in groupby(happenings, key=lambda happening: happening.at.date()):
                    for happening in those:
                        do(stage, happening)
                    say(day)
            integrate(datetime.now(UTC))
    return Played(version, len(told))
