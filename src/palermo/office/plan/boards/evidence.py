"""Accepted evidence by the kind of action that it proves: documents of the whole plan, never of a body."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo import plan as library
from palermo.office.base.charts import ACCENT, Chart, draw
from palermo.office.base.vocabulary import say
from palermo.office.plan.boards.frame import Board, board
from palermo.office.plan.charts import inline
from palermo.plan import PROOF_KINDS


@require_safe
def evidence(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    return board(request, slug, number, "board-evidence", _told)


def _told(told: Board) -> dict[str, Any]:
    counts = library.proofs(told.card)
    rows = [(say(PROOF_KINDS[kind]), n) for kind, n in counts.items()]
    return {"chart": _chart(rows) if any(counts.values()) else None, "rows": rows}


def _chart(rows: list[tuple[str, int]]) -> Chart:
    return draw(
        title=_("Accepted evidence by kind of action"),
        description="; ".join(f"{word}: {n}" for word, n in rows),
        columns=(_("Kind of action"), _("Documents accepted")),
        rows=rows,
        spec=lambda: _bars(rows),
    )


def _bars(rows: list[tuple[str, int]]) -> dict[str, Any]:
    """Bars under their words: words beside them would leave no room for them on a phone."""
    import altair as alt

    values = [{"word": word, "n": n, "told": f"{word}: {n}"} for word, n in rows]
    base = alt.Chart(inline(values)).encode(y=alt.Y("word:N", title=None, axis=None, sort=[word for word, _n in rows]))
    bars = base.mark_bar(size=10, yOffset=10, color=ACCENT).encode(
        x=alt.X("n:Q", title=None, axis=alt.Axis(format="d", grid=False))
    )
    labels = base.mark_text(align="left", fontSize=13, dy=-8).encode(x=alt.value(0), text="told:N")
    return dict((bars + labels).properties(width=300, height=alt.Step(40)).to_dict())
