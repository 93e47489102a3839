"""Charts of the public pages. Each comes with its table; shares are never shown without their denominators."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from palermo.office.base.charts import ACCENT, HAIR, TONES, Chart, draw
from palermo.office.base.vocabulary import SHARES, VERDICTS, share_text, tongue
from palermo.office.plan.charts import inline, stacked
from palermo.office.plan.pages.frame import title_lang
from palermo.office.plan.pages.judged import Judged
from palermo.office.plan.pages.public import Edition
from palermo.office.plan.pages.words import goal_name
from palermo.plan import Plan

LONGEST = 42  # letters of a label


def goal_chart(plan: Plan, judged: Judged) -> Chart | None:
    """How the activities of each goal are judged; None for a plan without goals."""
    if all(goal.implicit for goal in plan.each_goal()):
        return None
    counts = {goal.id: Counter[str]() for goal in plan.each_goal()}
    for goal, _objective, activity in plan.each_activity():
        counts[goal.id][judged.verdict(activity.id)] += 1
    names = [str(word) for word in VERDICTS.values()]
    rows = [(short(goal_name(goal)), *(counts[goal.id][verdict] for verdict in VERDICTS)) for goal in plan.each_goal()]
    return draw(
        title=_("Verdicts by goal"),
        description="; ".join(f"{row[0]}: {_listed(names, row[1:])}" for row in rows),
        columns=(_("Goal"), *names),
        rows=rows,
        spec=lambda: _stacks(rows, names),
        langs=[tongue(plan.language) for _row in rows],
    )


def comparison_chart(editions: Sequence[Edition]) -> Chart | None:
    """The five shares of several plans beside each other; None when none of them is scored."""
    scored = [edition for edition in editions if edition.audit.card.scored]
    if not scored:
        return None
    names = [str(word) for word in SHARES.values()]
    shares = [[getattr(edition.audit.card, key) for key in SHARES] for edition in scored]
    titles = [short(edition.title) for edition in scored]
    rows = [
        (title, *(share_text(share.n, share.of) for share in row)) for title, row in zip(titles, shares, strict=True)
    ]
    values = [
        {
            "plan": title,
            "label": "" if column else title,
            "order": at,
            "share": name,
            "part": share.n / share.of if share.of else 0,
            "text": text,
        }
        for at, (title, row, texts) in enumerate(zip(titles, shares, rows, strict=True))
        for column, (name, share, text) in enumerate(zip(names, row, texts[1:], strict=True))
    ]
    return draw(
        title=_("What the activities of each plan state"),
        description="; ".join(f"{row[0]}: {_listed(names, row[1:])}" for row in rows),
        columns=(_("Plan"), *names),
        rows=rows,
        spec=lambda: _facets(values, names),
        langs=[title_lang(edition) for edition in scored],
    )


def _listed(names: Sequence[str], figures: Sequence[object]) -> str:
    return ", ".join(f"{name} {figure}" for name, figure in zip(names, figures, strict=True))


def short(text: str) -> str:
    """The text as long as a label may be."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + " …"


def _stacks(rows: Sequence[tuple[Any, ...]], names: list[str]) -> dict[str, Any]:
    import altair as alt

    values = [
        {"word": row[0], "part": name, "count": count, "order": order}
        for row in rows
        for order, (name, count) in enumerate(zip(names, row[1:], strict=True))
        if count
    ]
    tones = alt.Scale(domain=names, range=list(TONES.values()))
    return stacked(values, [row[0] for row in rows], tones, stroke="#fbfaf6")


def _facets(values: list[dict[str, Any]], names: list[str]) -> dict[str, Any]:
    """Five columns of bars on the same scale, each bar on its full length, with `n of m` above it.

    The words of a plan stand above its first bar: beside the bars they would leave no room for them on a phone.
    """
    import altair as alt

    base = alt.Chart(inline(values)).encode(y=alt.Y("plan:N", sort=alt.EncodingSortField("order"), axis=None))
    scale = alt.Scale(domain=[0, 1])
    track = base.transform_calculate(full="1").mark_bar(size=5, color=HAIR, yOffset=18)
    whole = track.encode(x=alt.X("full:Q", scale=scale, axis=None))
    part = base.mark_bar(size=5, color=ACCENT, yOffset=18).encode(x=alt.X("part:Q", scale=scale, axis=None))
    text = base.mark_text(align="left", fontSize=13, dy=6).encode(x=alt.value(0), text="text:N")
    label = base.mark_text(align="left", fontSize=13, fontWeight="bold", dy=-14).encode(x=alt.value(0), text="label:N")
    header = alt.Header(title=None, labelFontSize=13, labelFontWeight="bold", labelAnchor="start", labelLimit=150)
    chart = (
        alt.layer(whole, part, text, label)
        .properties(width=132, height=alt.Step(60))
        .facet(column=alt.Column("share:N", sort=names, header=header))
        .configure_facet(spacing=24)
        .properties(bounds="flush")
    )
    return dict(chart.to_dict())
