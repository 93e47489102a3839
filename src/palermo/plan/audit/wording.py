"""Rules on the words of an activity: what its verb promises, what takes the promise back, how much it packs in."""

import re

from palermo.core import mark
from palermo.core.languages import fold
from palermo.plan.audit.clauses import acts, may_hold_several
from palermo.plan.audit.context import Context
from palermo.plan.audit.lexicon import Lexicon, Wording
from palermo.plan.audit.rule import (
    CUT_OFF,
    NOT_ASKED,
    PASS,
    Answer,
    Level,
    Rule,
    Texts,
    fail,
    inherited,
    own,
    rule,
    unread,
)
from palermo.plan.model import Activity, Words

# A verb joined to the first one: "review, and consider adopting"
_FIRST_WORD = re.compile(r"[^\s,;]+,? ")
# a year alone counts nothing
_NUMBER = re.compile(r"(?<![\w.,])(?!(?:1[89]|2[0-6])\d\d(?!\d|[.,]\d))\d+")
_LOOKS = ("text",)


def _spoken(cell: Words, context: Context) -> Wording | Answer:
    """The wording to judge, or what to say where there is none."""
    if text := own(cell):
        return context.wording(text)
    if cell.unread:
        return unread("text")
    return NOT_ASKED if cell.blank or cell.given else inherited("text")


def _nothing_found(cell: Words) -> Answer:
    return CUT_OFF if cell.truncated else PASS


@rule(
    "A07 B",
    Level.ACTIVITY,
    Texts(
        title=mark("The verb is an act"),
        advice=mark("Say what will be done and what will exist afterwards: amend, publish, train 40 officers, open."),
        why=mark(
            "Whoever promises to consider has kept the promise by thinking about it; to strengthen something that "
            "cannot be counted can never be shown to have failed."
        ),
        good=mark("Amend the employment agencies act so that no fee may be taken from a worker."),
        bad=mark("Consider adopting a minimum wage for domestic workers."),
    ),
    source="OGP Independent Reporting Mechanism, test of clarity",
    looks_at=_LOOKS,
)
def act_not_intention(activity: Activity, context: Context) -> Answer:
    """An intention, or a soft verb with nothing that can be counted."""
    words = _spoken(activity.text, context)
    if isinstance(words, Answer):
        blank = activity.text.blank or activity.text.given
        return fail(mark("{object} has no wording.")) if blank else words
    lead = _without_fillers(words.text, words.lexicon) if "fillers" in words.hints else words.text
    if "intentions" in words.hints and (found := _intention(lead, words.lexicon)):
        return fail(
            mark("{object} says '{words}': an intention, not an act."), words=_quoted(activity.text.value, found)
        )
    if "soft" in words.hints and (found := _soft(lead, words.lexicon)):
        text = mark("{object} says '{words}' but nothing that can be counted.")
        return fail(text, words=_quoted(activity.text.value, found))
    return _nothing_found(activity.text)


def _without_fillers(text: str, lexicon: Lexicon) -> str:
    while found := lexicon["fillers"].leads(text):
        text = text[len(found) :].lstrip(" ,")
    return text


def _intention(text: str, lexicon: Lexicon) -> str:
    if found := lexicon["intentions"].leads(text):
        return found
    rest = _after_first_verb(text, lexicon)
    if not (joined := lexicon["joins"].leads(rest)):
        return ""
    return lexicon["intentions"].leads(_without_fillers(rest[len(joined) :].lstrip(" ,"), lexicon))


def _after_first_verb(text: str, lexicon: Lexicon) -> str:
    """What a verb may be joined to: "review, and consider adopting"."""
    if lexicon.spaced:
        first = _FIRST_WORD.match(text)
        return text[first.end() :] if first else ""
    verb = lexicon["acts"].leads(text) or lexicon["acts_or_nouns"].leads(text)
    return text[len(verb) :].lstrip(" ,") if verb else ""


def _soft(text: str, lexicon: Lexicon) -> str:
    found = lexicon["soft"].leads(text)
    return found if found and not _can_be_counted(text[len(found) :].strip(), lexicon) else ""


def _can_be_counted(told: str, lexicon: Lexicon) -> bool:
    """Whether the object of a soft verb, or the means it is to be reached by, is a thing that comes in numbers."""
    if _NUMBER.search(told) or lexicon.numbers.find(told):
        return True
    if not lexicon.spaced:
        return bool(lexicon["countable"].leads(_without_fillers(told, lexicon)) or lexicon["counted"].find(told))
    ends = lexicon["prepositions"].pattern.search(told)
    if lexicon["countable"].find(told[: ends.start()] if ends else told):
        return True
    means = lexicon["means"].pattern.search(told)
    return bool(means and lexicon["countable"].find(told[means.end() :]))


@rule(
    "A08 B",
    Level.ACTIVITY,
    Texts(
        title=mark("No way out in the words"),
        advice=mark("Delete the words that let the promise lapse, or say who decides by when that it is needed."),
        why=mark("'Where needed' lets whoever made the promise decide afterwards that nothing was needed."),
        good=mark("Negotiate an agreement on fees with each of the three source countries by June 2026."),
        bad=mark("Negotiate agreements with source countries where needed and as funds allow."),
    ),
    source="OGP Independent Reporting Mechanism, test of clarity",
    looks_at=_LOOKS,
)
def no_escape(activity: Activity, context: Context) -> Answer:
    """Phrases that take the promise back."""
    words = _spoken(activity.text, context)
    if isinstance(words, Answer):
        return words
    if found := words.find("escapes"):
        text = mark("{object} leaves itself a way out: '{words}'.")
        return fail(text, words=_quoted(activity.text.value, found))
    return _nothing_found(activity.text)


@rule(
    "A09 C",
    Level.ACTIVITY,
    Texts(
        title=mark("One activity, one act"),
        advice=mark("Make an activity of each act, with its own lead, date and proof."),
        why=mark("When an activity holds two acts and one is done, nobody can say whether the activity is done."),
        good=mark("Build a database of cases. (And as another activity:) Collect the missing case files."),
        bad=mark("Collect the missing case files and build a database of cases."),
    ),
    source="UN INFO, one sub-output belongs to one entity",
    looks_at=_LOOKS,
)
def one_act(activity: Activity, context: Context) -> Answer:
    """Several verbs, each with an object of its own, or three in a row."""
    words = _spoken(activity.text, context)
    if isinstance(words, Answer):
        return words
    told = words.text
    joined = words.holds("joins") or ";" in told or ". " in told or "។" in told
    if joined and may_hold_several(words) and (found := acts(words)).several:
        verbs = ", ".join(_quoted(activity.text.value, verb) for verb in found.verbs)
        return fail(mark("{object} holds several acts: {words}."), words=verbs)
    return _nothing_found(activity.text)


@rule(
    "A15 C",
    Level.ACTIVITY,
    Texts(
        title=mark("Not promised twice"),
        advice=mark("Keep the activity in one place, or say which plan counts it."),
        why=mark("A promise that stands twice is counted twice when it is kept and owned by nobody when it is not."),
        good=mark("Hand out leaflets on the act (counted in the anti-trafficking plan, activity 3.2)."),
        bad=mark("The same training stands under two objectives and in another plan too."),
    ),
    source="Malaysia NAPFL 2021-2025, activities marked as shared with another plan",
    looks_at=_LOOKS,
)
def not_twice(activity: Activity, context: Context) -> Answer:
    """Near-duplicates within the plan, and activities shared with another plan."""
    if activity.also_in:
        text = mark("{object} also stands in {plans}, and neither says which of the two counts it.")
        return fail(text, plans=", ".join(activity.also_in))
    if (other := context.twin_of.get(activity.id)) is not None:
        return fail(mark("{object} says nearly the same as activity {other}."), other=other)
    words = _spoken(activity.text, context)
    return words if isinstance(words, Answer) else PASS


def _quoted(text: str | None, found: str) -> str:
    """The words as the plan writes them, where they can be found again; else as they were compared."""
    pieces = (text or "").split()
    wanted = found.strip(" ,")
    size = len(wanted.split())
    for at in range(len(pieces)):
        piece = " ".join(pieces[at : at + size])
        if _bare(piece) == wanted:
            return piece.strip(".,;:()'\"“”")
    return wanted


def _bare(text: str) -> str:
    return fold(text).replace("’", "'").strip(".,;:()'\"“”")


RULES: tuple[Rule, ...] = (act_not_intention, no_escape, one_act, not_twice)
