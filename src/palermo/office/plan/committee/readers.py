"""What pages and actions read of meetings and resolutions: few queries, and where each thing stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.http import Http404
from django.utils import timezone

from palermo.access import Thing
from palermo.office.plan.committee.items import OPENING, Item, items_of
from palermo.office.plan.committee.models import Agenda, Approval, Attendance, Call, Meeting, Minute, Resolution, Turn
from palermo.plan import Course, Deed, followed

_LATER = Call.objects.filter(meeting=OuterRef("meeting"), pk__gt=OuterRef("pk"))
_AGENDA = Agenda.objects.filter(meeting=OuterRef("meeting")).order_by("-pk")
_APPROVED = Approval.objects.order_by().filter(meeting=OuterRef("meeting")).values("meeting").annotate(n=Max("last"))
_ATTENDED = Attendance.objects.filter(meeting=OuterRef("meeting"))
_LAST = Turn.objects.filter(resolution=OuterRef("resolution")).order_by("-pk").values("deed")[:1]
_DAY = Call.objects.filter(meeting=OuterRef("resolution__meeting")).order_by("-pk").values("day")[:1]
# of resolutions: those that the committee is not through with; the last turn alone tells so
OPEN = Q(last__in=[str(deed) for deed in Deed if deed not in (Deed.CONFIRM, Deed.LIFT)])


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as it stands: its newest call, its newest agenda, and how far its minutes are approved.

    `agenda` is the number of that agenda's row, `approved` that of the last minute approved; 0 where there is none.
    `held`: attendance was taken.
    """

    meeting: Meeting
    call: Call
    items: tuple[Item, ...]
    agenda: int
    approved: int
    held: bool

    @property
    def comes(self) -> bool:
        """Whether its day is still ahead."""
        return not self.call.cancelled and self.call.day > timezone.localdate()

    @property
    def locked(self) -> bool:
        """Whether nothing can be resolved or put on its agenda any more."""
        return self.call.cancelled or self.approved > 0

    def has(self, item: str) -> bool:
        """Whether it is an item of this meeting."""
        return item == OPENING or any(each.id == item for each in self.items)


@dataclass(frozen=True, slots=True)
class Written:
    """What is written of an item: the text, None where nothing is, and what was added once that was approved."""

    text: Minute | None
    added: tuple[Minute, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolution, its turns, where they lead on a day, and whether it is late then."""

    row: Resolution
    turns: tuple[Turn, ...]
    course: Course
    late: bool
    day: date  # of its meeting

    @property
    def thing(self) -> Thing:
        """As those meet it who look after the body that took it, without a further query."""
        row = self.row
        return Thing(kind="resolution", id=row.uid, path=row.meeting.body.above, writers=self.course.owners)


def sittings(wanted: Q) -> list[Sitting]:
    """Meetings, by one query. `wanted` is said of calls."""
    rows = Call.objects.filter(~Exists(_LATER), wanted).select_related("meeting__body", "meeting__plan")
    told = rows.annotate(
        items=Subquery(_AGENDA.values("items")[:1]),
        agenda=Subquery(_AGENDA.values("pk")[:1]),
        approved=Subquery(_APPROVED.values("n")),
        held=Exists(_ATTENDED),
    )
    return [
        Sitting(row.meeting, row, items_of(row.items or ()), row.agenda or 0, row.approved or 0, row.held)
        for row in told.order_by("day", "pk")
    ]


def sitting_or_404(uid: str) -> Sitting:
    """The meeting of this number."""
    found = sittings(Q(meeting__uid=uid))
    if not found:
        raise Http404(uid)
    return found[0]


def sitting_of(meeting: Meeting) -> Sitting:
    """The same, of a meeting at hand."""
    return sittings(Q(meeting=meeting))[0]


def resolved(wanted: Q, as_of: date) -> list[Resolved]:
    """Resolutions as they stand on a day, by one query: each has a turn of its own. `wanted` is said of turns."""
    rows = Turn.objects.annotate(day=Subquery(_DAY), last=Subquery(_LAST)).filter(wanted)
    turns: defaultdict[int, list[Turn]] = defaultdict(list)
    days: dict[int, date] = {}
    for turn in rows.select_related("resolution__owner", "resolution__meeting__body"):
        turns[turn.resolution_id].append(turn)
        days[turn.resolution_id] = turn.day
    of = [(own[0].resolution, tuple(own), days[number]) for number, own in sorted(turns.items())]
    return [each for row, own, day in of for each in _as_of(row, own, day, as_of)]


def as_of(found: Iterable[Resolved], day: date) -> list[Resolved]:
    """The same resolutions as they stood on an earlier day. Those that were taken later are left out."""
    return [then for each in found for then in _as_of(each.row, each.turns, each.day, day)]


def _as_of(row: Resolution, turns: tuple[Turn, ...], day: date, as_of: date) -> Iterator[Resolved]:
    made = tuple(turn for turn in turns if turn.turned.on <= as_of)
    if made:
        course = followed([turn.turned for turn in made])[0]
        yield Resolved(row, made, course, course.late(row.due, as_of), day)


def before(found: Iterable[Resolved], sitting: Sitting) -> list[Resolved]:
    """What a meeting opens with: what the last meeting of the body resolved, and of earlier ones what is still open.

    A meeting of the past shows it as it was on its day.
    """
    then = as_of(found, min(sitting.call.day, timezone.localdate()))
    earlier = [each for each in then if each.row.meeting_id != sitting.meeting.pk and each.day <= sitting.call.day]
    last = max((each.day for each in earlier), default=None)
    return [each for each in earlier if each.course.open or each.day == last]


def written(minutes: Iterable[Minute]) -> Mapping[str, Written]:
    """What is written, by item. Before the first approval the newest text counts; later ones stand beside it."""
    texts: dict[str, Minute] = {}
    added: defaultdict[str, list[Minute]] = defaultdict(list)
    for each in minutes:
        if each.reason:
            added[each.item].append(each)
        else:
            texts[each.item] = each
    return {item: Written(texts.get(item), tuple(added[item])) for item in {*texts, *added}}


def by_item(found: Sequence[Resolved], meeting: Meeting) -> Mapping[str, list[Resolved]]:
    """What a meeting resolved, by item."""
    items: defaultdict[str, list[Resolved]] = defaultdict(list)
    for each in found:
        if each.row.meeting_id == meeting.pk:
            items[each.row.item].append(each)
    return dict(items)
