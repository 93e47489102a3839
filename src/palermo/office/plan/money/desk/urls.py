"""Addresses of the money of a plan for the secretariat, under desk/."""

from django.urls import path

from palermo.office.plan.money.desk import desk, rounds

PLAN = "desk/plans/<slug:slug>/"

urlpatterns = [
    path(f"{PLAN}money", desk.money_desk, name="money-desk"),
    path(f"{PLAN}rounds", rounds.rounds_desk, name="rounds-desk"),
]
