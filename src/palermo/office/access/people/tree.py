"""The first page: the bodies as a tree, each with how many people serve in it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from palermo.office.access.doors import user
from palermo.office.access.models import Body
from palermo.office.access.people.choices import bodies_for
from palermo.office.access.people.frame import overseers_only, people_page
from palermo.office.access.terms import running


@dataclass(frozen=True, slots=True)
class Branch:
    """A body, how many people hold a running term in it, and what stands below it."""

    body: Body
    people: int
    below: "list[Branch]"


@require_safe
@overseers_only
def tree(request: HttpRequest) -> HttpResponse:
    branches = _branches(user(request))
    may_add = bool(bodies_for(user(request), "body.added", "body"))
    return render(request, "people/tree.html", people_page(branches=branches, may_add=may_add))


def _branches(looker: User) -> list[Branch]:
    """The bodies whose people the looker may look at; each below the nearest that is shown."""
    bodies = bodies_for(looker, "person.opened", "person")
    serving: Mapping[int, int] = dict(
        running(timezone.now()).values_list("body").annotate(Count("person", distinct=True)).order_by()
    )
    shown = {body.key for body in bodies}
    below: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        below[next((key for key in reversed(body.above[:-1]) if key in shown), "")].append(body)

    def grown(top: str) -> list[Branch]:
        rows = sorted(below[top], key=lambda body: (body.kind, body.pk))
        return [Branch(body, serving.get(body.pk, 0), grown(body.key)) for body in rows]

    return grown("")
