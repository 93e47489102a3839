"""Estimates of the bodies of the town: a table, what a run found, and releases, with a mark in each."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from palermo.office.access.decision import CONSOLE
from palermo.office.access.models import Body
from palermo.office.study.actions import ask_for_release, bring_capture, finish_run, publish_release, start_run
from palermo.office.study.models import Capture, Release
from tests.office.compartments.at_work import Place
from tests.office.study.scenes import ASKED, CSV


def studied(
    bodies: Mapping[str, Body], users: Mapping[str, User], mark: Callable[[str, str, str], str], now: datetime
) -> dict[str, list[Place]]:
    """Of two bodies, so that the analyst of each is a stranger to the other. Gives where each word stands."""
    places: dict[str, list[Place]] = {}
    for body in ("shelter", "police"):
        by = users[f"analyst-{body}"]
        word, found = mark("table", body, ""), mark("found", body, "")
        capture = bring_capture(by=by, body=bodies[body], name=word, content=CSV, now=now)
        table = f"/study/tables/{capture.uid}/"
        places |= {word: [("get", table), ("get", "/study/")], found: [("post", f"{table}compare")]}
        waits = mark("release", body, "")
        release = _asked(by, capture, found, waits, now)
        places[waits] = [("get", f"/study/releases/{release.uid}/"), ("get", "/study/")]
    word = mark("public", "shelter", "")
    release = _asked(users["analyst-shelter"], Capture.objects.earliest("pk"), found="chao", word=word, now=now)
    publish_release(by=users["secretariat-committee"], release=release, now=now)
    places[word] = [("get", f"/estimates/{release.uid}/"), ("get", "/estimates/")]
    return places


def _asked(by: User, capture: Capture, found: str, word: str, now: datetime) -> Release:
    """A run that found one word, of which another would be public."""
    of: dict[str, Any] = {"by": by, "now": now}
    run = start_run(capture=capture, asked=ASKED, **of).run
    figures = {"estimates": [{"method": found, "N": 204.4, "intervals": {}}]}
    left = {
        "figures": json.dumps(figures),
        "inside-en": found,
        "inside-km": found,
        "public-en": word,
        "public-km": word,
    }
    finish_run(by=CONSOLE, run=run, left={name: text.encode() for name, text in left.items()}, failed="", now=now)
    return ask_for_release(run=run, title=word, reason=word, **of)
