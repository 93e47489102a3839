"""Charts of an audit. Each comes with its table."""

from typing import Any

from django.utils.translation import gettext as _

from palermo.office.base.charts import ACCENT, HAIR, Chart, draw
from palermo.office.base.vocabulary import SHARES
from palermo.plan import Audit


def share_chart(audit: Audit) -> Chart:
    """For each of the five shares: activities that have it, that lack it, and that could not be read."""
    card = audit.card
    rows = [(str(word), *_parts(getattr(card, key))) for key, word in SHARES.items()]
    names = (_("Stated"), _("Not stated"), _("Not read"))
    return draw(
        title=_("What the activities state"),
        description="; ".join(f"{word}: {n} / {n + lacking}" for word, n, lacking, _unread in rows),
        columns=(_("What"), *names),
        rows=rows,
        spec=lambda: _stacks(rows, names),
    )


def _parts(share: Any) -> tuple[int, int, int]:
    return share.n, share.of - share.n, share.unread


def _stacks(rows: list[tuple[str, int, int, int]], names: tuple[str, str, str]) -> dict[str, Any]:
    import altair as alt

    values = [
        {"word": row[0], "part": name, "count": count, "order": order}
        for row in rows
        for order, (name, count) in enumerate(zip(names, row[1:], strict=True))
    ]
    return stacked(
        values,
        [row[0] for row in rows],
        alt.Scale(domain=list(names), range=[ACCENT, HAIR, "#9aa0a8"]),
        stroke="#4d5654",
    )


def stacked(
    values: list[dict[str, Any]], words: list[str], tones: Any, stroke: str, figures: str = "d"
) -> dict[str, Any]:
    """Bars of parts, each under its own words: words beside the bars would leave no room for them on a phone.

    `figures`: how the numbers of the axis are written, as d3 says it.
    """
    import altair as alt

    y = alt.Y("word:N", title=None, axis=None, scale=alt.Scale(domain=words))
    legend = alt.Legend(orient="top", title=None, labelFontSize=13, columns=2)
    bars = (
        alt.Chart(inline(values))
        .mark_bar(size=16, yOffset=9, stroke=stroke, strokeWidth=0.5)
        .encode(
            y=y,
            x=alt.X("count:Q", title=None, stack="zero", axis=alt.Axis(format=figures, grid=False)),
            color=alt.Color("part:N", scale=tones, legend=legend),
            order=alt.Order("order:Q"),
        )
    )
    labels = (
        alt.Chart(inline([{"word": word} for word in words]))
        .mark_text(align="left", fontSize=13, dy=-10)
        .encode(y=y, x=alt.value(0), text="word:N")
    )
    return dict((bars + labels).properties(width=300, height=alt.Step(46)).to_dict())


def inline(values: list[dict[str, Any]]) -> Any:
    """Values as they stand in a specification."""
    import altair as alt

    return alt.Data(values=values)  # type: ignore[no-untyped-call]  # altair gives its schema classes no types
