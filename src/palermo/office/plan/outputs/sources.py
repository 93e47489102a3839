"""Which outputs a plan has, and each of them made from the record: the only figures that its forms show."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from palermo import plan as library
from palermo.access import BodyKind
from palermo.office.access.models import Body
from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import language
from palermo.office.plan.answers.readers import answered
from palermo.office.plan.committee.readers import Resolved
from palermo.office.plan.models import Version
from palermo.office.plan.readers import content_key
from palermo.office.plan.work.readers import scorecard
from palermo.office.plan.work.record import OnRecord
from palermo.plan import Output, Owed, Own, Period

PACK, BECAME = "pack", "became"
_PLACES = frozenset({BodyKind.PROVINCE, BodyKind.DISTRICT})
_OUTPUTS: Kept[Output] = Kept(16)


@dataclass(frozen=True, slots=True)
class Source:
    """An output of one version of a plan, before it is made. `name` stands in addresses and names of files."""

    version: Version
    record: OnRecord
    name: str
    as_of: date
    make: Callable[[], Output]
    also: tuple[object, ...] = ()  # what it depends on besides

    @property
    def key(self) -> tuple[object, ...]:
        """All that it depends on; names of bodies are in the language of the page."""
        return (*content_key(self.version), self.record.mark, self.name, self.as_of, language(), self.also)

    @property
    def output(self) -> Output:
        """Made once for as long as nothing is added."""
        return _OUTPUTS.get(self.key, self.make)

    @property
    def file_name(self) -> str:
        """Of its files, without their endings."""
        return f"{self.version.plan.slug}-{self.name}-{self.as_of}"


def pack(version: Version, record: OnRecord, resolutions: Sequence[Resolved], today: date) -> Source:
    """The committee's pack, with what reports say that are not published, and what was resolved about the plan."""
    names, owed = names_of(record), tuple(_owed(each) for each in resolutions)

    def make() -> Output:
        card = scorecard(version, record, today)
        return library.committee_pack(card, names, places=_place_names(record), owed=owed)

    return Source(version, record, PACK, today, make, owed)


def _owed(each: Resolved) -> Owed:
    return Owed(Own(each.row.words), _name(each.row.owner), each.day, each.row.due, each.course)


def sheet(version: Version, record: OnRecord, body: Body, today: date) -> Source:
    """The sheet of one body, of the activities that were put to it."""
    ids = frozenset(id_ for id_, told in record.activities.items() if told.lead.body.pk == body.pk)
    place = body.key if body.kind in _PLACES else ""
    return Source(version, record, f"sheet-{body.key}", today, lambda: _sheet(version, record, body, ids, place, today))


def _sheet(version: Version, record: OnRecord, body: Body, ids: Collection[str], place: str, today: date) -> Output:
    card = scorecard(version, record, today)
    return library.body_sheet(card, names_of(record), _name(body), ids, place)


def became(version: Version, record: OnRecord, today: date) -> Source:
    """What became of the plan, as everybody may read it."""
    names = names_of(record)
    return Source(
        version,
        record,
        BECAME,
        today,
        lambda: library.what_became(scorecard(version, record, today, public=True), names, _place_names(record)),
    )


def plan_years(record: OnRecord, today: date) -> tuple[Period, ...]:
    """The years of the plan that have begun."""
    return library.years(record.cycle.rule if record.cycle else None, today)


def year(version: Version, record: OnRecord, name: str, today: date) -> Source | None:
    """The report on the year of that name, as everybody may read it; None where no such year has begun."""
    found = next((each for each in plan_years(record, today) if each.name == name), None)
    if found is None:
        return None
    # the reports of its last period are due after the year has ended
    closing = min(found.due + timedelta(days=1), today)
    return Source(version, record, f"year-{name}", closing, lambda: _year(version, record, found, closing))


def _year(version: Version, record: OnRecord, found: Period, closing: date) -> Output:
    before, after = (scorecard(version, record, day, public=True) for day in (found.first, closing))
    return library.yearly_report(before, after, names_of(record), found)


def assessment(version: Version, record: OnRecord, report: int, today: date) -> Source | None:
    """The self-assessment of the period that a report judges, as everybody may read it; None where `answered` is."""
    told = answered(version, record, today, report, public=True)
    if told is None:
        return None
    name = f"assessment-{report}"
    return Source(version, record, name, today, lambda: library.self_assessment(told.grounds), told.key)


def waiver(version: Version, record: OnRecord, report: int, today: date) -> Source | None:
    """The file that the waiver rule looks at, for a report, from all that is on record. None as before."""
    told = answered(version, record, today, report)
    if told is None:
        return None
    name = f"waiver-{report}"
    return Source(version, record, name, today, lambda: library.waiver_file(told.grounds, told.stands), told.key)


def bodies_of(record: OnRecord) -> Iterable[Body]:
    """The bodies that activities were put to, and the places that inherited any, in the order of the register."""
    found = {told.lead.body.pk: told.lead.body for told in record.activities.values()}
    found |= {place.pk: place for place in record.places.values()}
    return sorted(found.values(), key=lambda body: body.path)


def title_of(output: Output) -> str:
    """What an output is called, with the body or year that it is about."""
    title = output.title.say(language())
    return _("%(title)s: %(about)s") % {"title": title, "about": library.said(output.about)} if output.about else title


def _place_names(record: OnRecord) -> dict[str, Own]:
    """By their keys, the names of the places that have inherited anything."""
    return {key: _name(place) for key, place in record.places.items()}


def names_of(record: OnRecord) -> dict[str, Own]:
    """By the id of an activity, the name of the body that it was put to."""
    bodies = {told.lead.body_id: told.lead.body for told in record.activities.values()}
    names = {pk: _name(body) for pk, body in bodies.items()}
    return {id_: names[told.lead.body_id] for id_, told in record.activities.items()}


def _name(body: Body) -> Own:
    return Own(body.name, body.named_in)
