"""Meetings of the committees, and what they resolved."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from palermo.demo.year.acts import Act, Happening
from palermo.demo.year.doing.stage import Doing, Stage
from palermo.office.plan.committee import actions
from palermo.office.plan.committee.actions.meetings import When
from palermo.office.plan.committee.items import Item
from palermo.plan import Deed

_DEEDS: Mapping[Deed, Callable[..., Any]] = {
    Deed.ACCEPT: actions.accept_resolution,
    Deed.REFUSE: actions.refuse_resolution,
    Deed.INSIST: actions.insist_on_resolution,
    Deed.REPORT: actions.report_resolution,
    Deed.RETURN: actions.return_resolution,
    Deed.CONFIRM: actions.confirm_resolution,
    Deed.UNDO: actions.undo_resolution,
    Deed.LIFT: actions.lift_resolution,
}


def _call(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    body = stage.bodies[told.content["body"]]
    stage.made[told.of] = actions.call_meeting(**how, body=body, when=_when(told), plan=stage.plan).meeting


def _call_anew(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    actions.move_meeting(**how, meeting=stage.made[told.of], when=_when(told), reason=told.says)


def _when(told: Happening) -> When:
    return When(date.fromisoformat(told.content["day"]), told.content["place"], "09:00", "Invented, as all of this.")


def _call_off(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    actions.cancel_meeting(**how, meeting=stage.made[told.of], reason=told.says)


def _set_agenda(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    """An earlier resolution is known to the story by its name; the office has another one for it, and its words."""

    def known(item: Item) -> Item:
        if item.ground != "resolution":
            return item
        resolution = stage.made[item.of]
        return replace(item, of=resolution.uid, words=resolution.words)

    items = [known(Item(**each)) for each in told.content["items"]]
    actions.set_agenda(**how, meeting=stage.made[told.of], items=items, seen=0)


def _attend(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    presences = {stage.pseudonym(who): presence for who, presence in told.content["presences"].items()}
    actions.take_attendance(**how, meeting=stage.made[told.of], presences=presences)


def _minute(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    stage.last_minutes[told.of] = actions.write_minutes(**how, meeting=stage.made[told.of], **told.content).pk


def _approve(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    actions.approve_minutes(**how, meeting=stage.made[told.of], seen=stage.last_minutes[told.of])


def _correct(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    actions.correct_minutes(**how, meeting=stage.made[told.of], **told.content, reason=told.says)


def _resolve(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    says = told.content
    of = {"meeting": stage.made[says["meeting"]], "item": says["item"], "owner": stage.bodies[told.body]}
    due = date.fromisoformat(says["due"])
    stage.made[told.of] = actions.take_resolution(**how, **of, words=says["words"], due=due).resolution


def _turn(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    reason = {"reason": told.says} if told.says else {}
    _DEEDS[Deed(told.content["deed"])](**how, resolution=stage.made[told.of], **reason)


DOINGS: Mapping[Act, Doing] = {
    Act.CALL: _call,
    Act.CALL_ANEW: _call_anew,
    Act.CALL_OFF: _call_off,
    Act.SET_AGENDA: _set_agenda,
    Act.ATTEND: _attend,
    Act.MINUTE: _minute,
    Act.APPROVE: _approve,
    Act.CORRECT: _correct,
    Act.RESOLVE: _resolve,
    Act.TURN: _turn,
}
