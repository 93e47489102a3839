"""The proof of one entry, as a file that anybody checks without the office."""

import json

from django.db.models import Exists, OuterRef

from palermo.core import Message, UserError
from palermo.office.trail.kinds import KINDS
from palermo.office.trail.log import note, tree
from palermo.office.trail.models import Checkpoint, Cosignature, Leaf
from palermo.trail import Entry as Act
from palermo.trail import Opening as Opener
from palermo.trail import prove

ENDING = ".tlog-proof"
_ID_DIGITS = 19  # a number of that many digits is no place in a log; an id has 32


def find_place(entry: str) -> Leaf:
    """The place of an entry, named by its number in the log or its id. Raises UserError where there is none."""
    every = Leaf.objects.select_related("entry__opening")
    by_number = entry.isascii() and entry.isdecimal() and len(entry) < _ID_DIGITS
    leaf = every.filter(index=int(entry)) if by_number else every.filter(entry__uid=entry)
    if (found := leaf.first()) is None:
        raise UserError(Message("The log has no entry {entry}.", {"entry": entry}))
    return found


def find_telling(digest: str) -> Leaf:
    """The first entry about a thing that may be public which tells of a file with this SHA-256 digest."""
    telling = Leaf.objects.select_related("entry__opening").filter(entry__opening__content__contains=f'{digest}"')
    for leaf in telling.order_by("index"):
        if leaf.entry.object.partition(":")[0] in KINDS:
            return leaf
    raise UserError(Message("No entry tells of this file. It is not on record, or it was changed since."))


def proof_of(leaf: Leaf, *, opened: bool) -> bytes:
    """The proof file of the entry at this place. `opened`: with what the entry committed to, where it is kept.

    It rests on the newest checkpoint that a witness has cosigned; where none of these has the entry, on the newest.
    """
    points = Checkpoint.objects.filter(size__gt=leaf.index).order_by("-size")
    cosigned = points.filter(Exists(Cosignature.objects.filter(checkpoint=OuterRef("pk")))).first()
    point = cosigned or points[0]
    row, opener = leaf.entry, None
    if opened and row.opening.salt is not None and row.opening.content is not None:
        opener = Opener(bytes(row.opening.salt), json.loads(row.opening.content))
    veiled = row.closed and opener is None
    who = ("", "", "") if veiled else (row.actor, row.verb, row.object)
    act = Act(row.uid, row.time, *who, row.digest, row.closed)
    return prove(tree(point.size), leaf.index, note(point), act, opener).write()
