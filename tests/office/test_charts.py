"""Charts of an audit: drawn in the language of the page, with the figures beside them."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from palermo.office.plan.charts import share_chart
from palermo.plan import Audit


@pytest.fixture
def audit() -> Audit:
    """An audit as far as a chart looks at it."""

    def share(n: int, of: int, unread: int = 0) -> Any:
        return SimpleNamespace(n=n, of=of, unread=unread)

    shares = {"owned": share(22, 44), "dated": share(0, 44), "stepped": share(14, 40, 4)}
    shares |= {"costed": share(0, 44), "provable": share(3, 44)}
    card = SimpleNamespace(**shares)
    return cast(Audit, SimpleNamespace(card=card))


def test_the_unread_are_a_part_of_their_own(audit: Audit) -> None:
    chart = share_chart(audit)
    assert chart.columns == ("What", "Stated", "Not stated", "Not read")
    assert ("Steps", 14, 26, 4) in chart.rows
    assert 'role="img"' in chart.svg
