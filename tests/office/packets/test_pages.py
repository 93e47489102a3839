"""The pages of offline packets: a code that is shown once, a file that asks nothing of a network, a receipt."""

import re
from base64 import b64encode
from collections.abc import Callable
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from palermo.access import Role
from palermo.office.access.models import Body
from palermo.office.plan.packets import readers
from palermo.office.plan.packets.models import Packet, PacketAnswer
from palermo.office.plan.packets.pages import answer as answers
from palermo.office.plan.packets.pages import making, packets
from palermo.office.plan.work.models import Draft, Report
from tests.office.cast import NOW, a_body, client_of
from tests.office.packets.scenes import NARRATIVE, as_file, made, opened, said, written
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
HERE = "/duties/packets"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: value.date())
    for module in (making, packets, answers):
        monkeypatch.setattr(module.timezone, "now", lambda: NOW)


def focal(body: Body) -> Client:
    return client_of(work.somebody(Role.FOCAL_POINT, body))


def hand_in(client: Client, content: bytes) -> Any:
    return client.post(HERE, {"file": SimpleUploadedFile("answer.json", content)})


def text(reply: Any) -> str:
    return re.sub(r"\s+", " ", reply.content.decode())


def test_a_packet_is_made_its_code_shown_once_and_its_file_had_as_often_as_wanted() -> None:
    lead = work.accepted()
    client = focal(lead.body)
    assert client.get(f"{HERE}/new").headers["Location"] == f"{HERE}/new/police"
    assert "Train 1 officers" in text(client.get(f"{HERE}/new/police"))
    assert client.post(f"{HERE}/new/police", {"reports": [], "tongue": "en"}).status_code == 422
    page = text(client.post(f"{HERE}/new/police", {"reports": [f"{lead.uid}/2024-Q1"], "tongue": "km"}))
    found = re.search(r'class="reference">([0-9A-Z-]{19})<', page)
    packet = Packet.objects.get()
    assert found
    assert opened(packet, found[1].lower().replace("0", "o"))["reports"][0]["period"] == "2024-Q1"
    assert found[1] not in text(client.get(HERE))
    first, second = (client.get(f"{HERE}/{packet.uid}/file") for _time in (1, 2))
    assert (first.content, first.headers["Content-Disposition"]) == (
        second.content,
        f'attachment; filename="packet-police-{packet.uid[:8]}.html"',
    )


def test_the_form_runs_what_is_in_it_and_nothing_else() -> None:
    packet = made()
    page = focal(packet.body).get(f"{HERE}/{packet.uid}/file").content.decode()
    script = re.findall(r"<script>(.*)</script>", page, re.DOTALL)[-1]
    style = re.findall(r"<style>(.*)</style>", page, re.DOTALL)[0]
    hashes = [f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in (script, style)]
    rule = f"default-src 'none'; script-src {hashes[0]}; style-src {hashes[1]}; base-uri 'none'; form-action 'none'"
    assert rule in page
    assert re.findall(r"(?:src|href)=|url\(|https?:|import\(|fetch\(|XMLHttp|WebSocket|sendBeacon", page) == []
    assert re.findall(r"localStorage|sessionStorage|indexedDB|caches\b|cookie|serviceWorker", page) == []


def test_an_answer_is_brought_in_and_its_receipt_says_what_became_of_it() -> None:
    packet = made()
    client = focal(packet.body)
    reply = hand_in(client, as_file(written(packet, said(packet))))
    answer = PacketAnswer.objects.get()
    assert reply.headers["Location"] == f"{HERE}/answers/{answer.uid}"
    page = text(client.get(reply.headers["Location"]))
    report = Report.objects.get()
    assert (answer.uid in page, f"/duties/{report.lead.uid}/reports/2024-Q1" in page, "Sent" in page) == (True,) * 3
    assert NARRATIVE in text(client.get(f"/duties/{report.lead.uid}/reports/2024-Q1"))


