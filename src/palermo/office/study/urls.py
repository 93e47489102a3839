"""Addresses of the study, and of the estimates that everybody may read."""

from django.urls import path

from palermo.office.study import pages, public, releasing

urlpatterns = [
    path("study/", pages.study, name="study"),
    path("study/tables/<slug:uid>/", pages.table, name="study-table"),
    path("study/tables/<slug:uid>/compare", pages.compare, name="study-compare"),
    path("study/runs/<slug:uid>/", pages.run, name="study-run"),
    path("study/releases/<slug:uid>/", releasing.release, name="study-release"),
    path("estimates/", public.estimates, name="estimates"),
    path("estimates/<slug:uid>/", public.estimate, name="estimate"),
]
