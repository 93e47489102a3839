"""Isolation fuzz: whoever asks for whatever, no byte of a reply is of a compartment that is not theirs to see."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from palermo.access import Actor, Role
from palermo.office.access import decision
from palermo.office.access.models import Body, Glass, Invitation, Person, SealedRecord, Session, Term
from palermo.office.plan.beside.models import View
from palermo.office.plan.committee.models import Meeting, Resolution
from palermo.office.plan.copies.models import Copy
from palermo.office.plan.models import StateClaim
from palermo.office.plan.packets.models import Packet, PacketAnswer
from palermo.office.plan.work.models import Evidence, Lead, Report
from palermo.office.study.models import Capture, Release, Run
from palermo.office.trail import integrate
from palermo.office.trail.models import Entry
from tests.examples import IN_CI, examples
from tests.office.compartments.at_committee import ITEM
from tests.office.compartments.at_work import LEADS, PUBLISHED, SENT, WRITTEN, Place
from tests.office.compartments.town import AT_STUDY, AT_WORK, Builder, Mark, Somebody, Town
from tests.office.conftest import CHEAP
from tests.office.roles import as_office

REPLIES = 3_850  # in CI, on each of two databases; with those below, where every mark is asked for, more than 10,000
FEWER = 2_000  # at a desk, where each run asks for others
PARTS = 2  # two processes share them
AIMED = 0.5  # of the requests are for a place where something stands; the others for any place
KINDS = ["contact", "document", "glass", *sorted(AT_WORK | AT_STUDY)]
SEED = 2026 if IN_CI else int.from_bytes(os.urandom(4))
# addresses at which something of a compartment could be shown
NEAR = re.compile(
    "contact|glass|document|people|sealed|account/$|^desk/$|trail/entries|history|record|proof"
    "|^duties/|^this-week/|^review/|^committee/|^meetings/|^voices/|^outputs/|/outputs|/boards|/work|/progress|/money"
    "|/indicators|/risks|/steps|/evidence|/asks|/criteria|^study/|^estimates/"
)
FIELDS = {
    "act": [
        "open",
        "ask",
        "accept",
        "refuse",
        "offer",
        "save",
        "send",
        "return",
        "publish",
        "withdraw",
        "look",
        "take",
        "undo",
        "put",
        "drop",
        "change",
        "write",
        "resolve",
        "confirm",
        "pass",
    ],
    "claim": ["running"],
    "narrative": ["The course is written."],
    "seen": ["0", "1", "2"],
    "reason": ["Because."],
    "hours": ["1", "24"],
    "role": [str(role) for role in Role],
    "until": ["2030-01-01"],
    "since": ["2026-01-01"],
    "name": ["Somebody"],
    "telephone": ["1"],
    "confirm": ["on"],
    "closed": ["on"],
    "state": ["approved"],
    "when": ["2024"],
    "said_by": ["Cabinet"],
    "source": ["Gazette"],
}


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Town, Path]]:
    """One town for all, and its home: nothing in it changes, since what a request does is undone."""
    home, now = tmp_path_factory.mktemp("town"), timezone.now()
    told = override_settings(PALERMO_HOME=home, TRAIL_WAKES=False, PASSWORD_HASHERS=[CHEAP])
    with django_db_blocker.unblock(), told, transaction.atomic():
        town = Builder(now).town()
        integrate(now)
        yield town, home
        transaction.set_rollback(True)


@pytest.fixture
def town(built: tuple[Town, Path], db: None, settings: Any) -> Town:
    made, settings.PALERMO_HOME = built
    # where a machine is slow, an hour may have passed since the town was built: nobody is signed out for that
    Session.objects.update(begun_at=timezone.now(), seen_at=timezone.now())
    return made


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person may do is read once for all their requests: nothing in the town changes, and it takes a third."""
    read, kept = decision._read, dict[tuple[int, object], Actor]()

    def once(by: User, at: datetime) -> Actor:
        session = (by.pk, getattr(by, "signed_in", None))
        if session not in kept:
            kept[session] = read(by, at)
        return kept[session]

    monkeypatch.setattr(decision, "_read", once)


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def pools() -> dict[str, list[str]]:
    """For each part of an address all that could stand there, of every body; uids also by what the address is below."""
    work = {
        "duties/packets/answers/": list(PacketAnswer.objects.values_list("uid", flat=True)),
        "duties/packets/": list(Packet.objects.values_list("uid", flat=True)),
        "duties/": list(Lead.objects.values_list("uid", flat=True)),
        "committee/meetings/": list(Meeting.objects.values_list("uid", flat=True)),
        "voices/": list(View.objects.values_list("uid", flat=True)),
        "meetings/": list(Meeting.objects.values_list("uid", flat=True)),
        "committee/resolutions/": list(Resolution.objects.values_list("uid", flat=True)),
        "review/reports/": list(Report.objects.values_list("uid", flat=True)),
        "review/copies/": list(Copy.objects.values_list("uid", flat=True)),
        "plans/<slug:slug>/evidence/": list(Copy.objects.values_list("uid", flat=True)),
        "study/tables/": list(Capture.objects.values_list("uid", flat=True)),
        "study/runs/": list(Run.objects.values_list("uid", flat=True)),
        "study/releases/": list(Release.objects.values_list("uid", flat=True)),
        "estimates/": list(Release.objects.values_list("uid", flat=True)),
        "review/evidence/": list(Evidence.objects.values_list("uid", flat=True)),
    }
    uids = [
        *Glass.objects.values_list("uid", flat=True),
        *SealedRecord.objects.values_list("uid", flat=True),
        *Term.objects.values_list("uid", flat=True)[:10],
        *Invitation.objects.values_list("uid", flat=True)[:3],
        *Entry.objects.order_by("-number").values_list("uid", flat=True)[:10],
    ]
    return {
        **work,
        "activity_id": sorted(LEADS),
        "ask": ["KH18-02", "x"],
        "code": ["en", "km"],
        "form": ["docx", "xlsx"],
        "index": [str(number) for number in range(Entry.objects.count())],
        "item_id": [ITEM, "opening"],
        "indicator_id": ["1.1.1.a", "x"],
        "iso2": ["KH", "XX"],
        "iso3": ["KHM", "NZL"],
        "key": [*Body.objects.values_list("key", flat=True), "nobody"],
        "kind": ["source", "csv", "xlsx"],
        "name": [WRITTEN, SENT, "x"],
        "number": ["1", "2"],
        "path": ["0/000.p/1", "entries/000.p/1", "x"],
        "period": [WRITTEN, SENT, PUBLISHED, "2023", "x"],
        "piece": work["review/evidence/"],
        "pk": [str(pk) for pk in StateClaim.objects.values_list("pk", flat=True)] * 2 + ["1", "999"],
        "pseudonym": [*Person.objects.values_list("pseudonym", flat=True), "0" * 32],
        "report": ["2020", "2026"],
        "rule_id": ["A01", "x"],
        "slug": ["nz-test", "nz-test", "nothing"],
        "token": ["x"],
        "uid": uids,
        "year": ["2022", "2031"],
    }


