"""What the public pages of money are about: an edition of a plan, and what of its money everybody may read."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest

from palermo.office.plan.money.readers import Led, MoneyRecord, PutTo, accounts_of, led_by, money_record, put_to
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.plan import LineAccount


@dataclass(frozen=True)
class Open:
    """The money of an edition. `accounts` and `leads` are worked out when they are asked for."""

    edition: Edition
    record: MoneyRecord
    put: Mapping[str, PutTo]

    @property
    def key(self) -> Hashable:
        """All that a page about it depends on."""
        return self.edition.key, self.record.mark, *((each.lead.pk, each.refused) for each in self.put.values())

    @cached_property
    def accounts(self) -> tuple[LineAccount, ...]:
        return accounts_of(self.edition.version, self.record)

    @cached_property
    def leads(self) -> Mapping[str, Led]:
        return led_by(self.edition.version, self.put)


def find_money(request: HttpRequest, slug: str, number: int, activity: str = "") -> Open:
    """The money of an edition that this person may read, or of one activity of it. Press reports have none."""
    edition = find_edition(request, slug, number)
    if edition.press:
        raise Http404(slug)
    plan = edition.version.plan
    return Open(edition, money_record(plan, activity).public, put_to(plan, activity))
