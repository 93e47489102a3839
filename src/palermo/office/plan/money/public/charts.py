"""Pictures of money: of one currency, what is spent, committed and missing. Each comes with its table."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from palermo.office.base.charts import ACCENT, HAIR, Chart, draw
from palermo.office.plan.charts import stacked
from palermo.office.plan.money.words import amount_words, between_words
from palermo.office.plan.pages.charts import short
from palermo.plan import Sums

_COMMITTED = "#8fb0ac"
Row = tuple[str, str, Sums]  # words, the attribute of their language, the sums


def money_chart(title: str, first: str, rows: Sequence[Row], currency: str) -> Chart:
    """A bar for each row: spent, committed and not yet spent, missing. `first` names the column of their words.

    What is missing of one line is not made good by another that has too much; that stands in the table.
    """
    names = (_("Spent"), _("Committed, not spent"), _("Missing"))
    labels = [short(words) for words, _lang, _sums in rows]
    parts = [_parts(sums) for _words, _lang, sums in rows]
    return draw(
        title=title,
        description="; ".join(
            f"{words}: {names[2]} {between_words(sums.missing, currency)}" for words, _lang, sums in rows
        ),
        columns=(first, _("Planned"), _("Committed"), _("Spent"), _("Missing"), _("More than planned"), _("No figure")),
        rows=[(words, *figures(sums, currency)) for words, _lang, sums in rows],
        spec=lambda: _stacks(labels, parts, names),
        langs=[lang for _words, lang, _sums in rows],
    )


def figures(sums: Sums, currency: str) -> tuple[object, ...]:
    """The sums of one currency in words, column by column."""
    return (
        between_words(sums.planned, currency),
        amount_words(sums.committed, currency),
        amount_words(sums.spent, currency),
        between_words(sums.missing, currency),
        amount_words(sums.over, currency) if sums.over else "–",
        sums.unsaid or "–",
    )


def _parts(sums: Sums) -> tuple[Decimal, Decimal, Decimal]:
    return sums.spent, max(sums.committed - sums.spent, Decimal(0)), sums.missing.high


def _stacks(labels: list[str], parts: Sequence[tuple[Decimal, ...]], names: tuple[str, ...]) -> dict[str, Any]:
    import altair as alt

    values = [
        {"word": label, "part": name, "count": float(amount), "order": order}
        for label, row in zip(labels, parts, strict=True)
        for order, (name, amount) in enumerate(zip(names, row, strict=True))
    ]
    tones = alt.Scale(domain=list(names), range=[ACCENT, _COMMITTED, HAIR])
    return stacked(values, labels, tones, stroke="#4d5654", figures="~s")
