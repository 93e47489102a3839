"""What every page about one version shares: title, where one is, the tabs."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from palermo.core.countries import country
from palermo.office.base.vocabulary import SHARES, VERDICTS, in_tongue, language, say_cell, tongue, tongues
from palermo.office.plan.pages.fragment import fragment
from palermo.office.plan.pages.public import Edition

TABS = ("plan", "card", "progress", "boards", "money", "asks", "press-sheet", "record", "history", "files")


def frame(edition: Edition, current: str, *crumbs: str) -> dict[str, Any]:
    """The context of a page. `current` is its tab; `crumbs` are the words of what stands below the plan."""
    return {
        "edition": edition,
        "version": edition.version,
        "plan": edition.plan,
        **tongues(edition.version.language),
        "title_lang": title_lang(edition),
        "caption": caption(edition),
        "tabs": _tabs(edition, current),
        "crumbs": _crumbs(edition, *crumbs),
        "section": "plans",
    }


def title_lang(edition: Edition) -> str:
    """The attribute of a plan's title, which are words of ours where the file gives none."""
    return "" if edition.untitled else tongue(edition.version.language)


def plate(edition: Edition) -> SafeString:
    """The plan in figures: verdicts with their counts, the strip, and the five shares."""
    return fragment(edition, "pages/_plate.html", lambda: {"edition": edition, **_figures(edition)})


def _figures(edition: Edition) -> dict[str, object]:
    card = edition.audit.card
    counts = {str(key): count for key, count in card.verdicts.items()}
    return {
        "verdicts": [(key, counts.get(key, 0)) for key in VERDICTS],
        "shares": [(key, getattr(card, key)) for key in SHARES],
    }


def caption(edition: Edition) -> SafeString:
    """Country, period and issuer in one line."""
    plan = edition.plan
    name = country(plan.country).name(language()) if plan.country else ""
    issuer = in_tongue(plan.issuer, tongue(plan.language))
    parts = (name, "" if edition.press else _period(edition), issuer if plan.issuer else "")
    return format_html_join(" · ", "{}", ((part,) for part in parts if part))


def _period(edition: Edition) -> str:
    start, end = edition.plan.period_start, edition.plan.period_end
    told = {"start": say_cell(start), "end": say_cell(end)}
    if start.value and end.value:
        return _("%(start)s to %(end)s") % told
    if start.value:
        return (_("from %(start)s, end not read") if end.unread else _("from %(start)s, no end stated")) % told
    if end.value:
        return (_("until %(end)s, start not read") if start.unread else _("until %(end)s, no start stated")) % told
    return _("period not stated") if start.blank and end.blank else _("period not read")


def _crumbs(edition: Edition, *more: str) -> list[dict[str, str]]:
    above = [{"text": _("Plans"), "href": reverse("plans")}]
    title = {"text": edition.title, "href": edition.address() if more else "", "lang": title_lang(edition)}
    return [*above, title, *({"text": text, "href": ""} for text in more)]


def _tabs(edition: Edition, current: str) -> list[dict[str, object]]:
    words = {
        "plan": _("Press reports") if edition.press else _("Ledger"),
        "card": _("Plan card"),
        "progress": _("What became of it"),
        "boards": _("Boards"),
        "money": _("Money"),
        "asks": _("Asks"),
        "press-sheet": _("Press sheet"),
        "record": _("Record"),
        "history": _("History"),
        "files": _("Files"),
    }
    return [
        {"text": words[tab], "href": _address(edition, tab), "current": tab == current}
        for tab in TABS
        if not (edition.press and tab in ("card", "progress", "boards", "money", "asks"))
    ]


def _address(edition: Edition, tab: str) -> str:
    if tab == "history":
        return reverse("plan-history", args=[edition.slug])  # of all versions
    return edition.address({"plan": "plan-version", "press-sheet": "press-sheet"}.get(tab, f"plan-{tab}"))
