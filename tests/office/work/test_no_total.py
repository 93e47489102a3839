"""The Argentine way of counting: no page, file or other way out of the office adds up what is done, runs and goes on.

Every address about a plan is asked for, as the routes of the office list them: a new one is asked for as well.
"""

import io
import re
from collections.abc import Iterator
from html import unescape
from itertools import product
from secrets import token_hex
from typing import Any

import docx
import openpyxl
import pytest
from django.db.transaction import atomic
from django.test import Client
from django.urls import get_resolver

from palermo.core import Cell
from palermo.core.when import read_when
from palermo.office.access.actions import key_for
from palermo.office.access.models import Body, SealedRecord
from palermo.office.plan.actions import add_version, upload_plan
from palermo.office.plan.models import Version
from palermo.office.plan.pages.files import KINDS
from palermo.office.plan.work import readers
from palermo.office.plan.work.actions import set_cycle
from palermo.office.plan.work.models import Evidence, Filed, Lead, Move, Report
from palermo.plan import LADDER, Activity, Plan, Status
from tests.office.cast import NOW, a_body, client_of, plan_file
from tests.office.compartments.test_isolation import routes
from tests.office.money.test_pages import published
from tests.office.work import cast
from tests.unit.plan.score.test_score import of_activities, spelled

# so many of each that no count which may be told is one of those that may not
FINISHED, CONTINUOUS, UNDER_WAY, LATE, UNACCEPTED = 29, 14, 12, 3, 19
ALL = FINISHED + CONTINUOUS + UNDER_WAY + LATE + UNACCEPTED
TOTALS = (FINISHED + CONTINUOUS + UNDER_WAY, FINISHED + CONTINUOUS, FINISHED + UNDER_WAY)
SHARES = {round(100 * total / ALL) for total in TOTALS} | {100 * total // ALL for total in TOTALS}
ABOUT = ("plans/<slug:slug>/", "desk/plans/<slug:slug>/work", "outputs/<slug:slug>/")
PARTS: dict[str, list[str]] = {
    "slug": ["p"],
    "number": ["1"],
    "form": ["docx", "xlsx"],
    "key": ["police", "labour"],
    "name": ["2024"],
    "report": ["2024"],
    "kind": list(KINDS),
    "activity_id": ["a", "cj"],
    "indicator_id": ["x"],  # the plan has none
    "pk": ["1"],  # nor any document of a claim
    "uid": ["x"],  # nor public evidence
}
NOT_COUNTED = r"\d{4}-\d\d(?:-\d\d)?|\d+ [A-Z][a-z]+ \d{4}|[\d.,]+\s(?:bytes|KB|MB)|[0-9a-f]{12,}"


def a_promise(number: int) -> Activity:
    kind = Cell("continuous") if FINISHED <= number < FINISHED + CONTINUOUS else Cell("single")
    end = "January 2024" if 0 <= number - (FINISHED + CONTINUOUS + UNDER_WAY) < LATE else "December 2025"
    lead, name = Cell("Labour" if number % 5 == 0 else "Police"), spelled(number)
    return Activity(name, Cell(f"Promise {name}"), lead=lead, kind=kind, end=Cell(read_when(end)))


def stored(plan: Plan) -> Version:
    by, file = cast.secretary(), plan_file(plan)
    version = add_version(by=by, upload=upload_plan(by=by, file=file, now=NOW), file=file, reason="First.", now=NOW)
    set_cycle(by=by, plan=version.plan, rule=cast.RULE, ladder=LADDER, reason="As decided.", now=NOW)
    return version


class Rows:
    """Puts the work into the tables as it would lie there: by acts it would take a hundred times as long."""

    def __init__(self, version: Version) -> None:
        bodies = {"Police": cast.police(), "Labour": a_body("labour")}
        self.made: dict[str, Any] = {"made_by": "0" * 32, "made_at": NOW}
        self.moves: list[Move] = []
        for number in range(ALL - UNACCEPTED):
            self._accepted(version, a_promise(number), number, bodies)
        Move.objects.bulk_create(self.moves)

    def _accepted(self, version: Version, activity: Activity, number: int, bodies: dict[str, Body]) -> None:
        body = bodies[activity.lead.value or ""]
        lead = Lead.objects.create(uid=token_hex(16), plan=version.plan, activity=activity.id, body=body, **self.made)
        self._moved(lead=lead, ask="secretariat", accept="lead")
        if number < FINISHED:
            self._proved(lead)
            return
        report = Report.objects.create(uid=token_hex(16), lead=lead, period=cast.PERIOD, **self.made)
        claim = "complete" if number < FINISHED + CONTINUOUS else "running"
        Filed.objects.create(report=report, content={**cast.SAID, "claim": claim, "done": []}, **self.made)
        self._moved(report=report, write="body", send="body")

    def _proved(self, lead: Lead) -> None:
        with atomic():
            told = {"key": key_for(lead.body, NOW), "kind": "evidence", "sealed_at": NOW}
        names = {"uid": token_hex(16), "subject": token_hex(16)}
        sealed = SealedRecord.objects.create(compartment=lead.body.key, **names, **told)
        of = {"sealed": sealed, "sealed_sha256": "0" * 64, "sha256": token_hex(32), "size": 1, **self.made}
        piece = Evidence.objects.create(uid=token_hex(16), lead=lead, kind="CA-E", title="A list", **of)
        self._moved(evidence=piece, offer="body", accept="secretariat")

    def _moved(self, *, lead: Any = None, report: Any = None, evidence: Any = None, **levels: str) -> None:
        of = {"lead": lead, "report": report, "evidence": evidence}
        self.moves += [
            Move(**of, verb=verb, level=level, **{**self.made, "made_by": f"{n:032}"})
            for n, (verb, level) in enumerate(levels.items())
        ]


@pytest.fixture
def version(db: None, monkeypatch: pytest.MonkeyPatch) -> Version:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: value.date())
    made = stored(of_activities(*map(a_promise, range(ALL))))
    Rows(made)
    published(made.plan)
    return made


