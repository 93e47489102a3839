"""A scorecard as a table for a spreadsheet: one row an activity, and below it one for each part of a place."""

from collections.abc import Iterator

from palermo.core.spreadsheet import csv_text
from palermo.plan.score.scorecard import ActivityLine, PartLine, Scorecard

COLUMNS = (
    *("plan", "as_of", "goal", "objective", "activity", "place", "text", "body", "status", "why", "proved", "steps"),
)


def score_csv(card: Scorecard, language: str = "en") -> str:
    """Header and rows. In the row of an activity itself no place stands.

    Text that a spreadsheet would take for a formula is kept text by an apostrophe.
    """
    return csv_text(COLUMNS, _rows(card, language))


def _rows(card: Scorecard, language: str) -> Iterator[tuple[str, ...]]:
    for line in card.activities:
        head = (card.plan.id, card.as_of.isoformat(), line.goal, line.objective, line.activity.id)
        yield *head, "", line.activity.text.words, *_stands(line, language)
        for part in line.parts:
            yield *head, part.place, line.activity.text.words, *_stands(part, language)


def _stands(line: ActivityLine | PartLine, language: str) -> tuple[str, ...]:
    why = line.standing.why.say(language)
    return line.body, str(line.standing.status), why, str(line.proved), str(line.owed)
