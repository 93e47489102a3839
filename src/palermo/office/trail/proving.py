"""The proof of one entry, as a file that anybody checks without the office."""

import json

from django.db.models import Exists, OuterRef

from palermo.office.trail.log import note, tree
from palermo.office.trail.models import Checkpoint, Cosignature, Leaf
from palermo.trail import Entry as Act
from palermo.trail import Opening as Opener
from palermo.trail import prove

ENDING = ".tlog-proof"


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
