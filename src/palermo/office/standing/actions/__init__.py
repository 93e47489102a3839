"""Everything that changes what the office keeps of how countries stand."""

from palermo.office.standing.actions.asks import withdraw_ask, write_ask
from palermo.office.standing.actions.corrections import CorrectionFile, upload_correction, withdraw_correction
from palermo.office.standing.actions.forecast import hide_forecast, show_forecast
from palermo.office.standing.actions.voices import reply_to_ask, respond_to_ask

__all__ = [
    "CorrectionFile",
    "hide_forecast",
    "reply_to_ask",
    "respond_to_ask",
    "show_forecast",
    "upload_correction",
    "withdraw_ask",
    "withdraw_correction",
    "write_ask",
]
