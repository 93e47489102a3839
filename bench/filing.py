"""Two hundred bodies file their report in the same hour: is any lost, does any fail, how long does each step take?

Every body signs in with passphrase and code, looks at what is due, opens its report, writes at it while the page saves
the draft every five seconds, offers a small file as proof, and sends. The hour is pressed into `--minutes`; who writes
takes as long as in truth, so that many more write at once than in an hour. Afterwards the rows are counted by SQL
alone: each report, its words, its moves, its file and its entries in the trail.

    .venv/bin/python bench/filing.py
    bin/with-postgres --durable .venv/bin/python bench/filing.py
"""

import json
import os
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random
from typing import Any

from stock import Stock, of_stock, stocked
from visiting import Visitor, database, fields_of, of_service, served, spread
from writing import RESULTS, write_down

BODIES = 200
SAVES, EVERY = 6, 5.0  # how often a draft is saved while somebody writes, and after how many seconds each
SAID = "What was done in this quarter, told by {key}: {token}. "


@dataclass
class Body:
    """One that files: what it leads, and the secret of its code."""

    key: str
    lead: str
    steps: int
    secret: str
    token: str
    done: dict[str, Any] = field(default_factory=dict)


def prepare(stock: Stock, chance: Random) -> list[Body]:
    """Each body with something that it leads, and a second factor."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth.models import User

    from palermo.office.plan.readers import find_version, open_plan
    from palermo.office.plan.work.models import Lead

    activities = {each.id: each for _, _, each in open_plan(find_version(stock.slug)).each_activity()}
    leads = {lead.body.key: lead for lead in Lead.objects.select_related("body").order_by("-pk")}
    found = []
    for key in sorted(leads)[:BODIES]:
        secret = generate_totp_secret()
        TOTP.activate(User.objects.get(username=key), secret)
        steps = len(activities[leads[key].activity].steps.value or ())
        found.append(Body(key, leads[key].uid, steps, secret, f"{chance.getrandbits(64):016x}"))
    return found


def file(body: Body, visitor: Visitor, stock: Stock, wait: float) -> None:
    """What somebody does who reports."""
    time.sleep(wait)
    visitor.get("/sign-in", "sign-in page")
    visitor.post("/sign-in", {"login": body.key, "password": stock.passphrase}, "passphrase")
    visitor.post("/sign-in/code", {"code": code_of(body.secret)}, "code")
    visitor.get("/duties/", "what is due")
    visitor.get(f"/duties/{body.lead}", "the duty")
    report = f"/duties/{body.lead}/reports/{stock.quarter}"
    form = fields_of(visitor.get(report, "the form").text)
    told = SAID.format(key=body.key, token=body.token)
    form |= {"claim": "running", "act": "save"}
    for turn in range(1, SAVES + 1):
        time.sleep(EVERY)
        form["narrative"] = told * turn
        saved = visitor.post(f"{report}/draft", form, "draft saved", script=True, expected=200)
        form["seen"] = str(saved.seen)
    proof = f"Invented record of {body.key}: {body.token}\n".encode()
    offer = {"act": "offer", "title": f"Record {body.token}", "kind": "document", "proves": "1" if body.steps else ""}
    files = [("file", "record.txt", proof)]
    visitor.post(f"/duties/{body.lead}", {name: value for name, value in offer.items() if value}, "proof", files=files)
    visitor.post(report, form | {"act": "send"}, "sent")
    body.done = {"receipt": body.token in visitor.get(report, "the receipt").text, "sha256": sha256(proof).hexdigest()}


def code_of(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def recount(bodies: list[Body], quarter: str) -> dict[str, int]:
    """For how many bodies each thing lies in the tables, by their raw rows."""
    lead_of = dict(
        rows("SELECT r.id, l.uid FROM work_report r JOIN work_lead l ON l.id = r.lead_id WHERE period = %s", quarter)
    )
    by_lead: dict[str, list[str]] = defaultdict(list)
    editions, sent = {}, set()
    for number, report, content in rows("SELECT id, report_id, content FROM work_filed ORDER BY id"):
        if report in lead_of:
            told = json.loads(content) if isinstance(content, str) else content
            by_lead[lead_of[report]].append(told["narrative"])
            sent.add((f"filed:{number}", lead_of[report]))
    moves = Counter((lead_of.get(report), verb) for report, verb in rows("SELECT report_id, verb FROM work_move"))
    for report, edition in rows("SELECT report_id, edition FROM work_draft"):
        editions[lead_of.get(report)] = edition
    proof = set(rows("SELECT l.uid, e.sha256 FROM work_evidence e JOIN work_lead l ON l.id = e.lead_id"))
    entries = Counter(of for (of,) in rows("SELECT object FROM trail_entry WHERE verb = 'report.sent'"))
    entered = {lead for of, lead in sent if entries[of] == 1}
    whole = {body.lead: (SAID.format(key=body.key, token=body.token) * SAVES).strip() for body in bodies}
    return {
        "reports": sum(body.lead in lead_of.values() for body in bodies),
        "filed_once_in_full": sum(by_lead[body.lead] == [whole[body.lead]] for body in bodies),
        "begun_and_sent_once": sum(moves[body.lead, "write"] == moves[body.lead, "send"] == 1 for body in bodies),
        "every_draft_saved": sum(editions.get(body.lead) == SAVES + 1 for body in bodies),  # to send saves once more
        "proof": sum((body.lead, body.done.get("sha256")) in proof for body in bodies),
        "in_the_trail_once": sum(body.lead in entered for body in bodies),
        "receipt_shown": sum(bool(body.done.get("receipt")) for body in bodies),
    }


def rows(sql: str, *given: object) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def main() -> None:
    parser = of_stock(__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="into which the hour is pressed")
    asked = parser.parse_args()
    load, chance = os.getloadavg()[0], Random(asked.seed)
    with stocked(asked.stock, asked.seed) as (home, stock):
        bodies = prepare(stock, chance)
        from django.db import connections

        connections.close_all()
        with served(home) as port:
            visitors = [Visitor(port) for _ in bodies]
            waits = [chance.uniform(0, 60 * asked.minutes) for _ in bodies]
            begun = time.perf_counter()
            with ThreadPoolExecutor(len(bodies)) as desks:
                list(desks.map(file, bodies, visitors, [stock] * len(bodies), waits))
            took = time.perf_counter() - begun
        counted = recount(bodies, stock.quarter)
    by_kind: dict[str, list[float]] = defaultdict(list)
    for visitor in visitors:
        for kind, seconds in visitor.times:
            by_kind[kind].append(seconds)
    every = [seconds for times in by_kind.values() for seconds in times]
    faults = [fault for visitor in visitors for fault in visitor.faults]
    lost = sum(len(bodies) - n for n in counted.values())  # things that are not there, of all that should be
    write_down(
        asked.output or RESULTS / f"filing_{database()}.json",
        load,
        seed=asked.seed,
        **of_service(),
        bodies=len(bodies),
        minutes=round(took / 60, 1),
        requests=len(every),
        requests_a_second=round(len(every) / took, 1),
        faults=len(faults),
        first_faults=faults[:5],
        lost=lost,
        counted=counted,
        **spread(every),
        by_request={kind: {"requests": len(times), **spread(times)} for kind, times in by_kind.items()},
    )


if __name__ == "__main__":
    main()