class Aim:
    """Where each mark stands, for whoever may see it."""

    def __init__(self, town: Town) -> None:
        people = {row.user.username: row.pseudonym for row in Person.objects.select_related("user")}
        glasses = {row.reason.encode(): row.uid for row in Glass.objects.all()}
        claim = StateClaim.objects.exclude(sealed=None).get()
        self._places = town.places
        self._at: dict[str, Callable[[Mark], Place]] = {
            "contact": lambda mark: ("post", f"/people/{people[mark.owner]}/contact"),
            "document": lambda _mark: ("post", f"/plans/nz-test/claims/{claim.pk}/closed-document"),
            "glass": lambda mark: ("get", f"/glass/{glasses[mark.word]}/"),
        }

    def at(self, mark: Mark, who: Somebody) -> list[Place]:
        """How to ask for it, and where: at each of these."""
        if mark.kind == "contact" and mark.owner == who.name:
            return [("get", "/account/contact")]
        return self._places.get(mark.word.decode()) or [self._at[mark.kind](mark)]


def reply(
    who: Somebody, method: str, address: str, form: dict[str, str] | None = None, accept: str = "text/html"
) -> tuple[int, bytes]:
    """Its status, and all that is sent. Whatever it changed, the next one finds the town as it was built."""
    with transaction.atomic():
        headers = {"accept": accept}
        if method == "post":
            answer = who.client.post(address, form or {}, headers=headers)
        else:
            answer = who.client.get(address, headers=headers)
        content = answer.getvalue() + repr(answer.headers).encode()
        transaction.set_rollback(True)
    return answer.status_code, content


