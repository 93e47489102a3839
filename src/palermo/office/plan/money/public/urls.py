"""Addresses of the money of a plan."""

from django.urls import path

from palermo.office.plan.money.public import activity, board, rounds, unfunded
from palermo.office.plan.pages.urls import VERSION

urlpatterns = [
    path(f"{VERSION}money", board.board, name="plan-money"),
    path(f"{VERSION}money/<path:activity_id>", activity.activity, name="activity-money"),
    path(f"{VERSION}rounds", rounds.rounds, name="plan-rounds"),
    path(f"{VERSION}unfunded", unfunded.unfunded, name="plan-unfunded"),
    path(f"{VERSION}unfunded.csv", unfunded.as_csv, name="unfunded-csv"),
    path(f"{VERSION}unfunded.xlsx", unfunded.as_xlsx, name="unfunded-xlsx"),
    path(f"{VERSION}unfunded.json", unfunded.as_json, name="unfunded-json"),
]
