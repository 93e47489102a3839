"""The simulated year, done act by act through the actions that people use, each on its day."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from palermo.access import Role
from palermo.core.collecting import collected_rarely
from palermo.demo.year.acts import CHAIR, SECOND_CHAIR, SECRETARIAT, Act, Happening, Size, Year
from palermo.demo.year.country import BODIES, COMMITTEE, MEMBERS, PLACES, SMALLER
from palermo.demo.year.doing import meetings, papers, voices
from palermo.demo.year.matrix import ISSUER, TITLE, plan_of
from palermo.demo.year.story import story

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.access.models import Body
    from palermo.office.plan.models import Plan, Version

REASON = "The simulated year begins. Everything in it is invented."
TERMS_RUN = timedelta(days=3 * 366)
Say = Callable[[date], None]


@dataclass(frozen=True, slots=True)
class Played:
    """The version of the plan that the year was played on, and how many acts were done."""

    version: "Version"
    acts: int


def play(officer: "User", size: Size, year: Year, *, say: Say = lambda _day: None) -> Played:
    """Do everything that the story tells. `officer` is of the secretariat since its first day, and everybody else is
    let in with the same passphrase; `say` is told each day that is over.
    """
    from django.db import transaction

    from palermo.office.trail import asleep, integrate

    stage = Stage(officer, datetime.combine(year.first, datetime.min.time(), UTC))
    told = story(size, year)
    with asleep(), collected_rarely:
        with transaction.atomic():
            version = stage.set_up(size, year)
        for _month, happenings in groupby(told, key=lambda happening: (happening.at.year, happening.at.month)):
            # the disk is waited for once a month: to wait after each act would take longer than the acts
            with transaction.atomic():
                for day, those in groupby(happenings, key=lambda happening: happening.at.date()):
                    stage.live(those)
                    say(day)
            integrate(datetime.now(UTC))
    return Played(version, len(told))


class Stage:
    """Everybody who acts, and what they act on."""

    def __init__(self, officer: "User", begin: datetime) -> None:
        self.begin = begin
        self.people: dict[str, User] = {SECRETARIAT: officer}
        self.bodies: dict[str, Body] = {}
        self.plan: Plan
        self.leads: dict[tuple[str, str], Any] = {}  # by measure and place, as all that hangs on them
        self.reports: dict[tuple[str, str, str], Any] = {}
        self.evidence: dict[tuple[str, str, int], Any] = {}
        self.postings: dict[tuple[str, str, str], Any] = {}
        self.made: dict[str, Any] = {}  # by its name in the story
        self.last_minutes: dict[str, int] = {}  # of each meeting

    def set_up(self, size: Size, year: Year) -> "Version":
        """Bodies and people, the plan and when it is reported on."""
        from palermo.office.access.actions import add_body
        from palermo.office.access.decision import SignedIn, remember
        from palermo.office.access.models import ROOT, Body
        from palermo.office.plan.actions import Proof, add_version, claim_state, upload_plan
        from palermo.office.plan.files import read_file
        from palermo.office.plan.models import State
        from palermo.office.plan.work.actions import set_cycle
        from palermo.plan import LADDER, write_json

        by, now = self.people[SECRETARIAT], self.begin
        remember(by, SignedIn(second_factor=True, fresh_at=now))
        root = Body.objects.get(key=ROOT)
        self.bodies[COMMITTEE] = root
        self._join(CHAIR, Role.CHAIR, root)
        for told in (*BODIES, *PLACES):
            body = add_body(by=by, key=told.key, kind=told.kind, names=told.names, parent=root, now=now)
            self.bodies[told.key] = body
            self._join(told.key, Role.FOCAL_POINT, body)
        smaller = add_body(by=by, key=SMALLER.key, kind=SMALLER.kind, names=SMALLER.names, parent=root, now=now)
        self.bodies[SMALLER.key] = smaller
        self._join(SECOND_CHAIR, Role.CHAIR, smaller)
        self._seat_members()
        content = write_json(plan_of(year.first, size.measures, size.seed)).encode()
        file = read_file(content, f"simulated-{year.first.year}.json")
        upload = upload_plan(by=by, file=file, now=now)
        version = add_version(by=by, upload=upload, file=file, reason=REASON, now=now, title=TITLE)
        proof = Proof(source="The minutes of a committee that does not exist")
        day = year.first.isoformat()
        claim_state(by=by, version=version, state=State.IN_FORCE, when=day, said_by=ISSUER, proof=proof, now=now)
        self.plan = version.plan
        set_cycle(by=by, plan=self.plan, rule=year.cycle, ladder=LADDER, reason=REASON, now=now)
        return version

    def _join(self, key: str, role: Role, body: "Body") -> None:
        from django.contrib.auth.models import AnonymousUser, User

        from palermo.office.access.actions import accept_invitation, invite_person
        from palermo.office.access.decision import SignedIn, remember
        from palermo.office.access.founding import find_invitation

        token, now = token_urlsafe(16), self.begin
        until = now + TERMS_RUN
        invite_person(by=self.people[SECRETARIAT], body=body, role=role, until=until, token=token, now=now)
        user = User(username=key, password=self.people[SECRETARIAT].password)
        accept_invitation(by=AnonymousUser(), invitation=find_invitation(token), user=user, now=now)
        remember(user, SignedIn(second_factor=True, fresh_at=now))  # the simulation works at the machine itself
        self.people[key] = user

    def _seat_members(self) -> None:
        """Focal points of some bodies sit in a committee too."""
        from palermo.office.access.actions import give_term

        by, now = self.people[SECRETARIAT], self.begin
        for committee, members in MEMBERS.items():
            for key in members:
                person, body = self.people[key].person, self.bodies[committee]
                until = now + TERMS_RUN
                give_term(by=by, person=person, role=Role.FOCAL_POINT, body=body, since=now, until=until, now=now)

    def pseudonym(self, who: str) -> str:
        """By which the office knows somebody."""
        return self.people[who].person.pseudonym

    def live(self, happenings: Iterable[Happening]) -> None:
        """One act after the other."""
        for told in happenings:
            by = self.people.get(told.who)  # nobody where it is the machine
            _DOINGS[told.act](self, told, {"by": by, "now": told.at.replace(tzinfo=UTC)})

    def ask(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import put_to_lead

        put = put_to_lead(**how, plan=self.plan, activity=told.measure, body=self.bodies[told.body])
        self.leads[told.measure, ""] = put.lead

    def inherit(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import pass_on

        put = pass_on(**how, lead=self.leads[told.measure, ""], place=self.bodies[told.place])
        self.leads[told.measure, told.place] = put.lead

    def take_on(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import accept_lead

        accept_lead(**how, lead=self.leads[told.measure, told.place])

    def decline(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import refuse_lead

        refuse_lead(**how, lead=self.leads[told.measure, told.place], reason=told.says)

    def send(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import save_draft, send_report

        key = (told.measure, told.place, told.period)
        seen = 1 if key in self.reports else 0
        draft = save_draft(
            **how, lead=self.leads[told.measure, told.place], period=told.period, content=told.content, seen=seen
        ).draft
        self.reports[key] = draft.report
        send_report(**how, report=draft.report, seen=draft.edition)

    def give_back(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import return_report

        return_report(**how, report=self.reports[told.measure, told.place, told.period], reason=told.says)

    def agree(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import accept_report

        accept_report(**how, report=self.reports[told.measure, told.place, told.period])

    def publish(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import publish_report

        publish_report(**how, report=self.reports[told.measure, told.place, told.period])

    def offer(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import OfferedFile, offer_evidence

        lead = self.leads[told.measure, told.place]
        words = f"Invented: {told.says} of step {told.step} of measure {told.measure} {told.place}.\n"
        file = OfferedFile(f"step-{told.step}.txt", words.encode())
        title = f"Step {told.step}: {told.says}"
        offered = offer_evidence(**how, lead=lead, file=file, kind="document", title=title, proves=(told.step,))
        self.evidence[told.measure, told.place, told.step] = offered.evidence

    def agree_to_proof(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import accept_evidence

        accept_evidence(**how, evidence=self.evidence[told.measure, told.place, told.step])

    def refuse_proof(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import refuse_evidence

        refuse_evidence(**how, evidence=self.evidence[told.measure, told.place, told.step], reason=told.says)

    def move_end(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import amend_promise
        from palermo.plan import Amended

        new: str = told.content["end"]
        amend_promise(**how, plan=self.plan, activity=told.measure, what=Amended.END, new=new, reason=told.says)

    def post_money(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.money.actions import NewPosting, post_money
        from palermo.plan import Spending

        says, day = told.content, date.fromisoformat(told.content["day"])
        of = (says["line"], Spending(told.says), says["amount"], says["currency"], day)
        posting = NewPosting(*of, giver="An invented giver", document=f"Invented letter of {says['day']}")
        posted = post_money(**how, lead=self.leads[told.measure, told.place], posting=posting)
        self.postings[told.measure, told.place, told.says] = posted.row

    def agree_to_money(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.money.actions import accept_money

        accept_money(**how, posting=self.postings[told.measure, told.place, told.says])

    def give_up(self, told: Happening, how: Mapping[str, Any]) -> None:
        from palermo.office.plan.work.actions import drop_activity

        drop_activity(**how, plan=self.plan, activity=told.measure, reason=told.says)


Doing = Callable[[Stage, Happening, Mapping[str, Any]], None]
_DOINGS: Mapping[Act, Doing] = {
    Act.ASK: Stage.ask,
    Act.INHERIT: Stage.inherit,
    Act.TAKE_ON: Stage.take_on,
    Act.DECLINE: Stage.decline,
    Act.SEND: Stage.send,
    Act.RETURN: Stage.give_back,
    Act.AGREE: Stage.agree,
    Act.PUBLISH: Stage.publish,
    Act.OFFER: Stage.offer,
    Act.AGREE_TO_PROOF: Stage.agree_to_proof,
    Act.REFUSE_PROOF: Stage.refuse_proof,
    Act.MOVE_END: Stage.move_end,
    Act.GIVE_UP: Stage.give_up,
    Act.POST_MONEY: Stage.post_money,
    Act.AGREE_TO_MONEY: Stage.agree_to_money,
    **papers.DOINGS,
    **meetings.DOINGS,
    **voices.DOINGS,
}
