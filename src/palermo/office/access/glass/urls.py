"""Addresses of break-glass. All lie under glass/."""

from django.urls import path

from palermo.office.access.glass import pages

GLASS = "<slug:uid>/"

urlpatterns = [
    path("", pages.glasses, name="glasses"),
    path("break", pages.breaking, name="glass-break"),
    path(GLASS, pages.glass, name="glass"),
    path(f"{GLASS}agree", pages.agree, name="glass-agree"),
    path(f"{GLASS}close", pages.close, name="glass-close"),
    path(f"{GLASS}read", pages.read, name="glass-read"),
]
