"""Addresses of what was said in public of a plan."""

from django.urls import path

from palermo.office.plan.beside.public import statements
from palermo.office.plan.pages.urls import VERSION

urlpatterns = [path(f"{VERSION}statements", statements.statements, name="plan-statements")]
