"""A scorecard in the form that was asked for."""

import json
import sys
from collections.abc import Callable

from palermo.cli.handing import BYTE_ORDER_MARK, hand_over
from palermo.cli.options import ScoreFormat
from palermo.cli.show.lines import put, width_of
from palermo.cli.show.score_text import score_lines
from palermo.plan import Scorecard, score_csv, score_to_tree


def write_score(card: Scorecard, form: ScoreFormat, language: str) -> None:
    """Write the scorecard to stdout."""
    if form is ScoreFormat.TEXT:
        put(score_lines(card, width_of(sys.stdout), language))
    else:
        hand_over(_FORMS[form](card, language).encode(), "")


def _json(card: Scorecard, language: str) -> str:
    return json.dumps(score_to_tree(card, language), ensure_ascii=False, indent=2) + "\n"


def _csv(card: Scorecard, language: str) -> str:
    return BYTE_ORDER_MARK + score_csv(card, language)


_FORMS: dict[ScoreFormat, Callable[[Scorecard, str], str]] = {ScoreFormat.JSON: _json, ScoreFormat.CSV: _csv}
