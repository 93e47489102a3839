"""What pages read of estimates."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.http import Http404

from palermo.office.access.decision import By, decide
from palermo.office.study.asked import Asked
from palermo.office.study.models import Capture, Release, ReleaseMove, Run, RunEnd
from palermo.office.study.running import Progress, progress_of

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class ToldRun:
    """A run, how it ended, and while it has not, how far it is: None of both where nobody works at it any more."""

    row: Run
    end: RunEnd | None
    progress: Progress | None

    @property
    def asked(self) -> Asked:
        return Asked.from_row(self.row.settings)

    @property
    def state(self) -> str:
        """running, lost, failed or found."""
        if self.end is None:
            return "running" if self.progress else "lost"
        return "failed" if self.end.failed else "found"


def captures_of(by: By, at: datetime) -> list[Capture]:
    """The tables that somebody may work with, the newest first."""
    rows = Capture.objects.select_related("body").order_by("-pk")
    return [row for row in rows if decide(by, "run.started", row, at=at)]


def capture_or_404(uid: str) -> Capture:
    return _found(Capture.objects.select_related("body").filter(uid=uid).first(), uid)


def run_or_404(uid: str) -> Run:
    return _found(Run.objects.select_related("capture__body", "end").filter(uid=uid).first(), uid)


def release_or_404(uid: str) -> Release:
    rows = Release.objects.select_related("run__capture__body").prefetch_related("moves")
    return _found(rows.filter(uid=uid).first(), uid)


def _found(row: M | None, uid: str) -> M:
    if row is None:
        raise Http404(uid)
    return row


def told_run(row: Run) -> ToldRun:
    """A run as it stands now."""
    end: RunEnd | None = getattr(row, "end", None)
    progress = None if end else progress_of(row)
    # it may have ended between the two looks
    return ToldRun(row, end or (None if progress else RunEnd.objects.filter(run=row).first()), progress)


def runs_of(capture: Capture) -> list[ToldRun]:
    """The runs on a table, the newest first."""
    return [told_run(row) for row in capture.runs.select_related("end").order_by("-pk")]


def releases_of(by: By, at: datetime) -> list[Release]:
    """The releases that somebody may look at, the newest first."""
    rows = Release.objects.select_related("run__capture__body").prefetch_related("moves").order_by("-pk")
    return [row for row in rows if decide(by, "release.opened", row, at=at)]


def published() -> list[ReleaseMove]:
    """What everybody may read now, each with the day from which on; the newest first."""
    moves = ReleaseMove.objects.filter(verb=ReleaseMove.PUBLISH).exclude(release__moves__verb=ReleaseMove.WITHDRAW)
    return list(moves.select_related("release").defer("pages").order_by("-pk"))


def side_by_side(found: Sequence[Mapping[str, bytes]]) -> dict[str, list[str]]:
    """By method what each run says of everybody, in the order of the runs; empty where it says nothing."""
    rows: dict[str, list[str]] = {}
    for at, left in enumerate(found):
        for each in json.loads(left["figures"])["estimates"]:
            rows.setdefault(each["method"], [""] * len(found))[at] = _said(each)
    return rows


def _said(each: Mapping[str, Any]) -> str:
    if each["N"] is None:
        return ""
    limits = each["intervals"].get("95")
    total = f"{each['N']:,.0f}"
    if not limits or None in limits:
        return total
    return f"{total} ({limits[0]:,.0f}–{limits[1]:,.0f})"
