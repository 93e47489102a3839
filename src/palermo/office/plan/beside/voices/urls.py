"""Addresses of views, under voices/."""

from django.urls import path

from palermo.office.plan.beside.voices import filing, own, view

urlpatterns = [
    path("", own.own, name="voices"),
    path("plans/<slug:slug>/<path:activity_id>", filing.filing, name="voice-file"),
    path("<slug:uid>", view.view, name="voice"),
]
