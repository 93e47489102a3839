"""What rooms say of the things and acts that entries are about: their words, who may read what was committed to, and
what of their rows a check of the trail looks at.

The trail itself shows nothing of a content: without a room that says who may read it, nobody may.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palermo.core import Finding
from palermo.office.trail.models import Entry


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing. Both functions take what stands after the colon of its id.

    `may_read`: whether this person may read what entries say of it; `address`: its page, empty where it has none.
    """

    word: Promise
    may_read: Callable[[HttpRequest, str], bool]
    address: Callable[[str], str] = lambda _number: ""


def anybody(_request: HttpRequest, _number: str) -> bool:
    """Whether somebody may read of what is public: yes."""
    return True


def of_row(
    model: type[Model], *along: str, may: Callable[[HttpRequest, Any], bool], of: str = ""
) -> Callable[[HttpRequest, str], bool]:
    """Whether somebody may read of a row, as `may` decides: of the row itself, or of what it names as `of`.

    `along`: what is read with it. Of a row that is not there nobody may read.
    """

    def reads(request: HttpRequest, number: str) -> bool:
        row = model._default_manager.select_related(*along).filter(pk=number).first()
        return row is not None and may(request, attrgetter(of)(row) if of else row)

    return reads


KINDS: dict[str, Kind] = {"witness": Kind(_("Witness"), anybody)}
# by room: what can be wrong with rows of its own that entries tell of and that are no record
CHECKS: dict[str, Callable[[], Iterator[Finding]]] = {}
ACTS: dict[str, Promise] = {
    "opening.erased": _("What an entry committed to was erased"),
    "record.adopted": _("A row from before the trail was told of"),
    "witness.added": _("A witness was taken in"),
    "witness.dismissed": _("A witness was dismissed"),
}


def may_read(request: HttpRequest, entry: Entry) -> bool:
    """Whether this person may read what the entry committed to."""
    kind, _colon, number = entry.object.partition(":")
    return not entry.closed and kind in KINDS and KINDS[kind].may_read(request, number)


def address(entry: Entry) -> str:
    """The page of the thing, for who may read of it; empty where there is none."""
    kind, _colon, number = entry.object.partition(":")
    return KINDS[kind].address(number)
