"""What committees of the town wrote down and resolved, with a mark in everything that is not for everybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from palermo.office.access.models import ROOT, Body
from palermo.office.plan.beside.actions import file_view, publish_view
from palermo.office.plan.committee.actions import (
    accept_resolution,
    call_meeting,
    report_resolution,
    set_agenda,
    take_attendance,
    take_resolution,
    write_minutes,
)
from palermo.office.plan.committee.actions.meetings import When
from palermo.office.plan.committee.items import Item
from palermo.office.plan.committee.models import Meeting
from palermo.office.plan.models import Plan
from palermo.plan import Seen
from tests.office.compartments.at_work import Place

ITEM = "17" * 8
OWED = {ROOT: "shelter", "police": "station", "shelter": "labour"}  # who meets, and who owes what is resolved there


@dataclass
class Met:
    """Lets bodies meet. `mark`: a new word by its kind, its body, and a second body whose it is too.

    `places`: where each word stands.
    """

    plan: Plan
    bodies: Mapping[str, Body]
    users: Mapping[str, User]
    mark: Callable[[str, str, str], str]
    now: datetime
    places: dict[str, list[Place]] = field(default_factory=dict)

    def fill(self) -> None:
        for body, owner in OWED.items():
            meeting = self._held(body)
            self._minuted(meeting, body)
            self._resolved(meeting, body, owner)
        self._seen("shelter")

    @property
    def _of(self) -> dict[str, Any]:
        return {"by": self.users["secretariat-committee"], "now": self.now}

    def _held(self, body: str) -> Meeting:
        word = self.mark("minute", body, "")
        when, own = When(timezone.localdate(self.now), word), self.users[f"secretariat-{body}"].person.pseudonym
        meeting = call_meeting(body=self.bodies[body], when=when, plan=self.plan, **self._of).meeting
        set_agenda(meeting=meeting, items=[Item(ITEM, word)], seen=0, **self._of)
        take_attendance(meeting=meeting, presences={own: "present"}, **self._of)
        self.places[word] = [("get", f"/committee/meetings/{meeting.uid}")]
        return meeting

    def _minuted(self, meeting: Meeting, body: str) -> None:
        word = self.mark("minute", body, "")
        write_minutes(meeting=meeting, item=ITEM, text=word, **self._of)
        address = f"/committee/meetings/{meeting.uid}"
        self.places[word] = [("get", address), ("get", f"{address}/items/{ITEM}")]

    def _resolved(self, meeting: Meeting, body: str, owner: str) -> None:
        """Open to all, but for what its owner said of it."""
        told: dict[str, Any] = {
            "item": ITEM,
            "owner": self.bodies[owner],
            "due": timezone.localdate(self.now) + timedelta(30),
        }
        row = take_resolution(meeting=meeting, words="Open to all.", **told, **self._of).resolution
        by, word = self.users[f"focal_point-{owner}"], self.mark("said", body, owner)
        accept_resolution(by=by, resolution=row, now=self.now)
        report_resolution(by=by, resolution=row, reason=word, now=self.now)
        self.places[word] = [("get", f"/committee/resolutions/{row.uid}")]

    def _seen(self, body: str) -> None:
        """A view that its body has not published, and one that it has."""
        for kind in ("view", "public"):
            by, word = self.users[f"focal_point-{body}"], self.mark(kind, body, "")
            told = {"plan": self.plan, "activity": "1.1.1", "seen": Seen.RUNNING, "words": word}
            row = file_view(by=by, body=self.bodies[body], now=self.now, **told)  # type: ignore[arg-type]  # of its kind
            self.places[word] = [("get", f"/voices/{row.uid}")]
            if kind == "public":
                publish_view(by=by, view=row, now=self.now)
                self.places[word] = [("get", f"/plans/{self.plan.slug}/v/1/progress/1.1.1")]
