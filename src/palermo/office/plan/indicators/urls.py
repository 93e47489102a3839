"""Addresses of indicators: for everybody below a version, at the desk, and under the duties of a body."""

from django.urls import path

from palermo.office.plan.indicators import public, sheet_page
from palermo.office.plan.pages.urls import VERSION

DESK = "desk/plans/<slug:slug>/indicators"

urlpatterns = [
    path(f"{VERSION}indicators", public.indicators, name="indicators"),
    path(f"{VERSION}indicators.csv", public.as_csv, name="indicators-csv"),
    path(f"{VERSION}indicators.json", public.as_json, name="indicators-json"),
    path(f"{VERSION}indicators/<path:indicator_id>", public.indicator, name="indicator"),
    path(DESK, sheet_page.sheets, name="sheets"),
    path(f"{DESK}/<path:indicator_id>", sheet_page.sheet, name="sheet"),
    path("duties/<slug:uid>/indicators/<path:indicator_id>", sheet_page.duty_sheet, name="duty-sheet"),
]
