"""Fills a served office beyond the demo: `python -m tests.browser.stock HOME OUTSIDER`, with a password on stdin.

Prints, as JSON, what the tests ask for by number: addresses hold numbers that only the database gives.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palermo.demo.fill import OFFICER, open_office
from tests.browser.a_body import put_to_a_body
from tests.browser.asked import ask_and_answer
from tests.browser.at_committee import meet
from tests.browser.at_study import study
from tests.browser.at_work import set_to_work
from tests.browser.beside import say_beside
from tests.browser.counted import count
from tests.browser.joining import join
from tests.browser.matrices import ENGLISH, KHMER, Matrix, second
from tests.browser.offline import take_along
from tests.browser.places import pass_on_to_places

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan, Upload, Version

SLUG, KHMER_SLUG, COUNTED_SLUG = "invented-2025", "invented-km", "nz-trafficking-2009"
NOW = datetime.now(UTC)


def main(home: Path, outsider: str, password: str) -> dict[str, Any]:
    """Two plans from spreadsheets, claims that contradict each other, a person without a role, an open upload."""
    open_office(home)
    from django.contrib.auth.models import User

    from palermo.access import Role
    from palermo.office.access.decision import SignedIn, remember
    from palermo.office.plan.models import Plan

    officer = User.objects.get(username=OFFICER)
    remember(officer, SignedIn(second_factor=True, fresh_at=NOW))
    # nothing at the desk is an analyst's
    analyst = join(officer, outsider, Role.ANALYST, officer.person.body, NOW, password)
    first = _add(officer, ENGLISH, "plan-2025.xlsx", SLUG, "First record of the plan as it was sent to the ministries.")
    claim, closed = _claims(officer, first)
    newer = _add(officer, second(), "plan-2025-revised.xlsx", "", "The plan as revised in March.", first.plan)
    _say(officer, newer, "consulted", "5 March 2026", "Invented secretariat")
    khmer = _add(officer, KHMER, "plan-km.xlsx", KHMER_SLUG, "First record.")
    _say(officer, khmer, "draft", "2025", "Invented secretariat")
    at_work = set_to_work(officer, newer.plan, password, datetime.now(UTC))
    met = meet(officer, newer.plan, datetime.now(UTC))
    beside = say_beside(officer, newer.plan, password, datetime.now(UTC))
    asked = put_to_a_body(officer, khmer.plan, password, datetime.now(UTC))
    told = Plan.objects.get(slug=COUNTED_SLUG)
    counted = count(officer, told, password, datetime.now(UTC))
    ask_and_answer(officer, told, datetime.now(UTC))
    placed = pass_on_to_places(officer, told, password, datetime.now(UTC))
    offline = take_along(officer, "academy", password, datetime.now(UTC))
    studied = study(officer, analyst, datetime.now(UTC))
    waiting = _upload(officer, ENGLISH, "as-the-ministry-sent-it.xlsx")
    return {
        "slug": first.plan.slug,
        "khmer": khmer.plan.slug,
        "claim": claim,
        "closed": closed,
        "upload": waiting.pk,
        **at_work,
        **asked,
        **met,
        **counted,
        **placed,
        **beside,
        **offline,
        **studied,
        "person": officer.person.pseudonym,
        "languages": {"first": first.language, "khmer": khmer.language},
        "routes": _routes(),
    }


def _upload(by: "User", matrix: Matrix, name: str, plan: "Plan | None" = None) -> "Upload":
    from django.utils import timezone

    from palermo.office.plan.actions import upload_plan
    from palermo.office.plan.files import read_file

    return upload_plan(by=by, file=read_file(matrix.xlsx(), name), now=timezone.now(), plan=plan)


def _add(by: "User", matrix: Matrix, name: str, slug: str, reason: str, plan: "Plan | None" = None) -> "Version":
    from palermo.office.plan.actions import add_version
    from palermo.office.plan.files import reread

    upload = _upload(by, matrix, name, plan)
    return add_version(by=by, upload=upload, file=reread(upload), reason=reason, now=NOW, slug=slug, title=matrix.title)


def _claims(by: "User", version: "Version") -> tuple[int, int]:
    """Called a draft by one and in force by another: kept side by side. Two rest on documents, one of them closed."""
    from palermo.office.plan.actions import Document

    document = Document("minutes.csv", b"item,decision\n1,approved\n")
    _say(by, version, "draft", "February 2025", "Invented Daily, 3 March 2025")
    closed = Document("letter.csv", b"item,decision\n1,approved\n", closed=True)
    return (
        _say(by, version, "approved", "12 January 2025", "Cabinet office (invented)", document),
        _say(by, version, "consulted", "January 2025", "Cabinet office (invented)", closed),
    )


def _say(by: "User", version: "Version", state: str, when: str, said_by: str, document: Any = None) -> int:
    from palermo.office.plan.actions import Proof, claim_state
    from palermo.office.plan.models import State

    proof = Proof(document=document) if document else Proof(source="Page 2", url="https://example.org/record")
    claim = claim_state(by=by, version=version, state=State(state), when=when, said_by=said_by, proof=proof, now=NOW)
    return int(claim.pk)


def _routes() -> list[str]:
    """The names of all addresses the office answers to."""
    from django.urls import URLPattern, get_resolver

    def names(patterns: list[Any]) -> list[str]:
        found: list[str] = []
        for pattern in patterns:
            found += [str(pattern.name)] if isinstance(pattern, URLPattern) else names(pattern.url_patterns)
        return found

    return names(get_resolver().url_patterns)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2], sys.stdin.read())) + "\n")
