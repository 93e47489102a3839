"""What the page of an activity's money is about."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest

from palermo.office.access.doors import admit
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.models import Version
from palermo.office.plan.money.models import CostLine, Posting
from palermo.office.plan.money.readers import MoneyRecord, accounts_of, money_record, reports_of
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.models import Lead
from palermo.plan import Activity, LineAccount, lead_of

_LATER = Lead.objects.filter(plan=OuterRef("plan"), activity=OuterRef("activity"), place=None, pk__gt=OuterRef("pk"))


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page is about. `activity`: None where the plan has it no more. `newest`: nobody else leads it since."""

    lead: Lead
    version: Version
    activity: Activity | None
    newest: bool
    record: MoneyRecord
    accounts: tuple[LineAccount, ...]

    @property
    def answers(self) -> bool:
        """Whether the body still answers for the activity."""
        return self.newest and self.activity is not None

    @property
    def lead_name(self) -> str:
        """As the plan calls who leads it, else as the office does."""
        return (lead_of(self.activity) if self.activity else "") or self.lead.body.name

    def row(self, uid: str) -> CostLine | Posting | None:
        """A line or a posting of the activity."""
        rows: list[CostLine | Posting] = [each.row for each in self.record.costs]
        rows += [each.row for each in self.record.postings]
        return next((row for row in rows if row.uid == uid), None)


def lead_or_404(request: HttpRequest, uid: str) -> tuple[Lead, bool]:
    """An activity put to a body, for whoever may read the body's reports; and whether nobody else leads it since.

    Parts of places have no money and no risks of their own: who leads the activity writes them down.
    """
    rows = Lead.objects.filter(place=None).annotate(handed_over=Exists(_LATER)).select_related("plan", "body")
    lead = rows.filter(uid=uid).first()
    if lead is None:
        raise Http404(uid)
    admit(request, "report.read", reports_of(lead.body))
    return lead, not lead.handed_over


def shown_or_404(request: HttpRequest, uid: str) -> Shown:
    """The money of the activity that was put to a body, for whoever may read the reports of the body."""
    lead, newest = lead_or_404(request, uid)
    version = version_or_404(lead.plan.slug)
    activity = next((each for _, _, each in open_plan(version).each_activity() if each.id == lead.activity), None)
    record = money_record(lead.plan, lead.activity).read_by(request.user)
    accounts = tuple(each for each in accounts_of(version, record) if each.line.activity == lead.activity)
    return Shown(lead, version, activity, newest, record, accounts)
