"""Addresses of how countries stand. Public ones name the country by its three-letter code."""

from django.urls import path

from palermo.office.standing.desk import ask, overview
from palermo.office.standing.public import changes, compare, country, files, forecast, world

COUNTRY = "standing/<slug:iso3>/"

urlpatterns = [
    path("standing/", world.world, name="world"),
    path("standing/changes/", changes.changes, name="changes"),
    path("standing/changes/<int:year>", changes.changes, name="changes-of"),
    path("standing/changes.atom", changes.feed, name="changes-feed"),
    path("standing/files/", files.files, name="standing-files"),
    path("standing/terms.txt", files.terms, name="standing-terms"),
    path("standing/placements.csv", files.placements_csv, name="placements-csv"),
    path("standing/placements.json", files.placements_json, name="placements-json"),
    path("standing/days.ics", files.days, name="days"),
    path("desk/standing/", overview.overview, name="standing-desk"),
    path("desk/standing/<slug:iso3>/asks/new", ask.new_ask, name="ask-new"),
    path("standing/chances/", forecast.chances, name="chances"),
    path(COUNTRY, country.country, name="country"),
    path(f"{COUNTRY}asks", country.asks, name="country-asks"),
    path(f"{COUNTRY}asks/<str:ask>", ask.ask, name="ask"),
    path(f"{COUNTRY}dates", country.dates, name="country-dates"),
    path(f"{COUNTRY}compare", compare.compare, name="country-compare"),
    path(f"{COUNTRY}placements.csv", files.placements_csv, name="country-csv"),
    path(f"{COUNTRY}placements.json", files.placements_json, name="country-json"),
    path(f"{COUNTRY}clock.json", files.clock_json, name="country-clock"),
    path(f"{COUNTRY}asks.csv", files.asks_csv, name="country-asks-csv"),
    path(f"{COUNTRY}asks.json", files.asks_json, name="country-asks-json"),
    path(f"{COUNTRY}days.ics", files.days, name="country-days"),
]
