"""Addresses of offline packets. All lie under duties/packets."""

from django.urls import path

from palermo.office.plan.packets.pages import answer, making, packets

urlpatterns = [
    path("packets", packets.packets, name="packets"),
    path("packets/new", making.choose_body, name="packet-new"),
    path("packets/new/<slug:key>", making.make, name="packet-make"),
    path("packets/<slug:uid>/file", packets.file, name="packet-file"),
    path("packets/answers/<slug:uid>", answer.answer, name="packet-answer"),
    path("packets/answers/<slug:uid>/<int:number>", answer.both, name="packet-both"),
]
