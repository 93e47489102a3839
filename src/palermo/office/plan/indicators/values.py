"""Values of indicators as reports tell them: to those inside in full, to everybody without what is withheld."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from palermo import plan as library
from palermo.core import Finding
from palermo.office.plan.work.content import Content, value_of
from palermo.office.plan.work.rows import ToldEvidence
from palermo.plan import Defined, State, Value

Hidden = frozenset[tuple[str, str]]  # parts, each by its split and its name
NOTHING: Mapping[str, Hidden] = {}
Parts = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class ToldValue:
    """A value on a page.

    `parts`: of each split, the name of each part with its number in words. `title` is that of the evidence it was
    taken from, `sha256` its digest; of a count of one's own both are empty. `told` is None where the newest version of
    the plan has no such indicator for this report.
    """

    indicator: str
    told: Defined | None
    value: Value | None
    parts: Parts = ()
    note: str = ""
    sha256: str = ""
    title: str = ""

    @property
    def number(self) -> str:
        """The number, or how many of how many."""
        return spelled(self.value) if self.value else ""

    @property
    def since(self) -> bool:
        """Whether it is of all the time since the work began."""
        return bool(self.value and self.value.cumulative)

    @property
    def unit(self) -> Any:
        """The cell of the unit, where one is stated; a share is told by both its numbers, and needs none."""
        share = self.value is not None and self.value.numerator is not None
        return self.told.indicator.unit if self.told and self.told.indicator.unit.given and not share else None


def spelled(value: Value) -> str:
    """A count, or a share with both its numbers."""
    if value.numerator is not None:
        return _("%(n)s of %(of)s") % {"n": value.numerator, "of": value.denominator}
    return "" if value.number is None else f"{value.number:f}"


def told_values(
    content: Content,
    measured: Iterable[Defined],
    evidence: Iterable[ToldEvidence],
    *,
    public: bool = False,
    away: Mapping[str, Hidden] = NOTHING,
) -> Iterator[ToldValue]:
    """The values of one report. `public`: small parts are withheld, and evidence is named once it is accepted. `away`:
    for each indicator, what is withheld besides, since it is of a place.
    """
    named = {told.indicator.id: told for told in measured}
    pieces = {
        piece.row.sha256: piece.row.title for piece in evidence if not public or piece.held.state is State.ACCEPTED
    }
    for each in content.get("values", ()):
        told, value, file = named.get(each["indicator"]), value_of(each), each.get("file", "")
        hidden = away.get(each["indicator"], frozenset()) | (
            small_parts(value, told) if public and value else frozenset()
        )
        parts = shown_parts(value, hidden) if value else ()
        known = file in pieces
        yield ToldValue(
            each["indicator"], told, value, parts, each["note"], file if known else "", pieces.get(file, "")
        )


def small_parts(value: Value, told: Defined | None) -> Hidden:
    """Which parts of a value are withheld, by what the value itself tells."""
    counts_people = told is None or told.people
    return library.withheld(value.parts, settings.PALERMO_WITHHELD_BELOW) if counts_people else frozenset()


def shown_parts(value: Value, hidden: Hidden) -> Parts:
    """The parts in words, by their splits."""
    splits: dict[str, list[tuple[str, str]]] = {}
    for part in value.parts:
        away = (part.split, part.name) in hidden
        splits.setdefault(part.split, []).append((part.name, _("withheld") if away else f"{part.number:f}"))
    return tuple((split, tuple(names)) for split, names in splits.items())


def doubts(
    content: Content, period: str, filed: Mapping[str, Content], order: Sequence[str], measured: Iterable[Defined]
) -> list[Finding]:
    """What a writer and a reviewer should look at: values that fell or leap, parts that do not add up.

    `filed`: what the reports of the same activity said, by their periods; `order`: all periods as they follow.
    """
    found: list[Finding] = []
    for told in measured:
        id_ = told.indicator.id
        values = {name: value for name, said in {**filed, period: content}.items() if (value := _of(said, id_))}
        if period not in values:
            continue
        found.extend(library.value_faults(values[period], told))
        in_order = {name: values[name] for name in sorted(values, key=lambda name: _place(name, order))}
        for series in library.in_series(in_order, order):
            found.extend(finding for at, finding in library.jumped(id_, series) if at == period)
    return found


def _of(content: Content, indicator: str) -> Value | None:
    return next((value_of(each) for each in content.get("values", ()) if each["indicator"] == indicator), None)


def _place(period: str, order: Sequence[str]) -> int:
    return order.index(period) if period in order else -1
