"""Addresses of public statements at the desk."""

from django.urls import path

from palermo.office.plan.beside.desk import statement, statements

urlpatterns = [
    path("desk/plans/<slug:slug>/statements", statements.statements, name="statements-desk"),
    path("desk/statements/<slug:uid>", statement.statement, name="statement-desk"),
    path("desk/statements/<slug:uid>/copy", statement.copy, name="statement-copy"),
]
