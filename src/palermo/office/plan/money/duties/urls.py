"""Addresses of the money of one activity, under duties/."""

from django.urls import path

from palermo.office.plan.money.duties import page

urlpatterns = [path("<slug:uid>/money", page.money, name="duty-money")]
