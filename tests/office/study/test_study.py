"""The study: tables that stay inside, runs in the background, and two persons who let rounded estimates out."""

import fcntl
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from palermo.access import Role
from palermo.core import UserError
from palermo.office.access.actions import give_term
from palermo.office.access.decision import CONSOLE
from palermo.office.access.refusal import Refused
from palermo.office.study import pages, process, running
from palermo.office.study.actions import finish_run, publish_release, refuse_release, start_run, withdraw_release
from palermo.office.study.asked import Asked, found_by
from palermo.office.study.models import Capture, Release, Run, RunEnd
from palermo.office.study.readers import runs_of
from palermo.office.study.running import Progress, progress_of, say_progress
from palermo.office.trail import integrate
from palermo.office.trail.checking import check
from palermo.office.trail.witnesses import policy
from tests.office.cast import FOR_LONG, NOW, a_body, client_of, join, signed_in
from tests.office.study.scenes import ASKED, CSV, LEFT, SECRET, analyst, asked, body, brought, ended, published, started
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def launched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Run, bytes]]:
    """What would be run in the background."""
    begun: list[tuple[Run, bytes]] = []
    monkeypatch.setattr(pages, "launch", lambda run, content: begun.append((run, content)))
    return begun


@pytest.fixture
def lock(settings: Any, tmp_path: Any) -> Iterator[int]:
    settings.PALERMO_HOME = tmp_path
    (tmp_path / "runs").mkdir()
    made = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    yield made
    os.close(made)


def others() -> list[Client]:
    """Who must not get in: an analyst of another body, another role in this one, an operator, nobody."""
    elsewhere = join("elsewhere", Role.ANALYST, a_body("elsewhere"))
    clerk = join("clerk", Role.FOCAL_POINT, body())
    return [client_of(elsewhere), client_of(clerk), client_of(join("machine", Role.OPERATOR)), Client()]


def shut(address: str, clients: list[Client]) -> None:
    for client in clients:
        answer = client.get(address)
        assert answer.status_code in (302, 403, 404), (address, answer.status_code)
        assert answer.status_code != 302 or "/sign-in" in answer["Location"]
        assert SECRET not in answer.content.decode()


def test_a_table_is_brought_in_and_estimated(launched: list[tuple[Run, bytes]]) -> None:
    client = client_of(analyst())
    form = {"body": "statistics", "name": "Lists of 2024", "strata": ""}
    wrong = client.post("/study/", {**form, "file": SimpleUploadedFile("lists.csv", b"police,count\n2,7\n")})
    assert wrong.status_code == 422
    assert not Capture.objects.exists()
    client.post("/study/", {**form, "file": SimpleUploadedFile("lists.csv", CSV)})
    capture = Capture.objects.get()
    assert capture.lists == ["police", "shelter", "hotline"]
    assert "Lists of 2024" in client.get("/study/").content.decode()
    address = f"/study/tables/{capture.uid}/"
    asked_for = {"lists": ["police", "hotline"], "methods": ["chao"], "replicates": 50, "seed": 3}
    assert client.post(address, {**asked_for, "people": 10}).status_code == 422, "a population without its source"
    answer = client.post(address, asked_for)
    run, content = launched[0]
    assert content == CSV
    assert answer["Location"] == f"/study/runs/{run.uid}/"
    assert Asked.from_row(run.settings) == Asked(("police", "hotline"), ("chao",), (), 50, 3)
    outside = others()
    for place in ("/study/", address, f"/study/runs/{run.uid}/"):
        shut(place, outside if place != "/study/" else outside[1:])


def test_a_run_tells_how_far_it_is_and_that_it_broke_off(settings: Any, lock: int, tmp_path: Any) -> None:
    run, client = started(), client_of(analyst())
    address = f"/study/runs/{run.uid}/"
    assert "broke off" in client.get(address).content.decode(), "nobody works at it"
    file = os.open(tmp_path / "runs" / run.uid, os.O_RDWR | os.O_CREAT)
    fcntl.flock(file, fcntl.LOCK_EX)
    assert progress_of(run) == Progress()
    say_progress(file, Progress("stepwise", 3, 12))
    told = progress_of(run)
    assert told is not None
    assert (told.what, told.percent) == ("stepwise", 25)
    page = client.get(address)
    assert page["Refresh"] == "5"
    assert 'value="25"' in page.content.decode()
    os.close(file)
    assert progress_of(run) is None
    shut(address, others())


def test_the_process_ends_its_run_whatever_happens(lock: int) -> None:
    run = started()
    process.main(run.uid, CSV, lock)
    end = RunEnd.objects.get(run=run)
    assert end.sealed is not None
    client = client_of(analyst())
    page = client.post(f"/study/runs/{run.uid}/", {"act": "open"}).content.decode()
    assert "People in all" in page
    assert "Of them 123 were seen" in page or "123 people were seen" in page
    with pytest.raises(UserError, match="ended already"):
        finish_run(by=CONSOLE, run=run, left=LEFT, failed="", now=NOW)
    broken = started(run.capture)
    process.main(broken.uid, b"no table", lock)
    failed = RunEnd.objects.get(run=broken)
    assert failed.sealed is None
    assert failed.failed
    assert failed.failed in client.get(f"/study/runs/{broken.uid}/").content.decode()
    with pytest.raises(Refused):
        finish_run(by=analyst(), run=started(run.capture), left=LEFT, failed="", now=NOW)


