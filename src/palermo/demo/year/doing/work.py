"""The work on the plan: who leads, reports, proof, money, and what was changed of a promise."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from palermo.demo.year.acts import Act, Happening
from palermo.demo.year.doing.files import file_of
from palermo.demo.year.doing.stage import Doing, Stage
from palermo.office.plan.money.actions import NewPosting, accept_money, post_money
from palermo.office.plan.work.actions import (
    OfferedFile,
    accept_evidence,
    accept_lead,
    accept_report,
    amend_promise,
    drop_activity,
    offer_evidence,
    pass_on,
    publish_report,
    put_to_lead,
    refuse_evidence,
    refuse_lead,
    return_report,
    save_draft,
    send_report,
)
from palermo.plan import Amended, Spending


def _ask(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    put = put_to_lead(**how, plan=stage.plan, activity=told.measure, body=stage.bodies[told.body])
    stage.leads[told.measure, ""] = put.lead


def _inherit(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    put = pass_on(**how, lead=stage.leads[told.measure, ""], place=stage.bodies[told.place])
    stage.leads[told.measure, told.place] = put.lead


def _take_on(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    accept_lead(**how, lead=stage.leads[told.measure, told.place])


def _decline(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    refuse_lead(**how, lead=stage.leads[told.measure, told.place], reason=told.says)


def _send(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    key = (told.measure, told.place, told.period)
    seen = 1 if key in stage.reports else 0
    draft = save_draft(
        **how, lead=stage.leads[told.measure, told.place], period=told.period, content=told.content, seen=seen
    ).draft
    stage.reports[key] = draft.report
    send_report(**how, report=draft.report, seen=draft.edition)


def _give_back(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    return_report(**how, report=stage.reports[told.measure, told.place, told.period], reason=told.says)


def _agree(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    accept_report(**how, report=stage.reports[told.measure, told.place, told.period])


def _publish(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    publish_report(**how, report=stage.reports[told.measure, told.place, told.period])


def _offer(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    lead = stage.leads[told.measure, told.place]
    words = f"Invented: {told.says} of step {told.step} of measure {told.measure} {told.place}.\n"
    form = told.content.get("form", "txt")
    file = OfferedFile(f"step-{told.step}.{form}", file_of(words, form))
    title = f"Step {told.step}: {told.says}"
    offered = offer_evidence(**how, lead=lead, file=file, kind="document", title=title, proves=(told.step,))
    stage.evidence[told.measure, told.place, told.step] = offered.evidence


def _agree_to_proof(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    accept_evidence(**how, evidence=stage.evidence[told.measure, told.place, told.step])


def _refuse_proof(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    refuse_evidence(**how, evidence=stage.evidence[told.measure, told.place, told.step], reason=told.says)


def _move_end(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    new: str = told.content["end"]
    amend_promise(**how, plan=stage.plan, activity=told.measure, what=Amended.END, new=new, reason=told.says)


def _post_money(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    says, day = told.content, date.fromisoformat(told.content["day"])
    of = (says["line"], Spending(told.says), says["amount"], says["currency"], day)
    posting = NewPosting(*of, giver="An invented giver", document=f"Invented letter of {says['day']}")
    posted = post_money(**how, lead=stage.leads[told.measure, told.place], posting=posting)
    stage.postings[told.measure, told.place, told.says] = posted.row


def _agree_to_money(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    accept_money(**how, posting=stage.postings[told.measure, told.place, told.says])


def _give_up(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    drop_activity(**how, plan=stage.plan, activity=told.measure, reason=told.says)


DOINGS: Mapping[Act, Doing] = {
    Act.ASK: _ask,
    Act.INHERIT: _inherit,
    Act.TAKE_ON: _take_on,
    Act.DECLINE: _decline,
    Act.SEND: _send,
    Act.RETURN: _give_back,
    Act.AGREE: _agree,
    Act.PUBLISH: _publish,
    Act.OFFER: _offer,
    Act.AGREE_TO_PROOF: _agree_to_proof,
    Act.REFUSE_PROOF: _refuse_proof,
    Act.MOVE_END: _move_end,
    Act.GIVE_UP: _give_up,
    Act.POST_MONEY: _post_money,
    Act.AGREE_TO_MONEY: _agree_to_money,
}
