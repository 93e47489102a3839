"""The values of an indicator in time, as a picture with its table."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from palermo.office.base.charts import ACCENT, SOFT, Chart, draw
from palermo.office.plan.charts import inline
from palermo.office.plan.indicators.slots import Slot
from palermo.office.plan.indicators.values import spelled
from palermo.office.plan.indicators.words import COUNTS
from palermo.plan import Point, Series

HUNDRED = 100


def series_chart(series: Series, slots: Sequence[Slot], unit: str) -> Chart:
    """One series: bars of what was told, and in words each period without a value."""
    by_period = {slot.period: slot for slot in slots}
    rows = [(point.period, _words(point, by_period[point.period])) for point in series.points]
    heights = [_height(point.value) if point.value else None for point in series.points]
    title = _("Values, each %(kind)s") % {"kind": COUNTS[series.counts]}
    return draw(
        title=title,
        description="; ".join(f"{period}: {words}" for period, words in rows),
        columns=(_("Period"), unit or _("Value")),
        rows=rows,
        spec=lambda: _bars(rows, heights),
    )


def _words(point: Point, slot: Slot) -> str:
    if point.value is None:
        return _("told of another time") if point.elsewhere else slot.why
    if not slot.missing:
        return spelled(point.value)
    told = {"value": spelled(point.value), "n": len(slot.places) - len(slot.missing), "of": len(slot.places)}
    return _("%(value)s, from %(n)s of %(of)s places") % told


def _height(value: Any) -> float:
    """A count as it is, a share in hundredths."""
    if value.number is not None:
        return float(value.number)
    return float(HUNDRED * value.numerator / value.denominator)


def _bars(rows: Sequence[tuple[str, str]], heights: Sequence[float | None]) -> dict[str, Any]:
    import altair as alt

    values = [
        {"period": period, "words": words, "height": height or 0, "tone": SOFT if height is None else ACCENT}
        for (period, words), height in zip(rows, heights, strict=True)
    ]
    y = alt.Y("period:N", title=None, sort=None, axis=None)
    base = alt.Chart(inline(values)).encode(y=y)
    bars = base.mark_bar(size=14, color=ACCENT, yOffset=9).encode(x=alt.X("height:Q", title=None, axis=None))
    words = base.transform_calculate(label="datum.period + ': ' + datum.words").mark_text(
        align="left", fontSize=13, dy=-9
    )
    labels = words.encode(x=alt.value(0), text="label:N", color=alt.Color("tone:N", scale=None))
    return dict((bars + labels).properties(width=300, height=alt.Step(44)).to_dict())
