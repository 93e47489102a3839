"""The secretariat decides whether everybody may read the forecast."""

from datetime import datetime

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.standing.models import ForecastSwitch, of_committee
from palermo.office.standing.readers import forecast_shown


@action("forecast.shown", thing=of_committee("forecast"))
def show_forecast(*, by: By, reason: str, now: datetime) -> ForecastSwitch:
    """Everybody may read it from now on."""
    return _switched(by, True, reason, now)


@action("forecast.hidden", thing=of_committee("forecast"))
def hide_forecast(*, by: By, reason: str, now: datetime) -> ForecastSwitch:
    """Nobody outside the desk may read it any more."""
    return _switched(by, False, reason, now)


def _switched(by: By, shown: bool, reason: str, now: datetime) -> ForecastSwitch:
    if forecast_shown() is shown:
        raise UserError(Message("It stands so already."))
    return ForecastSwitch.objects.create(shown=shown, reason=reason.strip(), made_by=actor(by, now).id, made_at=now)
