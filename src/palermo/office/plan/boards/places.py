"""Places as tiles, one a place whatever its size: how its body has reported, and where its activities stand."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo import plan as library
from palermo.access import BodyKind, known_bodies
from palermo.office.access.models import Body
from palermo.office.base.vocabulary import language, tongue
from palermo.office.plan.boards.bodies import SHAPES
from palermo.office.plan.boards.frame import Board, board
from palermo.office.plan.work.words import STATUSES
from palermo.plan import Rate, Status

MOST = 12  # rows and columns that the style sheet knows


@require_safe
def places(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    here = list(Body.objects.filter(kind=BodyKind.PROVINCE))  # in the order of the register
    rests_on = tuple(body.pk for body in here)
    return board(request, slug, number, "board-places", lambda told: _told(told, here), rests_on)


def _told(told: Board, here: Sequence[Body]) -> dict[str, Any]:
    by_name = [body.key for body in sorted(here, key=lambda body: body.name)]
    country = told.card.plan.country or ""
    grid = library.tiles(country, by_name)
    led = {id_: each.lead.body.key for id_, each in told.record.activities.items()}
    found = library.by_place(told.card, {id_: key for id_, key in led.items() if key in set(by_name)})
    bodies = {body.key: body for body in here}
    rows = [_line(body, found.get(body.key)) for body in here]
    known = {body.id: body for body in known_bodies(country)}
    lines = {line["key"]: line for line in rows}
    drawn = bool(grid.source) and all(at <= MOST for place in grid.places.values() for at in place)
    tiles = []
    for key, (row, column) in sorted(grid.places.items(), key=lambda item: item[1]):
        line = lines.get(key) or {"name": known[key].name(language()) if key in known else key, "state": "absent"}
        tiles.append({**line, "place": f"t-r{row} t-c{column}" if drawn else "", "body": key in bodies})
    shown = [status for status in STATUSES if any(line["counts"][status] for line in rows)]
    return {
        "tiles": tiles,
        "grid": grid,
        "drawn": drawn,
        "rows": [{**line, "statuses": [line["counts"][status] for status in shown]} for line in rows],
        "heads": [STATUSES[status][0] for status in shown],
    }


def _line(body: Body, at: library.AtPlace | None) -> dict[str, Any]:
    counts: Counter[Status] = Counter(dict(at.statuses)) if at else Counter()
    reports = at.reports if at else Rate()
    state, words = _state(reports)
    return {
        "key": body.key,
        "name": body.name,
        "lang": tongue(body.named_in),
        "n": counts.total(),
        "counts": counts,
        "reports": reports,
        "state": state,
        "shape": SHAPES.get(state, ""),
        "words": words,
    }


def _state(reports: Rate) -> tuple[str, str]:
    """The way of the worst of its reports, and how many were filed of those that were due."""
    if not reports.due:
        return "none", _("none due")
    told = _("%(n)s of %(of)s filed") % {"n": reports.filed, "of": reports.due}
    if reports.filed < reports.due:
        return "missing", told
    return ("on_time" if reports.on_time == reports.due else "late"), told
