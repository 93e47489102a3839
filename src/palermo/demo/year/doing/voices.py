"""Views of civil society, replies to them, public statements, and what the machine reminds people of."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from palermo.demo.year.acts import Act, Happening
from palermo.demo.year.doing.stage import Doing, Stage
from palermo.office.plan.beside.actions import file_view, give_reply, log_statement, mark_statement, publish_view
from palermo.office.plan.beside.actions.statements import Uttered
from palermo.office.plan.reminders.sending import remind
from palermo.office.plan.work.actions import OfferedFile
from palermo.plan import About, Said, Seen


def _file_view(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    of: dict[str, Any] = {"body": stage.bodies[told.who], "plan": stage.plan, "activity": told.measure}
    says: dict[str, Any] = {"seen": Seen(told.content["seen"]), "period": told.content["period"], "words": told.says}
    stage.made[told.of] = file_view(**how, **of, **says)


def _publish_view(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    publish_view(**how, view=stage.made[told.of])


def _reply(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    give_reply(**how, lead=stage.leads[told.measure, ""], view=stage.made[told.of], words=told.says)


def _state(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    says = told.content
    uttered = Uttered(says["said_by"], date.fromisoformat(says["day"]), says["place"], told.says)
    page = f"Invented: a page of {says['place']}, of {says['day']}. {told.says}\n"
    copy = OfferedFile("page.txt", page.encode()) if says["copy"] else None
    stage.made[told.of] = log_statement(**how, plan=stage.plan, uttered=uttered, activity=told.measure, copy=copy)


def _mark(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    says = told.content
    day = date.fromisoformat(says["day"]) if "day" in says else None
    number = Decimal(says["number"]) if "number" in says else None
    said = Said(About(says["about"]), day, number, says.get("indicator", ""))
    mark_statement(**how, plan=stage.plan, statement=stage.made[told.of], said=said)


def _remind(_stage: Stage, _told: Happening, how: Mapping[str, Any]) -> None:
    """As the operator's daily command does; nobody in the simulated year asked for mail."""
    remind(how["now"])


DOINGS: Mapping[Act, Doing] = {
    Act.FILE_VIEW: _file_view,
    Act.PUBLISH_VIEW: _publish_view,
    Act.REPLY: _reply,
    Act.STATE: _state,
    Act.MARK: _mark,
    Act.REMIND: _remind,
}
