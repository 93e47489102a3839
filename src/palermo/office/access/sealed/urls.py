"""Addresses of what is sealed."""

from django.urls import path

from palermo.office.access.sealed import contact, erasing

urlpatterns = [
    path("account/contact", contact.own_contact, name="own-contact"),
    path("people/<slug:pseudonym>/contact", contact.contact, name="contact"),
    path("compartments/<slug:key>/sealed/<slug:uid>/erase", erasing.erasing, name="erase"),
]
