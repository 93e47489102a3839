"""What the trail is, how far it has come, and how anybody checks it: by command, or one file in the browser."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.trail.keys import public_keys
from palermo.office.trail.log import newest
from palermo.office.trail.models import Cosignature, Leaf, Witness
from palermo.office.trail.settling import settle
from palermo.office.trail.witnesses import trusted
from palermo.trail import Kind


@dataclass(frozen=True, slots=True)
class Watcher:
    """A witness, and what it saw last: how many entries, and when."""

    witness: Witness
    size: int | None
    time: datetime | None


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    settle()
    point = newest()
    keys = public_keys()
    watchers = _watchers()
    context = {
        "point": point,
        "root": b64encode(bytes(point.root)).decode() if point else "",
        "log": keys[0].name,
        "keys": [(str(key), key.kind is Kind.ED25519) for key in keys],
        "watchers": watchers,
        "address": request.build_absolute_uri("").rstrip("/"),
        "proof": _known(request.GET.get("proof", "")),
        "check": _check_words(),
        "ed25519": " ".join(str(key) for key in keys if key.kind is Kind.ED25519),
        "cosigners": " ".join(watcher.witness.key for watcher in watchers),
        "section": "trail",
    }
    return render(request, "trail/overview.html", context)


def _watchers() -> list[Watcher]:
    last = Cosignature.objects.filter(witness__key=OuterRef("key")).order_by("-checkpoint_id")
    sizes, times = Subquery(last.values("checkpoint_id")[:1]), Subquery(last.values("time")[:1])
    seen = Witness.objects.annotate(size=sizes, time=times).in_bulk([row.pk for row in trusted()])
    return [Watcher(row, row.size, row.time) for row in seen.values()]


def _known(uid: str) -> str:
    """The id of an entry whose proof the page is to fetch; empty where there is no such entry."""
    return uid if uid.isalnum() and Leaf.objects.filter(entry__uid=uid).exists() else ""


def _check_words() -> Iterator[tuple[str, str]]:
    """What the script says, by the names it looks for; words in braces are filled in there."""
    yield "holds", _("Holds:")
    yield "fails", _("Does not hold:")
    yield "open", _("Not checked:")
    yield "digest", _("The file has the SHA-256 digest {digest}.")
    yield "proof-form", _("The proof file is not a proof of this form. Choose the file that ends in .tlog-proof.")
    yield "no-content", _("The proof does not carry what the entry committed to, so it says nothing about a file.")
    yield "speaks", _("The entry speaks of exactly this file.")
    yield "silent", _("The entry does not speak of this file. It is another file, or it was changed.")
    yield "content", _("What the proof says of the entry is what the entry committed to.")
    yield "content-not", _("What the proof says of the entry is not what the entry committed to.")
    yield "place", _("The entry has place {index} in a log of {size} entries, and leads to the signed root.")
    yield "place-not", _("The entry is not in the log whose checkpoint stands in the proof.")
    yield "log-not", _("The checkpoint is of the log {log}, and not of this one.")
    yield "signed", _("The checkpoint is signed with the Ed25519 key of the log {log}.")
    yield "signed-not", _("The checkpoint is not signed with the Ed25519 key of this log.")
    yield "signed-open", _("This browser cannot check Ed25519 signatures. Use the command below.")
    yield "second", _("The second signature, ML-DSA-44, is checked by the command below and not by browsers.")
    yield "witness", _("The witness {name} saw the log in this state on {time}.")
    yield "witness-not", _("The signature of the witness {name} does not hold.")
    yield "time", _("The entry was written on {time}.")
    yield "good", _("This file is on record, unchanged since {time}.")
    yield "bad", _("This file cannot be taken for the one on record.")
    yield "secure", _("This browser checks files only on a page that came over HTTPS. Use the command below.")
    yield "both", _("Choose the file and its proof first.")
