"""A scorecard as a table for a spreadsheet: one row an activity."""

from palermo.plan.audit.table import csv_text
from palermo.plan.score.scorecard import Scorecard

COLUMNS = ("plan", "as_of", "goal", "objective", "activity", "text", "body", "status", "why", "proved", "steps")


def score_csv(card: Scorecard, language: str = "en") -> str:
    """Header and rows. Text that a spreadsheet would take for a formula is kept text by an apostrophe."""
    return csv_text(
        COLUMNS,
        (
            (
                *(card.plan.id, card.as_of.isoformat(), line.goal, line.objective, line.activity.id),
                *(line.activity.text.words, line.body, str(line.standing.status), line.standing.why.say(language)),
                *(str(line.proved), str(line.owed)),
            )
            for line in card.activities
        ),
    )