class Fuzz:
    """Random people who ask for random addresses, with everything in them that there is."""

    def __init__(self, town: Town, chance: Random) -> None:
        self.town, self.chance, self.pools, self.aim = town, chance, pools(), Aim(town)
        every = sorted(set(routes(get_resolver().url_patterns)))
        self.routes = [*every, *(5 * [route for route in every if NEAR.search(route)])]
        self.seen: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()

    def ask(self) -> None:
        """One request; AssertionError where the reply holds what its reader may not see."""
        who = self.chance.choice(self.town.people)
        method, address = self.chance.choice(["get", "get", "post"]), self.address()
        if self.chance.random() < AIMED:
            kind = self.chance.choice(KINDS)
            marks = [mark for mark in self.town.marks if mark.kind == kind]
            wanted = self.chance.choice(marks)
            readers = [each for each in self.town.people if each.may_see(wanted)]
            who = self.chance.choice([who, self.chance.choice(readers)])  # of a draft there are but one or two
            method, address = self.chance.choice(self.aim.at(wanted, who))
        accept = self.chance.choice(["text/html", "application/json"])
        status, content = reply(who, method, address, self.form(), accept)
        assert status < 500, (SEED, who.name, method, address)
        for mark in self.town.marks:
            if mark.word in content:
                told = (SEED, who.name, method, address, status, mark)
                assert who.may_see(mark), told
                self.seen[mark.kind] += 1
            elif not who.may_see(mark):
                self.kept[mark.kind] += 1

    def address(self) -> str:
        route = self.chance.choice(self.routes)
        uids = next((key for key in self.pools if key.endswith("/") and route.startswith(key)), "uid")
        pools = {**self.pools, "uid": self.pools[uids]}
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: self.chance.choice(pools[part[1]]), route)

    def form(self) -> dict[str, str]:
        given = {name: self.chance.choice(values) for name, values in FIELDS.items() if self.chance.random() < 0.8}
        person, body = self.chance.choice(self.pools["pseudonym"]), self.chance.choice(self.pools["key"])
        return given | {"person": person, "to": person, "body": body, "key": body}


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_is_sent_a_byte_of_another_compartment(part: int, town: Town, read_once: None) -> None:
    seed = f"{SEED} {part} {connection.vendor}"
    fuzz = Fuzz(town, Random(seed))  # noqa: S311  # whom to ask for what
    with as_office():
        for _ in range(REPLIES // PARTS if IN_CI else examples(FEWER // PARTS)):
            fuzz.ask()
    # neither is the town silent nor does everybody see everything; each mark is asked for below
    assert len(set(fuzz.seen) & set(KINDS)) > len(KINDS) / 2, fuzz.seen
    assert set(fuzz.kept) == set(KINDS)


def test_everybody_finds_what_they_may_see_where_it_stands(town: Town, read_once: None) -> None:
    """The oracle is no stricter than the house."""
    aim, told = Aim(town), cache(reply)
    for mark in town.marks:
        readers = [who for who in town.people if who.may_see(mark)]
        assert 0 < len(readers) < len(town.people) / 2 or mark.kind == "public", mark
        # there is not the time to ask for all work as everybody: who may not see it asks in the test above
        for who in readers if mark.kind in AT_WORK | AT_STUDY else town.people:
            for place in aim.at(mark, who):
                with as_office():
                    status, content = told(who, *place)
                assert (mark.word in content) == who.may_see(mark), (who.name, mark, place, status)
