"""The entries of the log, the newest first, and each of them with its proof."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept_rows import drawn
from palermo.office.trail.kinds import ACTS, KINDS, address, may_read
from palermo.office.trail.models import Leaf
from palermo.office.trail.settling import settle

PAGE = 100
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: an act, the id of a thing, and entries before a place."""

    verb: str
    object: str
    before: int | None


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    settle()
    asked = _asked(request)
    found = Leaf.objects.select_related("entry").order_by("-index")
    if asked.verb or asked.object:
        found = found.filter(entry__closed=False)
    if asked.verb:
        found = found.filter(entry__verb=asked.verb)
    if asked.object:
        found = found.filter(entry__object=asked.object)
    if asked.before is not None:
        found = found.filter(index__lt=asked.before)
    rows = list(found[: PAGE + 1])
    context = {
        "rows": list(map(_row, rows[:PAGE])),
        "older": rows[PAGE - 1].index if len(rows) > PAGE else None,
        "asked": asked,
        "acts": sorted(ACTS.items()),
        "crumbs": [{"text": _("Trail"), "href": reverse("trail")}, {"text": _("Entries"), "href": ""}],
        "section": "trail",
    }
    return render(request, "trail/entries.html", context)


def _row(leaf: Leaf) -> SafeString:
    """Of a closed act no more than its time is handed on."""
    row, told = leaf.entry, {"index": leaf.index, "time": leaf.entry.time, "closed": leaf.entry.closed}
    if not row.closed:
        told |= {"act": ACTS.get(row.verb, ""), "verb": row.verb, "object": row.object, "actor": row.actor}
    return drawn("trail/_entry.html", leaf.index, told)


def _asked(request: HttpRequest) -> Asked:
    before = request.GET.get("before", "")
    # no name of an act or a thing has signs that are not printed, and PostgreSQL takes no NUL
    verb, thing = (_printable(request.GET.get(name, "")) for name in ("verb", "object"))
    return Asked(
        verb,
        thing,
        int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None,
    )


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()[:LONGEST]


@require_safe
def entry(request: HttpRequest, index: int) -> HttpResponse:
    settle()
    leaf = Leaf.objects.select_related("entry__opening").filter(index=index).first() if index < 1 << 62 else None
    if leaf is None:
        raise Http404(str(index))
    row = leaf.entry
    kind = KINDS.get(row.object.partition(":")[0])
    readable = may_read(request, row)
    context = {
        "leaf": leaf,
        "entry": row,
        "act": ACTS.get(row.verb, ""),
        "kind": kind.word if kind else "",
        "hash": bytes(leaf.hash).hex(),
        "thing": address(row) if readable else "",
        "erased": row.opening.salt is None,
        "content": _content(leaf) if readable else None,
        "crumbs": [
            {"text": _("Trail"), "href": reverse("trail")},
            {"text": _("Entries"), "href": reverse("trail-entries")},
            {"text": _("Entry %(index)s") % {"index": index}, "href": ""},
        ],
        "section": "trail",
    }
    return render(request, "trail/entry.html", context)


def _content(leaf: Leaf) -> list[tuple[str, str]] | None:
    """What the entry committed to, line by line; None where it is not kept."""
    if leaf.entry.opening.content is None:
        return None
    content: dict[str, Any] = json.loads(leaf.entry.opening.content)
    return [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in content.items()
    ]
