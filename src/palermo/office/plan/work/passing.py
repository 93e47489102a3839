"""Who passed a part on: the body that leads the activity of which it is a part."""

from collections.abc import Iterable

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from palermo.office.plan.work.models import Lead


def passers() -> Case:
    """What `passed_by` is of each lead that is asked for, to be read in the same query."""
    own = Lead.objects.filter(plan=OuterRef("plan"), activity=OuterRef("activity"), place=None).order_by("-pk")
    nobody = Value("")
    passed_on = Coalesce(Subquery(own.values("body__key")[:1]), nobody)
    return Case(When(place=None, then=nobody), default=passed_on, output_field=CharField())


def know_passers(leads: Iterable[Lead]) -> None:
    """Read at once who passed these parts on, of those of which it is not known yet. One query where there are any."""
    parts = [lead for lead in leads if lead.place_id is not None and "passed_by" not in lead.__dict__]
    if not parts:
        return
    plans, activities = {lead.plan_id for lead in parts}, {lead.activity for lead in parts}
    own = Lead.objects.filter(plan__in=plans, activity__in=activities, place=None).order_by("pk")
    newest = {(plan, activity): key for plan, activity, key in own.values_list("plan_id", "activity", "body__key")}
    for lead in parts:
        lead.passed_by = newest.get((lead.plan_id, lead.activity), "")