def test_groups_have_their_own_estimates() -> None:
    rows = b"sex," + CSV.split(b"\n", 1)[0] + b"\n"
    for sex in (b"f", b"m"):
        rows += b"".join(sex + b"," + line + b"\n" for line in CSV.split(b"\n")[1:] if line)
    left = found_by(Asked(ASKED.lists, ("chao",), ("sex",), 20), rows, lambda *_: None)
    page = left["inside-en"].decode()
    assert "Groups by themselves" in page
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_runs_stand_side_by_side(django_assert_max_num_queries: Any) -> None:
    capture = brought()
    first, second = ended(started(capture)), ended(started(capture))
    client, address = client_of(analyst()), f"/study/tables/{capture.uid}/compare"
    assert "204 (" not in client.get(address).content.decode()  # digits alone may be of an address
    page = client.post(address).content.decode()
    assert page.count("204 (160–291)") == 2
    assert all(run.uid in page for run in (first, second))
    with django_assert_max_num_queries(1):
        assert [told.state for told in runs_of(capture)] == ["found", "found"]
    shut(address, others())


def test_two_persons_let_an_estimate_out() -> None:
    run, client, desk = ended(), client_of(analyst()), client_of(work.secretary())
    address = f"/study/runs/{run.uid}/"
    client.post(address, {"act": "ask", "title": "Victims, 2024", "reason": "Parliament asks."})
    release = Release.objects.get()
    page, public = f"/study/releases/{release.uid}/", f"/estimates/{release.uid}/"
    assert Client().get(public).status_code == 404
    with pytest.raises(Refused):
        publish_release(by=analyst(), release=release, now=NOW)
    assert SECRET not in desk.post(page, {"act": "look"}).content.decode()
    assert "About 200" in desk.post(page, {"act": "look"}).content.decode()
    desk.post(page, {"act": "publish"})
    assert "About 200" in Client().get(public).content.decode()
    assert "Victims, 2024" in Client().get("/estimates/").content.decode()
    client.post(page, {"act": "withdraw", "reason": "A list was matched wrongly."})
    gone = Client().get(public)
    assert gone.status_code == 410
    assert "A list was matched wrongly." in gone.content.decode()
    assert "About 200" not in gone.content.decode()
    outside = others()
    shut(page, outside)
    shut(address, [*outside, desk])


def test_what_was_refused_can_be_asked_for_again_and_nothing_is_decided_twice() -> None:
    release = asked()
    refuse_release(by=work.secretary(), release=release, reason="Too early.", now=NOW)
    with pytest.raises(UserError, match="meantime"):
        publish_release(by=work.secretary(), release=release, now=NOW)
    with pytest.raises(UserError, match="meantime"):
        withdraw_release(by=work.secretary(), release=release, reason="Too early.", now=NOW)
    client = client_of(analyst())
    again = {"act": "ask", "title": "Victims, 2024", "reason": "It is time."}
    assert 'value="ask"' in client.get(f"/study/runs/{release.run.uid}/").content.decode()
    assert client.post(f"/study/runs/{release.run.uid}/", again).status_code == 302
    assert client.post(f"/study/runs/{release.run.uid}/", again).status_code == 422, "it waits already"
    assert 'value="ask"' not in client.get(f"/study/runs/{release.run.uid}/").content.decode()


def test_whoever_had_a_hand_in_it_does_not_publish_it() -> None:
    release, both = asked(), analyst()
    told: dict[str, Any] = {"person": both.person, "role": Role.SECRETARIAT, "body": body(), "now": NOW}
    give_term(by=signed_in(work.secretary(), fresh_at=NOW), **told, since=NOW, until=FOR_LONG)
    with pytest.raises(Refused):
        publish_release(by=signed_in(both), release=release, now=NOW)


def test_a_run_is_asked_for_what_the_table_has() -> None:
    for asked_for in (Asked(("other",), ("chao",)), Asked(("police",), ("guess",)), Asked((), ("chao",))):
        with pytest.raises(UserError):
            start_run(by=analyst(), capture=brought(), asked=asked_for, now=NOW)


def test_the_log_verifies_with_what_is_sealed() -> None:
    published()
    integrate(NOW)
    assert check(policy(), NOW, tell=lambda _read: None)[1] == ()


def test_the_process_is_launched_with_a_lock_and_a_pipe(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.PALERMO_HOME = tmp_path
    seen: dict[str, Any] = {}

    class Begun:
        def __init__(self, command: Any, **given: Any) -> None:
            seen.update(given, command=command, held=progress_of(run))
            self.stdin = (tmp_path / "pipe").open("wb")

    run = started()
    monkeypatch.setattr("palermo.office.study.running.subprocess.Popen", Begun)
    running.launch(run, CSV)
    assert seen["command"][-2] == run.uid
    assert seen["held"] == Progress()
    assert (tmp_path / "pipe").read_bytes() == CSV
    assert progress_of(run) is None, "its copy of the lock is gone with it"
