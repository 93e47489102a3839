"""Everything that changes what the office keeps of estimates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.actions import key_for
from palermo.office.access.decision import By, actor
from palermo.office.access.keyring.sealing import digest_over, digests_of, open_record, seal_record
from palermo.office.access.models import Body
from palermo.office.base.holding import hold
from palermo.office.study.asked import LANGUAGES, Asked, histories_of
from palermo.office.study.models import Capture, Release, ReleaseMove, Run, RunEnd
from palermo.office.trail import Told, named
from palermo.prevalence import METHODS

CAPTURE, FOUND = "capture", "found"  # what such records are called


@dataclass(frozen=True, slots=True)
class Started:
    """A run that was begun, and the table for it."""

    run: Run
    content: bytes

    def told(self) -> Told:
        return self.run.told()


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found, in somebody's hands. The public log shows neither whose nor which."""

    thing: Run | Release
    record: str
    found: Mapping[str, bytes]

    def told(self) -> Told:
        return Told(named(self.thing), {"record": self.record}, closed=True)


@action("capture.brought", thing="body")
def bring_capture(
    *, by: By, body: Body, name: str, content: bytes, strata: tuple[str, ...] = (), now: datetime
) -> Capture:
    """Bring a table of lists in. It is sealed as it is: nobody opens it but runs."""
    histories = histories_of(content, strata)
    if not name.strip():
        raise UserError(Message("Give the table a name."))
    record = seal_record(key=key_for(body, now), kind=CAPTURE, fields={"content": content}, now=now)
    return Capture.objects.create(
        uid=token_hex(16),
        body=body,
        name=name.strip(),
        lists=list(histories.table.lists),
        strata=list(strata),
        sealed=record,
        sealed_sha256=digest_over(digests_of(record)),
        made_by=actor(by, now).id,
        made_at=now,
    )


@action("run.started", thing="capture")
def start_run(*, by: By, capture: Capture, asked: Asked, now: datetime) -> Started:
    """Begin an estimate. Who calls launches it once this is stored."""
    if not {*asked.lists} <= {*capture.lists} or not {*asked.strata} <= {*capture.strata}:
        raise UserError(Message("The table has no such list, or no such groups."))
    if not asked.lists or not asked.methods or not {*asked.methods} <= {*METHODS, "all"}:
        raise UserError(Message("Choose lists and methods."))
    if bool(asked.people) != bool(asked.source.strip() and asked.year.strip()):
        raise UserError(Message("For a rate give the population, who counted it and for which year; or none of these."))
    run = Run.objects.create(
        uid=token_hex(16), capture=capture, settings=asked.as_row(), made_by=actor(by, now).id, made_at=now
    )
    return Started(run, open_record(capture.sealed)["content"])


@action("run.finished", thing="run")
def finish_run(*, by: By, run: Run, left: Mapping[str, bytes] | None, failed: str, now: datetime) -> RunEnd:
    """Keep what was found, sealed, or why there is nothing. The process of the run does it, and no person."""
    if RunEnd.objects.filter(run=run).exists():
        raise UserError(Message("The run has ended already."))
    record = seal_record(key=key_for(run.capture.body, now), kind=FOUND, fields=left, now=now) if left else None
    return RunEnd.objects.create(
        run=run,
        sealed=record,
        sealed_sha256=digest_over(digests_of(record)) if record else "",
        failed=failed,
        made_by=actor(by, now).id,
        made_at=now,
    )


@action("run.opened", thing="run")
def open_run(*, by: By, run: Run, now: datetime) -> Opened:
    """All that was found, for the analysts of its body."""
    end = _need_end(run)
    return Opened(run, str(end.sealed), open_record(end.sealed))  # type: ignore[arg-type]  # `_need_end` has seen it


@action("release.asked", thing="run")
def ask_for_release(*, by: By, run: Run, title: str, reason: str, now: datetime) -> Release:
    """Ask that everybody may read what the run says, rounded to two figures and without the table."""
    hold(run.capture.body)
    _need_end(run)
    if not title.strip():
        raise UserError(Message("Give the estimate a title."))
    if is_asked_for(run.releases.prefetch_related("moves")):
        raise UserError(Message("Its release is asked for already."))
    return Release.objects.create(
        uid=token_hex(16),
        run=run,
        title=title.strip(),
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )


@action("release.opened", thing="release")
def open_release(*, by: By, release: Release, now: datetime) -> Opened:
    """What everybody would read, and nothing else of the run."""
    end = _need_end(release.run)
    return Opened(release, str(end.sealed), _public(end))


@action("release.published", thing="release")
def publish_release(*, by: By, release: Release, now: datetime) -> ReleaseMove:
    """Let everybody read it. Neither who ran it nor who asked may."""
    pages = {name.removeprefix("public-"): text.decode() for name, text in _public(_need_end(release.run)).items()}
    return _move(by, release, ReleaseMove.PUBLISH, "", now, pages)


@action("release.refused", thing="release")
def refuse_release(*, by: By, release: Release, reason: str, now: datetime) -> ReleaseMove:
    """It stays inside, for this reason."""
    return _move(by, release, ReleaseMove.REFUSE, reason, now)


@action("release.withdrawn", thing="release")
def withdraw_release(*, by: By, release: Release, reason: str, now: datetime) -> ReleaseMove:
    """It is public no longer. Its address stays, and says why."""
    return _move(by, release, ReleaseMove.WITHDRAW, reason, now)


WAITS = ""
_FROM = {ReleaseMove.PUBLISH: WAITS, ReleaseMove.REFUSE: WAITS, ReleaseMove.WITHDRAW: ReleaseMove.PUBLISH}


def state_of(release: Release) -> str:
    """The verb of its last move; empty while it waits."""
    moves = list(release.moves.all())
    return moves[-1].verb if moves else WAITS


def is_asked_for(releases: Iterable[Release]) -> bool:
    """Whether one of the releases of a run waits or is public: another is not asked for beside it."""
    return any(state_of(each) in (WAITS, ReleaseMove.PUBLISH) for each in releases)


def _move(
    by: By, release: Release, verb: str, reason: str, now: datetime, pages: Mapping[str, str] | None = None
) -> ReleaseMove:
    hold(release.run.capture.body)
    if state_of(Release.objects.get(pk=release.pk)) != _FROM[verb]:
        raise UserError(Message("Somebody has decided on it in the meantime."))
    return ReleaseMove.objects.create(
        release=release, verb=verb, reason=reason.strip(), pages=pages or {}, made_by=actor(by, now).id, made_at=now
    )


def _need_end(run: Run) -> RunEnd:
    end = RunEnd.objects.select_related("sealed__key__body").filter(run=run).first()
    if end is None or end.sealed is None:
        raise UserError(Message("The run has not ended, or found nothing."))
    return end


def _public(end: RunEnd) -> dict[str, bytes]:
    found = open_record(end.sealed)  # type: ignore[arg-type]  # `_need_end` has seen it
    return {name: found[name] for language in LANGUAGES if (name := f"public-{language}") in found}
