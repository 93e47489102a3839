"""Public copies: who asks and who publishes look at the same copy, each for themselves."""

from collections.abc import Mapping
from typing import Any

from palermo.copies import public_copy
from palermo.demo.year.acts import Act, Happening
from palermo.demo.year.doing.stage import Doing, Stage
from palermo.office.base import store
from palermo.office.plan.copies.actions import ask_for_copy, open_copy, publish_copy, refuse_copy, withdraw_copy
from palermo.office.plan.work.actions import open_evidence


def _ask(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    piece = stage.evidence[told.measure, told.place, told.step]
    opened = open_evidence(**how, evidence=piece)
    made, _why = public_copy(opened.content, opened.media_type)
    seen = store.digest(made.content) if made else ""
    stage.made[told.of] = ask_for_copy(**how, evidence=piece, seen=seen, harmless=True).copy


def _publish(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    copy = stage.made[told.of]
    seen = store.digest(open_copy(**how, copy=copy).content)
    publish_copy(**how, copy=copy, seen=seen, harmless=True)


def _refuse(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    refuse_copy(**how, copy=stage.made[told.of], reason=told.says)


def _withdraw(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    withdraw_copy(**how, copy=stage.made[told.of], reason=told.says)


DOINGS: Mapping[Act, Doing] = {
    Act.ASK_FOR_COPY: _ask,
    Act.PUBLISH_COPY: _publish,
    Act.REFUSE_COPY: _refuse,
    Act.WITHDRAW_COPY: _withdraw,
}
