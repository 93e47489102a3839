"""Every page of the office, with the name of its route; `{}` are filled from what was stocked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its route, its address, whether it is the secretariat's, and the status it answers with."""

    route: str
    path: str
    officer: bool = False
    status: int = 200

    def __str__(self) -> str:
        return self.path.translate({ord(sign): None for sign in "{}"}).strip("/") or "first"


def public(route: str, *paths: str, status: int = 200) -> list[Place]:
    return [Place(route, path, status=status) for path in paths]


def desk(route: str, *paths: str) -> list[Place]:
    return [Place(route, path, officer=True) for path in paths]


V = "/plans/{slug}/v/2/"
NZ = "/plans/nz-trafficking-2009/v/1/"
WORK = "/desk/plans/{slug}/work"
PRESS = "/plans/kh-press-skeleton/"
PLACES = [
    *public("plans", "/"),
    *public("plan", "/plans/{slug}/", "/plans/{khmer}/", PRESS, "/plans/my-napfl-2021/"),
    *public(
        "plan-version",
        "/plans/{slug}/v/1/",
        f"{V}?verdict=promise_only",
        f"{V}?words=nothing+like+this",
        f"{V}?print=1",
    ),
    *public("plan-card", f"{V}card", f"{NZ}card"),
    *public("press-sheet", f"{V}press-sheet", f"{PRESS}v/1/press-sheet"),
    *public("plan-record", "/plans/{slug}/v/1/record", f"{V}record", f"{PRESS}v/1/record"),
    *public("plan-files", f"{V}files"),
    *public("activity", f"{V}activities/1.1.1", f"{V}activities/1.1.3", f"{NZ}activities/1.1"),
    *public("rules", "/rules/"),
    *public("rule", "/rules/A04", "/rules/T01"),
    *public(
        "compare", "/compare", "/compare?old={slug}:1&new={slug}:2", "/compare?old=nz-trafficking-2009:1&new={slug}:2"
    ),
    *public("trail", "/trail/"),
    *public("plan-history", "/plans/{slug}/history", f"{PRESS}history"),
    *public("activity-history", f"{V}history/1.1.1", f"{NZ}history/1.1"),
    *public("plan-progress", f"{V}progress", f"{V}progress?status=not_accepted", f"{NZ}progress"),
    *public("activity-progress", f"{V}progress/1.1.1", f"{NZ}progress/1.1"),
    *public("public-evidence", "/plans/{slug}/evidence/{shown}", "/plans/{slug}/evidence/{withdrawn}"),
    *public("plan-money", f"{V}money", f"{NZ}money"),
    *public("plan-risks", f"{V}risks"),
    *public("plan-rounds", f"{V}rounds", f"{NZ}rounds"),
    *public("plan-unfunded", f"{V}unfunded", f"{NZ}unfunded"),
    *public("activity-money", f"{V}money/1.1.1", f"{NZ}money/1.1"),
    *public("public-outputs", f"{V}outputs/"),
    *public("output-became", f"{V}outputs/became", f"{V}outputs/became?chapter=activities", f"{NZ}outputs/became"),
    *public("output-year", f"{V}outputs/years/2025"),
    *public("indicators", f"{NZ}indicators", f"{V}indicators"),
    *public("indicator", f"{NZ}indicators/{{counted}}"),
    *public("plan-boards", f"{V}boards/", f"{NZ}boards/"),
    *public("board-calendar", f"{V}boards/calendar"),
    *public("board-bodies", f"{V}boards/bodies"),
    *public("board-places", f"{V}boards/places"),
    *public("board-evidence", f"{V}boards/evidence"),
    *public("trail-entry", "/trail/entries/0", "/trail/entries/3"),
    *public("trail-entries", "/trail/entries", "/trail/entries?verb=version.added"),
    *public("plan-statements", f"{V}statements", f"{NZ}statements"),
    *public("meetings", "/meetings/"),
    *public("meeting", "/meetings/{meeting}"),
    *public("account_login", "/sign-in"),
    *public("", "/no-such-page", status=404),
    *desk("plans", "/"),
    *desk("plan", "/plans/{slug}/"),
    *desk("plan-history", "/plans/{slug}/history"),
    *desk("mfa_index", "/account/"),
    *desk("mfa_activate_totp", "/account/app"),
    *desk("passphrase", "/account/passphrase"),
    *desk("sessions", "/account/sessions"),
    *desk("own-reminders", "/account/reminders"),
    *desk("this-week", "/this-week/"),
    *desk("quiet", "/this-week/quiet"),
    *desk("own-contact", "/account/contact"),
    *desk("contact", "/people/{person}/contact"),
    *desk("account_reauthenticate", "/sign-in/again"),
    *desk("desk", "/desk/"),
    *desk("upload", "/desk/upload"),
    *desk("upload-look", "/desk/uploads/{upload}/"),
    *desk("upload-discard", "/desk/uploads/{upload}/discard"),
    *desk("upload-mapping", "/desk/uploads/{upload}/mapping"),
    *desk("desk-plan", "/desk/plans/{slug}/", f"/desk{PRESS}"),
    *desk("repair", "/desk/plans/{slug}/repair"),
    *desk("revise", "/desk/plans/{slug}/revise/1.1.3", "/desk/plans/{slug}/revise/1.1.1"),
    *desk("claim", "/desk/plans/{slug}/v/1/claim"),
    *desk("restore", "/desk/plans/{slug}/v/1/restore"),
    *desk("work-desk", WORK, "/desk/plans/{khmer}/work", f"{WORK}?body=."),
    *desk("work-activity", f"{WORK}/1.1.1", f"{WORK}/1.1.3"),
    *desk("duty-risks", "/duties/{paid}/risks", "/duties/{lead}/risks"),
    *desk("rounds-desk", "/desk/plans/{slug}/rounds", "/desk/plans/my-napfl-2021/rounds"),
    *desk("money-desk", "/desk/plans/{slug}/money"),
    *desk("duty-money", "/duties/{lead}/money", "/duties/{paid}/money"),
    *desk("cycle", "/desk/plans/{slug}/cycle", "/desk/plans/{khmer}/cycle"),
    *desk("outputs", "/outputs/{slug}/", "/outputs/{khmer}/"),
    *desk("output-pack", "/outputs/{slug}/pack", "/outputs/{khmer}/pack"),
    *desk("output-sheet", "/outputs/{slug}/bodies/labour"),
    *desk("sheets", "/desk/plans/nz-trafficking-2009/indicators", "/desk/plans/{slug}/indicators"),
    *desk("sheet", "/desk/plans/nz-trafficking-2009/indicators/{counted}"),
    *desk("duty-sheet", "/duties/{counting}/indicators/{counted}"),
    *desk("steps", "/desk/plans/nz-trafficking-2009/steps", "/desk/plans/{slug}/steps"),
    *desk("step", "/desk/plans/nz-trafficking-2009/steps/1.1/2"),
    *desk("duty-step", "/duties/{counting}/steps/1"),
    *desk("review", "/review/"),
    *desk("review-report", "/review/reports/{report}"),
    *desk("review-evidence", "/review/evidence/{evidence}"),
    *desk("review-copy", "/review/copies/{copy}"),
    *desk("closed-document", "/plans/{slug}/claims/{closed}/closed-document"),
    *desk("duties", "/duties/"),
    *desk("duty", "/duties/{lead}", "/duties/{unanswered}"),
    *desk("packets", "/duties/packets"),
    *desk("packet-new", "/duties/packets/new"),
    *desk("packet-make", "/duties/packets/new/academy"),
    *desk("packet-answer", "/duties/packets/answers/{receipt}"),
    *desk("parts", "/duties/{lead}/parts"),
    *desk("report", "/duties/{lead}/reports/{period}"),
    *desk("evidence", "/duties/{lead}/evidence/{proof}"),
    *desk("statements-desk", "/desk/plans/{slug}/statements"),
    *desk("statement-desk", "/desk/statements/{statement}"),
    *desk("committee", "/committee/"),
    *desk("meeting-call", "/committee/call"),
    *desk("committee-meeting", "/committee/meetings/{meeting}", "/committee/meetings/{comes}"),
    *desk("meeting-move", "/committee/meetings/{comes}/move"),
    *desk("meeting-cancel", "/committee/meetings/{comes}/cancel"),
    *desk("meeting-agenda", "/committee/meetings/{comes}/agenda"),
    *desk("meeting-attendance", "/committee/meetings/{meeting}/attendance"),
    *desk("meeting-item", "/committee/meetings/{meeting}/items/{item}", "/committee/meetings/{meeting}/items/opening"),
    *desk("resolution", "/committee/resolutions/{resolution}"),
    *desk("glasses", "/glass/"),
    *desk("people", "/desk/people/"),
    *desk("body", "/desk/people/bodies/committee/"),
    *desk("person", "/desk/people/{person}/"),
]
# routes that give a file, take a form or send on, and so show no page of their own
PAGELESS = {
    "download",
    "plan-json",
    "progress-json",
    "progress-csv",
    "output-became-file",
    "output-pack-file",
    "public-evidence-file",
    "output-sheet-file",
    "output-year-file",
    "unfunded-csv",
    "unfunded-json",
    "unfunded-xlsx",
    "indicators-json",
    "indicators-csv",
    "proof",
    "sign-out",
    # pages that only a journey reaches: see test_sign_in.py
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "held-form",
    "report-draft",
    "this-week-top",
    "statement-copy",
    # for the body alone: see test_offline.py
    "packet-both",
    "packet-file",
    # a body's: see test_two_voices.py
    "voice",
    "voice-file",
    "voices",
    # a body's as well: see test_photographs.py
    "copy-ask",
    # a custodian's: see tests/office/access/test_contact.py
    "erase",
    "invitation",
    "new-start",
    # asked only of who has just shown who they are: see test_people.py
    "glass",
    "glass-agree",
    "glass-break",
    "glass-close",
    "glass-read",
    "account-close",
    "account-reopen",
    "bodies-known",
    "body-add",
    "invite",
    "sign-in-reset",
    "term-deputy",
    "term-end",
    "term-give",
    "term-hand-over",
    "invitation-withdraw",
    "person-sessions",
    "review-evidence-file",
    "trail-checkpoint",
    "trail-policy",
    "trail-proof",
    "trail-tile",
    "language",
    "health",
    "upload-mapping-file",
    "upload-mapping-download",
}
