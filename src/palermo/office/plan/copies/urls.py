"""Addresses of public copies. Those below plans/ are permanent."""

from django.urls import path

from palermo.office.plan.copies import asking, deciding, public

PUBLIC = "plans/<slug:slug>/evidence/<slug:uid>"

urlpatterns = [
    path("duties/<slug:uid>/evidence/<slug:piece>/public", asking.ask, name="copy-ask"),
    path("review/copies/<slug:uid>", deciding.copy, name="review-copy"),
    path(PUBLIC, public.evidence, name="public-evidence"),
    path(f"{PUBLIC}/file", public.file, name="public-evidence-file"),
]
