"""The scenes of money."""

from palermo.access import Role
from tests.office.money import cast as money
from tests.office.stage import Scene, scene
from tests.office.work import cast as work


@scene("cost.added")
def _cost_added() -> Scene:
    lead = money.led()
    given = {"lead": lead, "cost": money.NEW_COST, "reason": "The plan forgot them."}
    return work.somebody(Role.FOCAL_POINT, lead.body), given


@scene("cost.accepted")
def _cost_accepted() -> Scene:
    return work.secretary(), {"cost": money.added()}


@scene("cost.refused")
def _cost_refused() -> Scene:
    return work.secretary(), {"cost": money.added(), "reason": "It is in another line."}


@scene("money.posted")
def _money_posted() -> Scene:
    lead = money.led()
    return work.somebody(Role.FOCAL_POINT, lead.body), {"lead": lead, "posting": money.new_posting(lead)}


@scene("money.accepted")
def _money_accepted() -> Scene:
    return work.secretary(), {"posting": money.posted()}


@scene("money.refused")
def _money_refused() -> Scene:
    return work.secretary(), {"posting": money.posted(), "reason": "The letter says something else."}


@scene("round.set")
def _round_set() -> Scene:
    given = {"plan": money.plan(), "body": "Police", "day": "06-30", "reason": "Circular 4 of the treasury."}
    return work.secretary(), given
