"""The entries of a progress file: one table that reads, writes and describes them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from palermo.plan.progress.cycles import Cycle, Every
from palermo.plan.progress.model import (
    PROOF_KINDS,
    Amended,
    Amendment,
    Claim,
    Done,
    Dropped,
    Evidence,
    Obstacle,
    OwnStep,
    OwnTarget,
    Part,
    PlacePart,
    Progress,
    Report,
    Value,
    Work,
)
from palermo.plan.progress.states import MOVES, Machine, Moved, Verb


class Holds(StrEnum):
    """What stands behind a key."""

    WORDS = "words"
    DAY = "day, as 2027-03-31"
    NUMBER = "number"
    WHOLE = "whole number"
    WHOLES = "whole number, or a list of them"
    FLAG = "true or false"
    CHOICE = "one of"
    DIGEST = "SHA-256, 64 hexadecimal digits"
    LEVELS = "list of three words or more, each once"
    PLACES = "words to words, or to null"
    ENTRY = "entry"
    ENTRIES = "list of entries"


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `name` is the field of the model, where it differs; `least` and `most` bound a whole number.

    `choices` are what the field may hold: members of an enumeration, or words.
    """

    key: str
    holds: Holds
    about: str
    needed: bool = False
    name: str = ""
    of: "Shape | None" = None
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 9999

    @property
    def field(self) -> str:
        """The field of the model."""
        return self.name or self.key


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of entry and the class it becomes."""

    name: str
    about: str
    model: Any
    keys: tuple[Key, ...]


W, D, N, E = Holds.WORDS, Holds.DAY, Holds.NUMBER, Holds.ENTRIES

# a public copy of evidence is the office's alone, and stands in no file
_DONE = {row.verb for row in MOVES if row.machine is not Machine.COPY}
_VERBS = tuple(verb for verb in Verb if verb in _DONE)
MOVE = Shape(
    "move",
    "What somebody did, in the order it was done. The state is what the moves lead to.",
    Moved,
    (
        Key("verb", Holds.CHOICE, "What was done.", needed=True, choices=_VERBS),
        Key("by", W, "Who: a short name or pseudonym, the same throughout.", needed=True),
        Key("level", W, "In the name of which level.", needed=True),
        Key("on", D, "When.", needed=True),
        Key("reason", W, "Why; a return, a refusal and an undoing need it."),
    ),
)
DONE = Shape(
    "done",
    "What was done for a step.",
    Done,
    (
        Key("step", Holds.WHOLE, "Number of the step in the plan, from 1.", needed=True, least=1),
        Key("what", W, "What was done.", needed=True),
        Key("finished", D, "The day on which the step was finished, where it was."),
    ),
)
PART = Shape(
    "part",
    "One part of a disaggregation.",
    Part,
    (
        Key("split", W, "By what it is split, as in the plan: sex, age ...", needed=True),
        Key("name", W, "Which part.", needed=True),
        Key("number", N, "How many.", needed=True),
    ),
)
VALUE = Shape(
    "value",
    "The value of an indicator: a number, or a share with its two parts, or a bare percentage.",
    Value,
    (
        Key("indicator", W, "Id of the indicator in the plan.", needed=True),
        Key("number", N, "A count."),
        Key("numerator", N, "Of a share: the part."),
        Key("denominator", N, "Of a share: the whole."),
        Key("percent", N, "A percentage whose parts are not known; it can never be rolled up."),
        Key("cumulative", Holds.FLAG, "Counted since the beginning, and not in the period alone."),
        Key("parts", E, "Its disaggregation; the parts of one split must add up.", of=PART),
        Key("place", W, "The body or place it is about, where it is not the whole."),
        Key("note", W, "Why parts do not add up, where they do not."),
    ),
)
REPORT = Shape(
    "report",
    "What a body says of the activity in a period.",
    Report,
    (
        Key("period", W, "Name of the period, as the cycle makes it: 2027-Q1.", needed=True),
        Key("moves", E, "write, send, return, accept, undo, publish.", needed=True, of=MOVE),
        Key("claim", Holds.CHOICE, "What the body says of the whole; never the status.", choices=tuple(Claim)),
        Key("done", E, "What was done for each step.", of=DONE),
        Key("values", E, "Values of indicators.", of=VALUE),
        Key("narrative", W, "In words."),
        Key("asks", W, "What the committee is asked for."),
    ),
)
EVIDENCE = Shape(
    "evidence",
    "A file offered as proof.",
    Evidence,
    (
        Key("sha256", Holds.DIGEST, "The digest of the file.", needed=True),
        Key("kind", Holds.CHOICE, "Which kind of concrete action it shows.", needed=True, choices=tuple(PROOF_KINDS)),
        Key("moves", E, "offer, accept, refuse, undo.", needed=True, of=MOVE),
        Key("title", W, "What the file is."),
        Key("proves", Holds.WHOLES, "Numbers of the steps it proves; none where the plan lists no steps.", least=1),
    ),
)
OBSTACLE = Shape(
    "obstacle",
    "What stands in the way.",
    Obstacle,
    (
        Key("what", W, "What it is.", needed=True),
        Key("since", D, "Since when.", needed=True),
        Key("blocked_by", W, "The activity, body or law that stops the work altogether, where one does."),
        Key("over", D, "When it was over."),
    ),
)
CHANGE = Shape(
    "change",
    "A moved deadline or a changed target.",
    Amendment,
    (
        Key("what", Holds.CHOICE, "What was changed.", needed=True, choices=tuple(Amended)),
        Key("of", W, "The number of the step, or the id of the indicator."),
        Key("new", W, "The new day, or the words of the new target.", needed=True),
        Key("on", D, "When it was decided.", needed=True),
        Key("by", W, "Who decided it.", needed=True),
        Key("reason", W, "Why. Without a reason the old promise stands, and rule T04 fails."),
    ),
)
DROPPED = Shape(
    "dropped",
    "The activity was given up.",
    Dropped,
    (
        Key("on", D, "When.", needed=True),
        Key("by", W, "Who decided it.", needed=True),
        Key("reason", W, "Why.", needed=True),
    ),
)
OWN_STEP = Shape(
    "own-step",
    "A step that a place takes for its part.",
    OwnStep,
    (Key("text", W, "What is done.", needed=True), Key("due", D, "Its last day.")),
)
OWN_TARGET = Shape(
    "own-target",
    "The target of an indicator in one place.",
    OwnTarget,
    (
        Key("indicator", W, "Id of the indicator in the plan.", needed=True),
        Key("target", W, "The target, in words or as a number.", needed=True),
        Key("reason", W, "Why it is another than the plan's, where it is."),
    ),
)
_RECORD = (
    Key("reports", E, "Its reports.", of=REPORT),
    Key("evidence", E, "Its proof.", of=EVIDENCE),
    Key("obstacles", E, "What stands in its way.", of=OBSTACLE),
    Key("changes", E, "What was changed of its promise.", of=CHANGE),
    Key("dropped", Holds.ENTRY, "That it was given up.", of=DROPPED),
)
PLACE_PART = Shape(
    "place-part",
    "What one place has inherited of an activity, and what became of it. Its reports climb through the level 'lead'.",
    PlacePart,
    (
        Key("place", W, "The place, as 'places' has it.", needed=True),
        Key("body", W, "The body that leads it."),
        Key("until", D, "Its own last day; else as the activity.", name="end"),
        Key("steps", E, "Its own steps; else those of the activity.", of=OWN_STEP),
        Key("targets", E, "Its own targets.", of=OWN_TARGET),
        Key("moves", E, "Its acceptance: ask (level 'above'), accept and refuse ('lead'), undo.", of=MOVE),
        *_RECORD,
    ),
)
WORK = Shape(
    "activity",
    "What became of one activity.",
    Work,
    (
        Key("id", W, "Its id in the plan.", needed=True),
        Key("moves", E, "Its acceptance: ask, accept, refuse, undo.", of=MOVE),
        *_RECORD,
        Key("parts", E, "What places have inherited of it.", of=PLACE_PART),
    ),
)
CYCLE = Shape(
    "cycle",
    "When reports are due.",
    Cycle,
    (
        Key("every", Holds.CHOICE, "How often.", needed=True, choices=tuple(Every)),
        Key("from", D, "First day that is reported on.", needed=True, name="first"),
        Key("until", D, "Last day that is reported on.", needed=True, name="last"),
        Key("starts", Holds.WHOLE, "Month in which the year begins, 1 to 12; else as in the plan.", least=1, most=12),
        Key("due_days", Holds.WHOLE, "Days after the end of a period within which it is reported; else 30.", most=366),
        Key(
            "named_by",
            Holds.CHOICE,
            "The calendar year that names a fiscal year; else as in the plan.",
            choices=("start", "end"),
        ),
    ),
)
HEAD = Shape(
    "progress",
    "What holds for the whole file.",
    Progress,
    (
        Key("plan", W, "Id of the plan."),
        Key("levels", Holds.LEVELS, "The levels of the reports, the one that writes first.", name="ladder"),
        Key("cycle", Holds.ENTRY, "When reports are due; without it nothing ever is.", of=CYCLE),
        Key("places", Holds.PLACES, "Each place with the one above it; null right below the whole."),
    ),
)
SHAPES = (
    *(HEAD, CYCLE, WORK, MOVE, REPORT, DONE, VALUE, PART, EVIDENCE, OBSTACLE, CHANGE, DROPPED),
    *(PLACE_PART, OWN_STEP, OWN_TARGET),
)
