"""A page of which parts are kept says what it says made anew, whatever was done in between and whoever reads it."""

import re
from typing import Any

import pytest
from django.test import Client

from palermo.access import Role
from palermo.office.base import kept, kept_page
from palermo.office.base.kept_rows import drawn
from palermo.office.plan.models import Plan
from tests.office.cast import a_body, client_of
from tests.office.work import cast
from tests.office.work.test_kept_record import acts

pytestmark = pytest.mark.django_db
_OF_ITS_OWN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')


def pages(plan: Plan) -> list[str]:
    here = f"/plans/{plan.slug}/v/1/"
    public = (
        *("progress", "progress?status=running", "progress/1.1.1", "indicators", "statements"),
        *("outputs/became", "outputs/became?chapter=activities", "outputs/years/2024"),
        *("boards/", "boards/calendar", "boards/bodies", "boards/places", "boards/evidence"),
    )
    desk, outputs = f"/desk/plans/{plan.slug}/", f"/outputs/{plan.slug}/"
    inside = (f"{desk}work", f"{desk}work/1.1.1", f"{desk}steps", f"{outputs}pack", f"{outputs}bodies/health")
    return [*(f"{here}{page}" for page in public), "/trail/entries", *inside, "/review/", "/duties/"]


def read(client: Client, page: str) -> str:
    reply = client.get(page)
    return f"{reply.status_code} {_OF_ITS_OWN.sub('', reply.content.decode())}"


def test_they_are_the_pages_made_anew_after_every_act(between_acts: None) -> None:
    plan = cast.plan_at_work()
    who = [Client(), client_of(cast.secretary()), client_of(cast.somebody(Role.FOCAL_POINT, a_body("health")))]
    for act in acts(plan):
        act()
        told = {(at, page): read(client, page) for page in pages(plan) for at, client in enumerate(who)}
        assert sum(each.startswith("200") for each in told.values()) > len(pages(plan))
        kept.forget()
        kept_page.forget()
        for (at, page), shown in told.items():
            assert read(who[at], page) == shown, (at, page)


def test_a_row_is_drawn_anew_for_whatever_it_is_given() -> None:
    given: dict[str, Any] = {"text": "Late", "tone": "bad"}
    first = drawn("components/tag.html", "one", given)
    assert drawn("components/tag.html", "one", dict(given)) is first
    assert "<b>" not in drawn("components/tag.html", "one", {**given, "text": "<b>"})
    assert drawn("components/tag.html", "one", given) == first
    with pytest.raises(TypeError):
        drawn("components/tag.html", "one", {"text": a_body("health")})
