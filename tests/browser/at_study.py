"""A table of lists in the office of the browser tests, an estimate from it that waits, and one that is public."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LISTS = b"police,shelter,hotline,count\n1,0,0,40\n0,1,0,30\n0,0,1,25\n1,1,0,9\n1,0,1,8\n0,1,1,7\n1,1,1,4\n"


def study(officer: "User", analyst: "User", now: datetime) -> dict[str, str]:
    """By the analyst; the officer lets one of them out."""
    from palermo.office.access.decision import CONSOLE
    from palermo.office.study.actions import ask_for_release, bring_capture, finish_run, publish_release, start_run
    from palermo.office.study.asked import Asked, found_by

    capture = bring_capture(by=analyst, body=analyst.person.body, name="Invented lists", content=LISTS, now=now)
    asked = Asked(("police", "shelter", "hotline"), ("independence", "chao", "sample-coverage"), replicates=50)
    left = found_by(asked, LISTS, lambda *_: None)
    made = {}
    for name in ("release", "estimate"):
        run = start_run(by=analyst, capture=capture, asked=asked, now=now).run
        finish_run(by=CONSOLE, run=run, left=left, failed="", now=now)
        row = ask_for_release(by=analyst, run=run, title="Invented people, 2025", reason="Parliament asks.", now=now)
        if name == "estimate":
            publish_release(by=officer, release=row, now=now)
        made[name] = row.uid
    return made