def addresses() -> Iterator[str]:
    """Everything that is asked for about a plan: a part of an address that is not known here is a KeyError."""
    for route in sorted(set(routes(get_resolver().url_patterns))):
        if route.startswith(ABOUT):
            names = re.findall(r"<(?:\w+:)?(\w+)>", route)
            for values in product(*(PARTS[name] for name in names)):
                filled = route
                for value in values:
                    filled = re.sub("<[^>]+>", value, filled, count=1)
                yield f"/{filled}"


def words(content: bytes, media_type: str) -> str:
    """What a reader reads of a page or of a file."""
    if "wordprocessing" in media_type:
        document = docx.Document(io.BytesIO(content))
        cells = (cell.text for table in document.tables for row in table._cells for cell in [row])
        return " ; ".join([*(each.text for each in document.paragraphs), *cells])
    if "spreadsheet" in media_type:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return " ; ".join(str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)
    text = content.decode("utf-8", "replace")
    if "html" in media_type:
        said = re.findall(r'(?:aria-label|title|alt|value|content)="([^"]*)"', text)
        text = " ; ".join([re.sub(r"<[^>]+>", " ; ", text), *said])
    return unescape(text)


def figures(text: str) -> set[float]:
    """The numbers in a text, but for days, sizes and digests; with a sign of hundredths, those as well."""
    plain = re.sub(NOT_COUNTED, " ; ", text)
    return {float(each.replace(",", ".")) for each in re.findall(r"(?<![\w.,:/-])\d+(?:[.,]\d+)?(?![\w:/-])", plain)}


def barred() -> set[float]:
    shares = {round(100 * total / ALL, digits) for total in TOTALS for digits in (1, 2)}
    return {*map(float, TOTALS), *shares, *(round(total / ALL, 3) for total in TOTALS)}


def test_no_way_out_of_the_office_adds_them_up(client: Client, version: Version) -> None:
    card = readers.scorecard(version, readers.on_record(version.plan), NOW.date())
    counts = {status: n for status, n in card.tally.counts.items() if n}
    assert counts == {
        Status.DONE: FINISHED,
        Status.RUNNING: CONTINUOUS + UNDER_WAY,
        Status.LATE: LATE,
        Status.NOT_ACCEPTED: UNACCEPTED,
    }
    desk, told = client_of(cast.secretary()), 0
    for address in addresses():
        reader = client if address.startswith("/plans/") else desk
        reply = reader.get(address.replace("/p/", f"/{version.plan.slug}/"))
        assert reply.status_code in (200, 302, 404), address
        if reply.status_code == 200:
            told += 1
            text = words(reply.getvalue(), reply["Content-Type"])
            assert not barred() & figures(text), (address, barred() & figures(text))
            hundredths = map(int, re.findall(r"(\d+)(?:[.,]\d+)?\s*(?:%|per cent)", text))
            assert not SHARES & set(hundredths), address
    assert told > 45, "the walk has become short"
