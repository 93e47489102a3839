"""The scenes of the study."""

import json
from collections.abc import Mapping

from django.contrib.auth.models import User

from palermo.access import Role
from palermo.office.access.decision import CONSOLE
from palermo.office.access.models import Body
from palermo.office.study.actions import (
    ask_for_release,
    bring_capture,
    finish_run,
    publish_release,
    start_run,
)
from palermo.office.study.asked import Asked
from palermo.office.study.models import Capture, Release, Run
from tests.office.cast import NOW, a_body
from tests.office.stage import Scene, scene
from tests.office.work import cast as work

CSV = b"police,shelter,hotline,count\n1,0,0,40\n0,1,0,30\n0,0,1,25\n1,1,0,9\n1,0,1,8\n0,1,1,7\n1,1,1,4\n"
ASKED = Asked(("police", "shelter", "hotline"), ("chao", "independence"), replicates=20)
SECRET = "tells-who-somebody-is"
LEFT: Mapping[str, bytes] = {
    "figures": json.dumps(
        {"estimates": [{"method": "chao", "N": 204.4, "intervals": {"95": [160.2, 290.7]}}]}
    ).encode(),
    "inside-en": f"<p>{SECRET}</p>".encode(),
    "inside-km": f"<p>{SECRET}</p>".encode(),
    "public-en": b"<p>About 200</p>",
    "public-km": b"<p>200</p>",
}


def body() -> Body:
    return a_body("statistics")


def analyst() -> User:
    return work.somebody(Role.ANALYST, body())


def brought() -> Capture:
    """A table that was brought in."""
    return bring_capture(by=analyst(), body=body(), name="Lists of 2024", content=CSV, now=NOW)


def started(capture: Capture | None = None) -> Run:
    """A run that goes on."""
    return start_run(by=analyst(), capture=capture or brought(), asked=ASKED, now=NOW).run


def ended(run: Run | None = None) -> Run:
    """A run that has found something."""
    run = run or started()
    finish_run(by=CONSOLE, run=run, left=LEFT, failed="", now=NOW)
    return run


def asked() -> Release:
    """A release that waits."""
    return ask_for_release(by=analyst(), run=ended(), title="Victims, 2024", reason="Parliament asks.", now=NOW)


def published() -> Release:
    """A release that everybody reads."""
    release = asked()
    publish_release(by=work.secretary(), release=release, now=NOW)
    return release


@scene("capture.brought")
def _capture_brought() -> Scene:
    brought()  # the compartment has its key from then on
    return analyst(), {"body": body(), "name": "Lists", "content": CSV}


@scene("run.started")
def _run_started() -> Scene:
    return analyst(), {"capture": brought(), "asked": ASKED}


@scene("run.finished")
def _run_finished() -> Scene:
    return CONSOLE, {"run": started(), "left": LEFT, "failed": ""}


@scene("run.opened")
def _run_opened() -> Scene:
    return analyst(), {"run": ended()}


@scene("release.asked")
def _release_asked() -> Scene:
    return analyst(), {"run": ended(), "title": "Victims, 2024", "reason": "Parliament asks."}


@scene("release.opened")
def _release_opened() -> Scene:
    return work.secretary(), {"release": asked()}


@scene("release.published")
def _release_published() -> Scene:
    return work.secretary(), {"release": asked()}


@scene("release.refused")
def _release_refused() -> Scene:
    return work.secretary(), {"release": asked(), "reason": "The lists of one body are missing."}


@scene("release.withdrawn")
def _release_withdrawn() -> Scene:
    return work.somebody(Role.CHAIR), {"release": published(), "reason": "A list was matched wrongly."}