def test_two_wordings_stand_side_by_side_until_somebody_of_the_body_chooses() -> None:
    packet = made()
    other = "Nine officers, not twelve."
    desk, client = client_of(work.secretary()), focal(packet.body)
    hand_in(client, as_file(written(packet, said(packet, send=False))))
    receipt = hand_in(desk, as_file(written(packet, said(packet, narrative=other)))).headers["Location"]
    assert other in text(client.get(receipt))
    assert (other in text(desk.get(receipt)), "The body chooses" in text(desk.get(receipt))) == (False, True)
    assert desk.get(f"{receipt}/1").status_code == 403
    approver = client_of(work.somebody(Role.APPROVER, packet.body))
    assert (other in text(approver.get(receipt)), f"{receipt}/1" in text(approver.get(receipt))) == (True, False)
    assert (f"{receipt}/1" in text(client.get(receipt)), approver.get(f"{receipt}/1").status_code) == (True, 403)
    page = text(client.get(f"{receipt}/1"))
    assert (page.count(other) >= 2, NARRATIVE in page, 'name="keep" value="narrative"' in page) == (True,) * 3
    lead = packet.body.leads.get()
    form = {"seen": "1", "act": "save", "claim": "running", "narrative": other}
    assert client.post(f"/duties/{lead.uid}/reports/2024-Q1", form).status_code == 302
    assert Draft.objects.get().content["narrative"] == other


def test_a_file_that_is_no_answer_is_told_and_changes_nothing() -> None:
    packet = made()
    client, whole = focal(packet.body), as_file(written(packet, said(packet)))
    told = {
        b"": "no answer to a packet",
        b"[]": "no answer to a packet",
        whole.replace(b"packet answer", b"packet"): "a packet, not the answer",
        whole.replace(b'"version":1', b'"version":2'): "version 2",
        whole + b"\n": "changed or cut off",
        whole.replace(packet.uid.encode(), b"0" * 32): "has made no packet",
    }
    for content, words in told.items():
        reply = hand_in(client, content)
        assert (reply.status_code, words in text(reply)) == (422, True), words
    assert not PacketAnswer.objects.exists()


def test_the_secretariat_takes_no_draft_along_that_it_may_not_read() -> None:
    report = work.drafted(narrative="For us alone.")
    desk, page = client_of(work.secretary()), f"{HERE}/new/police"
    assert f'value="{report.lead.uid}/2024-Q1" disabled' in text(desk.get(page))
    assert desk.post(page, {"reports": [f"{report.lead.uid}/2024-Q1"], "tongue": "en"}).status_code == 422
    assert not Packet.objects.exists()


def test_what_bodies_below_took_along_hides_no_packet_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST", 1)
    own = made()
    below = a_body("traffic-police", above=own.body)
    made(work.accepted(None, below))
    assert own.uid[:8] in text(focal(own.body).get(HERE))


def test_few_queries(django_assert_max_num_queries: Counting) -> None:
    packet = made()
    client = focal(packet.body)
    receipt = hand_in(client, as_file(written(packet, said(packet)))).headers["Location"]
    for address in (HERE, receipt, f"{HERE}/new/police"):
        client.get(address)
        with django_assert_max_num_queries(16 if "new" in address else 12):
            client.get(address)


def test_who_must_not_get_in(client: Client, outsider_client: Client) -> None:
    packet = made()
    receipt = hand_in(focal(packet.body), as_file(written(packet, said(packet)))).headers["Location"]
    other = focal(a_body("labour"))
    for address in (HERE, f"{HERE}/new/police", f"{HERE}/{packet.uid}/file", receipt, f"{receipt}/1"):
        assert client.get(address).status_code == 302
        assert outsider_client.get(address).status_code == 403
        assert address == HERE or other.get(address).status_code in (403, 404)
    assert packet.uid[:8] not in text(other.get(HERE))
    assert hand_in(other, as_file(written(packet))).status_code == 404
    assert [client.get(f"{HERE}/{name}").status_code for name in ("new/nobody", "nothing/file")] == [302, 302]
    assert [other.get(f"{HERE}/{name}").status_code for name in ("new/nobody", "nothing/file")] == [404, 404]
    assert other.get(f"{HERE}/answers/nothing").status_code == 404
