"""What anybody may read of indicators: the sheet of each in every edition, and its published values in time."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo import plan as library
from palermo.core import Finding
from palermo.office.base.kept import Kept
from palermo.office.base.kept_page import page
from palermo.office.base.kept_rows import drawn
from palermo.office.base.vocabulary import language, say_cell, tongue
from palermo.office.plan.indicators.charts import series_chart
from palermo.office.plan.indicators.readers import PAGE, Book, open_book
from palermo.office.plan.indicators.slots import Slot, house_slots, newest_house_slot, newest_slot, slots
from palermo.office.plan.indicators.values import ToldValue
from palermo.office.plan.indicators.words import history, sheet_rows
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.office.plan.work.record import OnRecord, as_led_on
from palermo.plan import (
    Counts,
    Defined,
    FigureDefined,
    HouseFigure,
    HouseValue,
    Level,
    Point,
    Series,
    State,
    Value,
)

_FILES: Kept[str] = Kept(8)
_KINDS = {Counts.PERIOD: "period", Counts.SINCE: "since_beginning"}
COLUMNS = (
    *("indicator", "text", "definition", "unit", "source", "period", "place", "counts"),
    *("number", "numerator", "denominator", "split", "part", "part_number", "missing", "not_of", "note"),
    "evidence_sha256",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One indicator with every period of it, and its values as series."""

    told: Defined
    slots: Sequence[Slot]
    series: Sequence[Series]


