"""One page with every component, for looking at them and for asking axe. Never part of an office."""

from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from palermo.core import BLANK, UNREAD, Cell, Presence
from palermo.office import urls as office
from palermo.office.base.charts import draw
from palermo.office.plan.state import Standing

handler400, handler403, handler404, handler500 = (
    office.handler400,
    office.handler403,
    office.handler404,
    office.handler500,
)
CELLS = (
    Cell("Ministry of Works"),
    Cell("Ministry of Works", truncated=True),
    BLANK,
    UNREAD,
    Cell("2023", Presence.INHERITED),
)
VERDICTS = ("verifiable", "partly", "promise_only", "cannot_say")


class GalleryForm(forms.Form):
    """One of each kind of field."""

    lead = forms.CharField(label="Lead body", help_text="The one body that answers for it.")
    step = forms.CharField(label="Step", widget=forms.Textarea(attrs={"rows": 3}))
    level = forms.ChoiceField(label="Level", choices=[("a", "Activity"), ("o", "Objective")])
    kind = forms.ChoiceField(
        label="Kind", choices=[("s", "Single"), ("r", "Repeated")], widget=forms.RadioSelect, required=False
    )
    proof = forms.MultipleChoiceField(
        label="Proof", choices=[("g", "Gazette"), ("l", "Attendance list")], widget=forms.CheckboxSelectMultiple
    )
    file = forms.FileField(label="File", help_text="YAML, CSV, XLSX or DOCX, up to 20 MB.")


def _bars() -> dict[str, object]:
    return {
        "data": {"values": [{"word": "ម្ចាស់", "count": 3}, {"word": "Owned", "count": 5}]},
        "mark": "bar",
        "encoding": {"y": {"field": "word", "type": "nominal"}, "x": {"field": "count", "type": "quantitative"}},
    }


def gallery(request: HttpRequest) -> HttpResponse:
    rows = [("Owned", 5), ("ម្ចាស់", 3)]
    context = {
        "form": GalleryForm({} if "wrong" in request.GET else None),
        "cells": CELLS,
        "verdicts": VERDICTS,
        "share": SimpleNamespace(n=5, of=44, unread=2),
        "empty_share": SimpleNamespace(n=0, of=0, unread=7),
        "contested": Standing(None, ("draft", "approved"), True, ()),
        "settled": Standing("in_force", ("in_force",), False, ()),
        "unsaid": Standing(None, (), False, ()),
        "page": Paginator(range(200), 10).page(7),
        "crumbs": [{"text": "Plans", "href": "/"}, {"text": "A plan", "href": "/"}, {"text": "Here"}],
        "tabs": [{"text": "Ledger", "href": "#l", "current": True, "count": 44}, {"text": "Card", "href": "#c"}],
        "rows": [
            {"key": "Country", "value": "New Zealand"},
            {"key": "State", "value": "Draft", "href": "#", "act": "Change"},
        ],
        "chart": draw(title="A chart", description="Owned 5", columns=("What", "n"), rows=rows, spec=_bars),
    }
    return render(request, "gallery.html", context)


urlpatterns = [path("gallery", gallery), *office.urlpatterns]
