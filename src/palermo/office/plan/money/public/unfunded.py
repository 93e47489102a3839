"""What nobody has committed yet, for those who could: by body, year and source, and to take away."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.base.vocabulary import say_cell, tongue
from palermo.office.plan.files import MEDIA_TYPES
from palermo.office.plan.money.public.reading import Open, find_money
from palermo.office.plan.money.words import year_words
from palermo.office.plan.pages.downloads import CLOSED
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.steady import steady
from palermo.plan import Lack, lacking, lacks_csv, lacks_to_tree, lacks_xlsx, money_said, money_sums

PAGE = 100  # lines
FILTERS = ("body", "year", "source")
Asked = Mapping[str, str]


@require_safe
def unfunded(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    told = find_money(request, slug, number)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    return page(request, told.key, lambda: _unfunded(request, told, asked), keep=not any(asked.values()))


@require_safe
def as_csv(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The whole list as a table."""
    told = find_money(request, slug, number)
    # the byte order mark tells Excel that the letters are UTF-8; without it Khmer is garbled
    return _file(told, lacks_csv(told.edition.plan, _lacks(told)).encode("utf-8-sig"), ".csv")


@require_safe
def as_xlsx(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The same as a workbook."""
    told = find_money(request, slug, number)
    return _file(told, steady(lacks_xlsx(told.edition.plan, _lacks(told))), ".xlsx")


@require_safe
def as_json(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The same for other programs."""
    told = find_money(request, slug, number)
    tree = lacks_to_tree(told.edition.plan, _lacks(told), money_said(told.edition.plan))
    return HttpResponse(json.dumps(tree, ensure_ascii=False, indent=2), content_type="application/json")


def _file(told: Open, content: bytes, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES[ending])
    name = f"{told.edition.slug}-unfunded-{told.edition.as_of}{ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = CLOSED
    return response


def _lacks(told: Open) -> tuple[Lack, ...]:
    return lacking(told.edition.plan, told.accounts, {activity: led.name for activity, led in told.leads.items()})


def _unfunded(request: HttpRequest, told: Open, asked: Asked) -> HttpResponse:
    every = _lacks(told)
    offered = {name: Counter(_values(lack)[name] for lack in every) for name in FILTERS}
    asked = {name: value if value in offered[name] else "" for name, value in asked.items()}
    found = [lack for lack in every if _answers(lack, asked)]
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    langs = {each.name: each.lang for each in told.leads.values()}
    context = {
        **frame(told.edition, "money", _("Unfunded")),
        "said": money_said(told.edition.plan),
        "unsaid": sum(account.missing is None for account in told.accounts),
        "given_up": len(told.record.given_up),
        "filters": list(_filters(told, offered, asked, langs)),
        "filtered": any(asked.values()),
        "total": len(every),
        "found": len(found),
        "sums": _sums(told, found),
        "shown_page": shown,
        "rows": [{"lack": lack, "lead_lang": langs.get(lack.lead, "")} for lack in shown],
    }
    return render(request, "money/unfunded.html", context)


def _values(lack: Lack) -> dict[str, str]:
    """What a line answers to, by the names of the filters."""
    return {"body": lack.lead or "-", "year": year_words(lack.year), "source": say_cell(lack.source)}


def _answers(lack: Lack, asked: Asked) -> bool:
    own = _values(lack)
    return all(not value or own[name] == value for name, value in asked.items())


def _filters(
    told: Open, offered: Mapping[str, Counter[str]], asked: Asked, langs: Mapping[str, SafeString]
) -> Iterator[dict[str, object]]:
    words = {"body": _("Body"), "year": _("Year"), "source": _("What the plan says of its source")}
    of_plan = tongue(told.edition.version.language)
    for name, label in words.items():
        options = [
            {
                "value": value,
                "text": _("No lead named") if (name, value) == ("body", "-") else value,
                "count": count,
                "chosen": value == asked[name],
                "lang": langs.get(value, "") if name == "body" else of_plan if name == "source" else "",
            }
            for value, count in sorted(offered[name].items())
        ]
        yield {"name": name, "label": label, "options": options}


def _sums(told: Open, found: Sequence[Lack]) -> list[object]:
    """What the lines found come to, each year and currency by itself."""
    places = {(lack.activity, lack.line) for lack in found}
    own = (each for each in told.accounts if (each.line.activity, each.line.id) in places and not each.gone)
    return list(money_sums(own, lambda _account: ""))
