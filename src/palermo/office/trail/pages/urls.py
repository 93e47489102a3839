"""Addresses of the trail. Those of the log are the paths of C2SP tlog-tiles below `trail`."""

from django.urls import path

from palermo.office.trail.pages import entries, overview, served

urlpatterns = [
    path("", overview.overview, name="trail"),
    path("entries", entries.entries, name="trail-entries"),
    path("entries/<int:index>", entries.entry, name="trail-entry"),
    path("proof/<slug:uid>", served.proof, name="trail-proof"),
    path("checkpoint", served.checkpoint, name="trail-checkpoint"),
    path("policy", served.policy, name="trail-policy"),
    path("tile/<path:path>", served.tile, name="trail-tile"),
]
