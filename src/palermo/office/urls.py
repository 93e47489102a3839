"""Addresses of the office. Public pages of plans at the root, the secretariat's under desk/."""

from django.urls import include, path

from palermo.office.base import errors, health, language

urlpatterns = [
    path("", include("palermo.office.plan.pages.urls")),
    path("", include("palermo.office.plan.work.public.urls")),
    path("", include("palermo.office.plan.money.public.urls")),
    path("", include("palermo.office.plan.outputs.urls")),
    path("", include("palermo.office.plan.indicators.urls")),
    path("", include("palermo.office.plan.boards.urls")),
    path("", include("palermo.office.plan.steps.urls")),
    path("", include("palermo.office.standing.urls")),
    path("trail/", include("palermo.office.trail.pages.urls")),
    path("glass/", include("palermo.office.access.glass.urls")),
    path("desk/people/", include("palermo.office.access.people.urls")),
    path("desk/", include("palermo.office.plan.desk.urls")),
    path("", include("palermo.office.plan.work.desk.urls")),
    path("", include("palermo.office.plan.money.desk.urls")),
    path("", include("palermo.office.plan.beside.public.urls")),
    path("", include("palermo.office.plan.beside.desk.urls")),
    path("voices/", include("palermo.office.plan.beside.voices.urls")),
    path("committee/", include("palermo.office.plan.committee.inside.urls")),
    path("", include("palermo.office.plan.committee.public.urls")),
    path("duties/", include("palermo.office.plan.packets.urls")),
    path("duties/", include("palermo.office.plan.work.duties.urls")),
    path("duties/", include("palermo.office.plan.money.duties.urls")),
    path("", include("palermo.office.plan.risks.urls")),
    path("", include("palermo.office.plan.answers.urls")),
    path("", include("palermo.office.plan.copies.urls")),
    path("", include("palermo.office.plan.reminders.urls")),
    path("", include("palermo.office.study.urls")),
    path("", include("palermo.office.access.signin.urls")),
    path("", include("palermo.office.access.sealed.urls")),
    path("language/<str:code>", language.switch, name="language"),
    path("health", health.health, name="health"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
