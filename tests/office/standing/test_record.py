"""What this office lays over what is shipped: corrections, asks, and the country's own word."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from palermo.access import Role
from palermo.core import DataError, UserError
from palermo.office.access.refusal import Refused
from palermo.office.standing.actions import (
    reply_to_ask,
    respond_to_ask,
    upload_correction,
    withdraw_correction,
    write_ask,
)
from palermo.office.standing.models import AskEntry, AskReply, AskResponse, Correction, ForecastSwitch
from palermo.office.standing.readers import here
from palermo.office.trail import KINDS
from palermo.standing import Stance, Tier, shipped
from tests.office.cast import NOW, a_body, client_of
from tests.office.standing.scenes import ASK, GOOD, HEAD, a_file, entered, laid, new_ask, root
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
LATER = datetime(2059, 6, 1, tzinfo=UTC)
DESK = "/desk/standing/"
PAGE = f"/standing/KHM/asks/{ASK}"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    # pages write with the clock of the machine: whatever it says, it is over by then
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=LATER: value.date())


def desk() -> Client:
    return client_of(work.secretary())


def text(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def sent(file: str, name: str = "read.csv") -> dict[str, Any]:
    return {"act": "upload", "file": SimpleUploadedFile(name, file.encode()), "reason": "Read again."}


def test_a_file_is_laid_over_and_withdrawn_with_its_reason() -> None:
    client = desk()
    told = HEAD + "KHM,2018,2,2018 report page 124\nQQQ,2018,2,nowhere\n"
    assert client.post(DESK, sent(told)).status_code == 302
    row = Correction.objects.get()
    placement = here().record.histories["KHM"].placements[2018]
    assert (placement.tier, placement.corrected) == (Tier.TWO, True)
    page = text(client, DESK)
    assert ("&#x27;QQQ&#x27; is no country" in page, "line 3" in page) == (True, True), "what was not used is told"
    assert client.post(DESK, {"act": "withdraw", "row": row.uid, "reason": ""}).status_code == 422
    assert client.post(DESK, {"act": "withdraw", "row": row.uid, "reason": "Another page."}).status_code == 302
    assert here().record is shipped(), "nothing is laid over it any more"
    assert ("Another page." in text(client, DESK), Correction.objects.count()) == (True, 1)
    assert client.post(DESK, {"act": "withdraw", "row": row.uid, "reason": "Again."}).status_code == 404
    with pytest.raises(UserError, match="already"):
        withdraw_correction(by=work.secretary(), correction=row, reason="Again.", now=NOW)


def test_a_file_of_which_nothing_can_be_used_is_told_and_not_stored() -> None:
    client = desk()
    for file, said in (
        ("iso3,tier\nKHM,2\n", "no column report_year"),
        (HEAD + "KHM,2018,9,page 1\n", "is no tier"),
        (HEAD + "KHM,2022,2WL,page 1\nKHM,2023,2WL,page 1\n", "the clock cannot be right"),
        (HEAD, "No row of the file can be used"),
    ):
        reply = client.post(DESK, sent(file))
        assert (reply.status_code, said in reply.content.decode()) == (422, True), said
    assert not Correction.objects.exists()


def test_files_keep_apart_by_their_names_and_their_size() -> None:
    laid()
    with pytest.raises(UserError, match="laid over already"):
        laid()
    with pytest.raises(UserError, match="larger than"):
        laid(GOOD + "x" * 2**20, "large.csv")
    with pytest.raises(DataError):
        upload_correction(by=work.secretary(), file=a_file("\ufffe", "odd.csv"), reason="Read.", now=NOW)


def test_an_ask_is_entered_put_right_and_withdrawn(client: Client) -> None:
    officer, where = desk(), "/desk/standing/KHM/asks/new"
    form = {
        "id": "KH23-90", "body": "tip", "cycle": "2023", "text": "Give an interpreter", "basis": "seen",
        "language": "en", "source": "2023 report", "category": "protection", "criteria": "C2", "themes": "interpreters",
        "reason": "Read in the report.",
    }  # fmt: skip
    assert officer.post(where, {**form, "criteria": "C99"}).status_code == 422
    assert officer.post(where, {**form, "id": ASK}).status_code == 422, "that one is put right on its own page"
    assert officer.post(where, form).status_code == 302
    page = text(client, "/standing/KHM/asks/KH23-90")
    assert [words in page for words in ("Give an interpreter", "entered by this office", "Read in the report.")] == [
        True
    ] * 3
    assert "interpreters" in text(client, "/standing/KHM/asks"), "it has its thread"
    right = {f"write-{name}": value for name, value in form.items()} | {
        "act": "write",
        "write-text": "Pay interpreters",
    }
    assert officer.post("/standing/KHM/asks/KH23-90", right).status_code == 302
    page = text(client, "/standing/KHM/asks/KH23-90")
    assert ("Pay interpreters" in page, "Give an interpreter" in page) == (True, True), "the earlier wording stays"
    gone = {"act": "withdraw", "withdraw-reason": "It was entered twice."}
    assert officer.post("/standing/KHM/asks/KH23-90", gone).status_code == 302
    assert client.get("/standing/KHM/asks/KH23-90").status_code == 404
    assert AskEntry.objects.count() == 3


def test_an_ask_that_was_entered_in_khmer_is_marked_as_khmer(client: Client) -> None:
    office = desk()
    assert '<option value="en" selected>' in text(office, "/desk/standing/KHM/asks/new"), "the language of the page"
    entered(text="ផ្តល់អ្នកបកប្រែ", language="km")
    assert '<h3 lang="km">ផ្តល់អ្នកបកប្រែ</h3>' in text(client, "/standing/KHM/asks/KH23-90")
    client.cookies["palermo_language"] = "km"
    page = text(client, "/standing/KHM/asks")
    assert ("<h3>ផ្តល់អ្នកបកប្រែ</h3>" in page, '<h3 lang="en">' in page) == (True, True)
    translation.activate("en")


def test_a_shipped_ask_put_right_comes_back_when_that_is_withdrawn(client: Client) -> None:
    write_ask(
        by=work.secretary(),
        ask=new_ask(id=ASK, text="Let police work undercover"),
        thread="under cover",
        reason="Read.",
        now=NOW,
    )
    page = text(client, PAGE)
    assert ("Let police work undercover" in page, "under cover" in page) == (True, True)
    assert desk().post(PAGE, {"act": "withdraw", "withdraw-reason": "As it was."}).status_code == 302
    page = text(client, PAGE)
    assert "<h3>Allow undercover techniques in trafficking cases</h3>" in page


def test_what_cannot_be_an_ask_is_told() -> None:
    wrong: tuple[dict[str, Any], ...] = (
        {"id": "two words"}, {"iso3": "QQQ"}, {"text": " "}, {"body": ""}, {"source": ""}, {"category": "other"},
        {"criteria": ("C99",)}, {"cycle": "soon"}, {"deadline": "2023-13"}, {"themes": ()}, {"language": "xx"},
    )  # fmt: skip
    for told in wrong:
        with pytest.raises(UserError):
            entered(**told)


def test_an_id_belongs_to_one_country() -> None:
    entered()
    with pytest.raises(UserError, match="another country"):
        entered(iso3="FRA")


def test_both_voices_stand_beside_a_finding(client: Client) -> None:
    officer, police = desk(), a_body("police")
    assert officer.post(PAGE, {"act": "respond", "respond-stance": "declined", "respond-words": ""}).status_code == 422
    respond = {"act": "respond", "respond-stance": "partly", "respond-words": "A judge must agree first."}
    assert officer.post(PAGE, respond).status_code == 302
    clerk = client_of(work.somebody(Role.FOCAL_POINT, police))
    reply = {"act": "reply", "reply-body": police.key, "reply-words": "Twelve officers are trained."}
    assert clerk.post(PAGE, reply).status_code == 302
    for where in (PAGE, "/standing/KHM/asks"):
        page = text(client, where)
        told = ("accepted in part", "A judge must agree first.", "Right of reply", "Twelve officers are trained.")
        assert [words in page for words in told] == [True] * 4
    of_ask = next(each for each in client.get("/standing/KHM/asks.json").json()["asks"] if each["id"] == ASK)
    assert (of_ask["response"]["stance"], of_ask["replies"][0]["text"]) == ("partly", "Twelve officers are trained.")
    assert of_ask["replies"][0]["by"] == police.name, "under its own name, in files as on pages"
    assert f"{police.name}: Twelve officers" in client.get("/standing/KHM/asks.csv").content.decode()
    assert officer.post(PAGE, respond | {"respond-stance": "accepted"}).status_code == 302
    assert ("Response of the country: accepted<" in text(client, PAGE), AskResponse.objects.count()) == (True, 2)


def test_what_is_said_must_be_to_an_ask_on_record() -> None:
    given: dict[str, Any] = {"by": work.secretary(), "body": root(), "now": NOW}
    for iso3, ask in (("KHM", "KH99-99"), ("QQQ", ASK)):
        with pytest.raises(UserError, match="no such ask"):
            respond_to_ask(**given, iso3=iso3, ask=ask, stance=Stance.ACCEPTED, words="")
    with pytest.raises(UserError, match="Write what"):
        reply_to_ask(**given, iso3="KHM", ask=ASK, words=" ")


def test_the_desk_switches_the_forecast_with_a_reason() -> None:
    officer = desk()
    assert "Only the desk sees this page" in text(officer, "/standing/chances/")
    assert officer.post(DESK, {"act": "show", "reason": "Asked for."}).status_code == 302
    assert officer.post(DESK, {"act": "show", "reason": "Once more."}).status_code == 422
    assert officer.post(DESK, {"act": "hide", "reason": "Read as a target."}).status_code == 302
    assert [row.shown for row in ForecastSwitch.objects.all()] == [True, False]


def test_the_trail_leads_to_what_was_written() -> None:
    row, file = entered(), laid()
    assert KINDS["askentry"].address(str(row.pk)) == "/standing/KHM/asks#aKH23-90"
    assert KINDS["correction"].address(str(file.pk)) == f"/standing/files/#c{file.uid}"
    assert [KINDS[kind].address("999") for kind in ("askreply", "correction")] == ["", ""]


def test_few_queries(django_assert_max_num_queries: Any) -> None:
    officer = desk()
    laid()
    entered()
    for where in (DESK, PAGE, "/desk/standing/KHM/asks/new", "/standing/KHM/"):
        officer.get(where)
        with django_assert_max_num_queries(12):
            officer.get(where)


def test_who_must_not_get_in(client: Client, outsider_client: Client) -> None:
    clerk = client_of(work.somebody(Role.FOCAL_POINT, a_body("police")))
    for where in (DESK, "/desk/standing/KHM/asks/new"):
        assert client.get(where).status_code == 302
        for stranger in (outsider_client, clerk):
            assert stranger.get(where).status_code == 403
            assert stranger.post(where, sent(GOOD)).status_code == 403
    for stranger in (client, outsider_client):
        assert "<textarea" not in text(stranger, PAGE)
        for act in ("respond", "reply", "write", "withdraw"):
            assert stranger.post(PAGE, {"act": act}).status_code == 404
    page = text(clerk, PAGE)
    assert ("reply-words" in page, "respond-words" in page, "write-text" in page) == (True, False, False)
    labour = {"act": "reply", "reply-body": "labour", "reply-words": "In another name."}
    a_body("labour")
    assert clerk.post(PAGE, labour).status_code == 422, "in no other body's name"
    person = work.somebody(Role.FOCAL_POINT, a_body("police"))
    with pytest.raises(Refused):
        reply_to_ask(by=person, body=a_body("labour"), iso3="KHM", ask=ASK, words="In another name.", now=NOW)
    assert not any(model.objects.exists() for model in (AskReply, AskResponse, Correction))