@require_safe
def indicators(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    edition, record, book = _found(request, slug, number)
    return page(request, _key(edition, record, book), lambda: _list(request, edition, record, book))


@require_safe
def indicator(request: HttpRequest, slug: str, number: int, indicator_id: str) -> HttpResponseBase:
    edition, record, book = _found(request, slug, number)
    if indicator_id not in book.homes:
        raise Http404(indicator_id)
    return page(request, _key(edition, record, book), lambda: _indicator(request, edition, record, book, indicator_id))


def _found(request: HttpRequest, slug: str, number: int) -> tuple[Edition, OnRecord, Book]:
    edition = find_edition(request, slug, number)
    if edition.press:
        raise Http404(slug)  # of press reports nothing is counted
    return edition, on_record(edition.version.plan), open_book(edition.version)


def _key(edition: Edition, record: OnRecord, book: Book) -> tuple[object, ...]:
    return edition.key, record.mark, book.mark


def _list(request: HttpRequest, edition: Edition, record: OnRecord, book: Book) -> HttpResponse:
    some = Paginator(tuple(book.homes.items()), PAGE).get_page(request.GET.get("page"))
    rows = [_row(record, book, id_, edition) for id_, _home in some]
    context = {**frame(edition, "progress", _("Indicators")), "rows": rows, "page": some}
    return render(request, "indicators/list.html", context)


def _row(record: OnRecord, book: Book, id_: str, edition: Edition) -> SafeString:
    (node, _indicator), newest = book.homes[id_], _newest(record, book, id_, edition)
    about = {
        "slug": edition.slug,
        "number": edition.version.number,
        "lang": tongue(edition.version.language),
        "node": node,
        "told": book.defined(id_),
        **({"period": newest.period, "value": newest.told} if newest else {}),
    }
    of = edition.version.pk, id_
    return drawn("indicators/_row.html", of, about, lambda: {"href": edition.address("indicator", id_)})


def shown(record: OnRecord, book: Book, id_: str, edition: Edition) -> Shown:
    """An indicator with what was published of it, each kind of value by itself."""
    told, today = book.defined(id_), edition.as_of
    if told.house:
        found = house_slots(told, record.periods, today, _counted(record, told, told.house, edition))
    else:
        found = slots(record, book.told_by(id_), told, today)
    values = {slot.period: slot.told.value for slot in found if slot.told and slot.told.value}
    return Shown(told, found, library.in_series(values, [slot.period for slot in found]))


def _counted(record: OnRecord, told: Defined, figure: HouseFigure, edition: Edition) -> Callable[[date], HouseValue]:
    """What the house counts, by the version that is looked at and by what was on record at the end of each period."""

    def counted(day: date) -> HouseValue:
        card = scorecard(edition.version, as_led_on(record, day), day, public=True)
        return library.house_value(figure, told.indicator.id, card, told.sheet.figure_of)

    return counted


def _newest(record: OnRecord, book: Book, id_: str, edition: Edition) -> Slot | None:
    """The last period of which a value was published. No other is worked out: a list has a hundred indicators."""
    told, today = book.defined(id_), edition.as_of
    if told.house:
        return newest_house_slot(told, record.periods, today, _counted(record, told, told.house, edition))
    return newest_slot(record, book.told_by(id_), told, today)


def _indicator(request: HttpRequest, edition: Edition, record: OnRecord, book: Book, id_: str) -> HttpResponse:
    of, (node, planned) = shown(record, book, id_, edition), book.homes[id_]
    activity, editions = book.told_by(id_), book.editions.get(id_, ())
    lead = record.activities.get(activity)
    context = {
        **frame(edition, "progress", id_),
        "node": node,
        "planned": planned,
        "told": of.told,
        "activity": activity,
        "lead": lead.lead if lead and lead.held.state is State.ACCEPTED else None,
        "slots": of.slots,
        "charts": [series_chart(series, of.slots, say_cell(of.told.indicator.unit)) for series in of.series],
        "house": _house(of.told),
        "looked_at": list(_looked_at(of)),
        "rows": list(sheet_rows(of.told, planned, completed=bool(editions))),
        "history": history(editions, planned),
        "findings": list(book.audit(edition.as_of).findings_on(Level.INDICATOR, id_)),
        "changes": [row for row in record.amendments if row.what == "target" and row.of == id_],
    }
    return render(request, "indicators/indicator.html", context)


def _house(told: Defined) -> FigureDefined | None:
    """The definition of the figure of the house, where the value is one."""
    return library.HOUSE_FIGURES[told.house] if told.house else None


def _looked_at(of: Shown) -> Iterator[tuple[str, Finding]]:
    """By period and place, what is wrong with a value by the sheet, and what can hardly be true after the one before.

    A value to which some places told nothing is held against no other: fewer places count less.
    """
    for slot in of.slots:
        yield from ((slot.period, finding) for finding in slot.findings)
        for at in slot.places:
            yield from ((f"{slot.period}, {at.place.name}", finding) for finding in at.findings)
    whole = {slot.period for slot in of.slots if not slot.missing}
    for series in of.series:
        points = tuple(point for point in series.points if point.period in whole)
        yield from library.jumped(of.told.indicator.id, replace(series, points=points))


@require_safe
def as_csv(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Every period of every indicator, a row for each number: of the whole, and of each part that is shown."""
    edition, record, book = _found(request, slug, number)
    asked = _asked(request, book)

    def written() -> str:
        file = io.StringIO()
        file.write("\ufeff")
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        for id_ in asked:
            table.writerows(_rows(shown(record, book, id_, edition)))
        return file.getvalue()

    text = _FILES.get(("csv", *_key(edition, record, book), asked, language()), written)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"{slug}-indicators-{edition.as_of}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_safe
def as_json(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The same for other programs: each indicator with its sheet and its series, kept apart by what is counted."""
    edition, record, book = _found(request, slug, number)
    asked = _asked(request, book)

    def written() -> str:
        told = [_tree(shown(record, book, id_, edition)) for id_ in asked]
        tree = {"plan": slug, "version": number, "as_of": str(edition.as_of), "indicators": told}
        return json.dumps(tree, ensure_ascii=False, indent=2)

    text = _FILES.get(("json", *_key(edition, record, book), asked, language()), written)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Language"] = language()
    return response


def _asked(request: HttpRequest, book: Book) -> tuple[str, ...]:
    """The indicator that the address names, else all."""
    wanted = request.GET.get("indicator", "")
    return (wanted,) if wanted in book.homes else tuple(book.homes)


def _rows(of: Shown) -> Iterator[Mapping[str, object]]:
    """Of each period the whole first, then each place by itself; in the row of the whole no place stands."""
    about = _about(of.told)
    for slot in of.slots:
        at = {**about, "period": slot.period}
        missing = "; ".join(place.key for place in slot.missing)
        yield from _told_rows({**at, "not_of": missing}, slot.told, slot.why)
        for each in slot.places:
            yield from _told_rows({**at, "place": each.place.key}, each.told, each.why)


def _told_rows(at: Mapping[str, object], told: ToldValue | None, why: str) -> Iterator[Mapping[str, object]]:
    if told is None or told.value is None:
        yield {**at, "missing": why}
        return
    yield {**at, **_numbers(told.value), "note": told.note, "evidence_sha256": told.sha256}
    for split, parts in told.parts:
        for name, words in parts:
            yield {**at, "counts": _counts(told.value), "split": split, "part": name, "part_number": words}


def _about(told: Defined) -> dict[str, str]:
    of = told.indicator
    cells = {"text": of.text, "unit": of.unit, "source": of.source}
    said = {name: cell.words for name, cell in cells.items()}
    return {"indicator": of.id, **said, "definition": told.sheet.definition}


def _numbers(value: Value) -> dict[str, str]:
    parts = ("number", "numerator", "denominator")
    told = {name: f"{number:f}" for name in parts if (number := getattr(value, name)) is not None}
    return {"counts": _counts(value), **told}


def _counts(value: Value) -> str:
    return _KINDS[Counts.SINCE if value.cumulative else Counts.PERIOD]


def _tree(of: Shown) -> dict[str, Any]:
    slots = {slot.period: slot for slot in of.slots}
    return {
        "id": of.told.indicator.id,
        "text": of.told.indicator.text.words,
        "unit": of.told.indicator.unit.words,
        "sheet": library.sheet_to_tree(of.told.sheet),
        "series": [
            {
                "counts": _KINDS[series.counts],
                "share": series.share,
                "points": [_point(point, slots[point.period]) for point in series.points],
            }
            for series in of.series
        ],
        "missing": {slot.period: slot.why for slot in of.slots if slot.told is None},
        "by_place": {slot.period: _places(slot) for slot in of.slots if slot.places},
    }


def _point(point: Point, slot: Slot) -> dict[str, Any]:
    if point.value is None or slot.told is None:
        return {"period": point.period, "missing": _("told of another time") if point.elsewhere else slot.why}
    return {"period": point.period, **_told_tree(slot.told)}


def _places(slot: Slot) -> dict[str, Any]:
    """What each place tells; `not_of`: those that told nothing, so that a value is not of the whole."""
    told = [(each.place.key, _told_tree(each.told) if each.told else {"missing": each.why}) for each in slot.places]
    return {"not_of": [place.key for place in slot.missing], "places": [{"place": key, **of} for key, of in told]}


def _told_tree(told: ToldValue) -> dict[str, Any]:
    splits = {split: dict(parts) for split, parts in told.parts}
    numbers = _numbers(told.value) if told.value else {}
    return {**numbers, "parts": splits, "note": told.note, "evidence_sha256": told.sha256}
