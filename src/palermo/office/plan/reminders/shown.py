"""The items of digests in words: what it is, of which activity, why it stands there and where one deals with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.core import Message
from palermo.office.base.vocabulary import say, tongue
from palermo.office.plan.models import Version
from palermo.office.plan.readers import light_versions, open_plan, preload
from palermo.office.plan.readership import is_public
from palermo.office.plan.reminders.items import Item
from palermo.office.plan.work.models import Lead
from palermo.office.standing.readers import here
from palermo.plan import Activity, Occasion
from palermo.standing import Record, legal_dates, shipped_lists


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it is shown. `activity`: None of a resolution, and where the plan has no such activity any more.

    `public`: whether everybody may read the plan that it is of. `says`: what a legal day is, of whom.
    """

    item: Item
    lead: Lead | None
    activity: Activity | None
    lang: str
    public: bool
    says: str = ""

    @property
    def what(self) -> str:
        """What waits."""
        kind, _colon, name = self.item.part.partition(":")
        if self.item.occasion == Occasion.RESOLUTION:
            return _("A resolution of the committee")
        if self.item.occasion == Occasion.LEGAL_DAY:
            return self.says
        if kind == "report":
            return _("Report for %(period)s") % {"period": name}
        if kind == "evidence":
            return _("Evidence")
        if kind == "copy":
            return _("Public copy of evidence")
        return _("Answer to what was asked") if self.item.occasion == Occasion.ANSWER else _("Proof")

    @property
    def why(self) -> Message:
        return self.item.why

    @property
    def href(self) -> str:
        """The page on which one deals with it, without the host."""
        item, lead = self.item, self.lead
        if item.occasion == Occasion.LEGAL_DAY:
            return reverse("country-dates", args=[item.of])
        if item.occasion == Occasion.RESOLUTION or lead is None:
            return reverse("resolution", args=[item.of])
        kind, _colon, name = item.part.partition(":")
        if kind == "copy":
            return reverse("review-copy", args=[name])
        if item.occasion == Occasion.REVIEW:
            return reverse("review")
        if not item.own:
            return reverse("work-activity", args=[lead.plan.slug, lead.activity])
        if kind == "report":
            return reverse("report", args=[lead.uid, name])
        return reverse("duty", args=[lead.uid]) + (f"#evidence-{name}" if kind == "evidence" else "")


def lines(items: Iterable[Item]) -> list[Line]:
    """The items with the activities that they are of. Four queries at most."""
    told = list(items)
    return lines_of(told, leads_of(told))


def leads_of(items: Iterable[Item]) -> Mapping[str, Lead]:
    """The activities that these items are of, by uid."""
    uids = {each.of for each in items if each.occasion not in (Occasion.RESOLUTION, Occasion.LEGAL_DAY)}
    return {lead.uid: lead for lead in Lead.objects.filter(uid__in=uids).select_related("plan", "body")}


def lines_of(items: Iterable[Item], leads: Mapping[str, Lead]) -> list[Line]:
    """The same, of leads that were read."""
    versions = _newest({lead.plan_id for lead in leads.values()})
    found = {
        (plan, each.id): each
        for plan, version in versions.items()
        for _g, _o, each in open_plan(version).each_activity()
    }
    told = list(items)
    days = _legal_days(told)
    return [_line(item, leads.get(item.of), versions, found, days.get(item, "")) for item in told]


def _legal_days(items: Iterable[Item]) -> dict[Item, str]:
    """What they are, each with the country. A query where there are any."""
    days = [item for item in items if item.occasion == Occasion.LEGAL_DAY]
    if not days:
        return {}
    record = here().record
    return {item: f"{record.histories[item.of].name}: {_said_of(record, item)}" for item in days}


def _said_of(record: Record, item: Item) -> str:
    """What the law or the list says of it; no more than the day where it says nothing of it any more."""
    day, uid = date.fromisoformat(item.day), item.part.partition(":")[2]
    found = legal_dates(record, shipped_lists(), day, day, item.of)
    return next((say(each.says) for each in found if each.uid == uid), item.day)


def _line(
    item: Item,
    lead: Lead | None,
    versions: Mapping[int, Version],
    found: Mapping[tuple[int, str], Activity],
    says: str,
) -> Line:
    if lead is None:
        return Line(item, None, None, "", public=False, says=says)
    version = versions[lead.plan_id]
    activity = found.get((lead.plan_id, lead.activity))
    return Line(item, lead, activity, tongue(version.language), public=is_public(version))


def _newest(plans: Collection[int]) -> dict[int, Version]:
    rows = light_versions().filter(plan__in=plans).prefetch_related("claims").order_by("number")
    versions = {version.plan_id: version for version in rows}
    preload(versions.values())
    return versions
