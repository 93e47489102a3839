"""What became of a plan, from its first day to this one."""

from collections.abc import Mapping

from palermo.core import Message, mark
from palermo.paper import Own
from palermo.plan.outputs.chapters import (
    activities_chapter,
    bodies_chapter,
    changes_chapter,
    figures_chapter,
    findings_chapter,
    goals_chapter,
    places_chapter,
    proofs_chapter,
    published_chapter,
    rates_chapter,
    standing_chapter,
)
from palermo.plan.outputs.model import Output
from palermo.plan.outputs.reading import NO_PLACES, Bodies, seen
from palermo.plan.score import Scorecard


def what_became(card: Scorecard, bodies: Bodies, places: Mapping[str, Own] = NO_PLACES) -> Output:
    """Everything that the public may know of the work on a plan. Give the scorecard as everybody may read it."""
    each, language = seen(card, bodies), card.plan.language
    return Output(
        Message(mark("What became of it")),
        Own(card.plan.title, language),
        card.as_of,
        (
            standing_chapter(each),
            goals_chapter(card, each),
            bodies_chapter(card, each),
            rates_chapter(card, each),
            places_chapter(card, places),
            changes_chapter(each, None, card.as_of, language),
            proofs_chapter(each, None, card.as_of),
            figures_chapter(card),
            published_chapter(card, each, None, card.as_of),
            findings_chapter(card),
            activities_chapter(each, language, named=True),
        ),
    )
