"""New bodies."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from palermo import access
from palermo.access import Bodies, BodyKind, Thing
from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import ROOT, Body
from palermo.office.access.terms import all_bodies


def _as_it_will_be(*, key: str, parent: Body | None, **_rest: Any) -> Thing:
    return Thing(kind="body", id="", path=(*(parent.above if parent else ()), key))


@action("body.added", thing=_as_it_will_be)
def add_body(
    *,
    by: By,
    key: str,
    kind: BodyKind,
    names: Mapping[str, str],
    parent: Body | None,
    now: datetime,
    led_by: Body | None = None,
    source: str = "",
) -> Body:
    """Add a body below `parent`; without one it is the committee, above all others. `names` are by language."""
    given = {language: name.strip() for language, name in names.items() if name.strip()}
    if not given:
        raise UserError(Message("Name the body in at least one language."))
    if Body.objects.filter(key=key).exists():
        raise UserError(Message("There is a body with the short name {key}. Choose another.", {"key": key}))
    if parent is None and key != ROOT:
        raise UserError(Message("Say which body this one stands below."))
    above, leader = parent.key if parent else None, led_by.key if led_by else None
    new = access.Body(key, given, kind, above, leader)
    return Body.objects.create(
        key=key,
        kind=kind,
        names=given,
        parent=parent,
        path="/".join((*(parent.above if parent else ()), key)),
        led_by=led_by,
        enforces=Bodies([*all_bodies(), new]).enforces(key),
        source=source.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )
