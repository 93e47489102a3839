"""Addresses of outputs: inside under outputs/, the public ones below their version."""

from django.urls import path

from palermo.office.plan.outputs import inside, public
from palermo.office.plan.pages.urls import VERSION

PLAN = "outputs/<slug:slug>/"
BECAME, YEAR = f"{VERSION}outputs/became", f"{VERSION}outputs/years/<slug:name>"
WAIVER, ASSESSMENT = f"{PLAN}waiver/<int:report>", f"{VERSION}outputs/assessment/<int:report>"

urlpatterns = [
    path(PLAN, inside.overview, name="outputs"),
    path(f"{PLAN}pack", inside.committee_pack, name="output-pack"),
    path(f"{PLAN}pack.<slug:form>", inside.committee_pack, name="output-pack-file"),
    path(f"{PLAN}bodies/<slug:key>", inside.body_sheet, name="output-sheet"),
    path(f"{PLAN}bodies/<slug:key>.<slug:form>", inside.body_sheet, name="output-sheet-file"),
    path(WAIVER, inside.waiver_file, name="output-waiver"),
    path(f"{WAIVER}.<slug:form>", inside.waiver_file, name="output-waiver-file"),
    path(ASSESSMENT, public.self_assessment, name="output-assessment"),
    path(f"{ASSESSMENT}.<slug:form>", public.self_assessment, name="output-assessment-file"),
    path(f"{VERSION}outputs/", public.overview, name="public-outputs"),
    path(BECAME, public.what_became, name="output-became"),
    path(f"{BECAME}.<slug:form>", public.what_became, name="output-became-file"),
    path(YEAR, public.yearly_report, name="output-year"),
    path(f"{YEAR}.<slug:form>", public.yearly_report, name="output-year-file"),
]
