"""What the office keeps beside what is shipped: corrections, asks, and the country's own word on them.

Nothing is changed: a later row of the same ask holds, and the earlier one stays. All of it lies with the committee.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from palermo.access import Thing
from palermo.office.access.models import PSEUDONYM, ROOT, Body, MadeRecord

if TYPE_CHECKING:  # each command loads the models, and few of them what is shipped
    from palermo.standing import Ask

ASK_ID, WORDS, LONG_WORDS = 40, 300, 2000


def of_committee(kind: str) -> Callable[..., Thing]:
    """For an action: something of the committee's that is not there yet."""
    return lambda **_given: Thing(kind=kind, id="", path=(ROOT,))


class Correction(MadeRecord):
    """A file of corrections as it was uploaded. It is laid over the shipped placements until it is withdrawn."""

    DIGESTED: ClassVar[tuple[str, ...]] = ("content",)

    uid = models.CharField(max_length=PSEUDONYM, unique=True)
    file_name = models.CharField(max_length=255)
    content = models.TextField()
    reason = models.TextField()

    def __str__(self) -> str:
        return self.uid

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return Thing(kind="correction", id=self.uid, path=(ROOT,), writers=frozenset({self.made_by}))


class CorrectionEnd(MadeRecord):
    """From now on the file is no longer laid over anything."""

    correction = models.OneToOneField(Correction, models.PROTECT, related_name="end")
    reason = models.TextField()

    def __str__(self) -> str:
        return str(self.correction)


class AskEntry(MadeRecord):
    """One wording of an ask, entered or corrected here. The newest of an `ask` counts, before what is shipped.

    `language`: that of its words. `criteria` and `themes` are separated by spaces. `thread`: that into which a person
    put it, "" where its themes say so. `withdrawn`: this office no longer tells it, and what is shipped under its id is
    told again.
    """

    ask = models.CharField(max_length=ASK_ID, db_index=True)
    iso3 = models.CharField(max_length=3, db_index=True)
    body = models.CharField(max_length=ASK_ID)
    cycle = models.CharField(max_length=10, blank=True)
    text = models.TextField()
    basis = models.CharField(max_length=8)
    category = models.CharField(max_length=16, blank=True)
    criteria = models.CharField(max_length=WORDS, blank=True)
    themes = models.CharField(max_length=WORDS, blank=True)
    deadline = models.CharField(max_length=10, blank=True)
    standard = models.CharField(max_length=WORDS, blank=True)
    source = models.CharField(max_length=WORDS, blank=True)
    language = models.CharField(max_length=8, default="en")
    thread = models.CharField(max_length=WORDS, blank=True)
    withdrawn = models.BooleanField(default=False)
    reason = models.TextField()

    def __str__(self) -> str:
        return self.ask

    def as_ask(self) -> "Ask":
        """As the library takes it."""
        from palermo.standing import Ask, AskBasis

        return Ask(
            self.ask,
            self.iso3,
            self.body,
            self.cycle,
            self.text,
            AskBasis(self.basis),
            self.category,
            tuple(self.criteria.split()),
            tuple(self.themes.split()),
            self.deadline,
            self.standard,
            self.source,
            self.language,
        )


class AskResponse(MadeRecord):
    """How the country takes an ask. The newest counts; a part that is declined has its reason."""

    ask = models.CharField(max_length=ASK_ID)
    iso3 = models.CharField(max_length=3, db_index=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    stance = models.CharField(max_length=8)
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.ask


class AskReply(MadeRecord):
    """A body's own word beside an outside finding. It stays as long as the finding, and changes nothing in it."""

    ask = models.CharField(max_length=ASK_ID)
    iso3 = models.CharField(max_length=3, db_index=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    text = models.TextField()

    def __str__(self) -> str:
        return self.ask


class ForecastSwitch(MadeRecord):
    """Whether everybody may read the forecast. The newest counts; without one nobody may."""

    shown = models.BooleanField()
    reason = models.TextField()

    def __str__(self) -> str:
        return "shown" if self.shown else "hidden"
