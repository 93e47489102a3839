"""The plans and versions that a page is about, as far as its reader may read them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palermo import plan as library
from palermo.core.countries import country
from palermo.office.base.kept import Kept
from palermo.office.plan.models import Basis, StateClaim, Version
from palermo.office.plan.readers import light_versions, open_audit, open_plan, standing_on, version_standing
from palermo.office.plan.readership import is_public, sees_all
from palermo.office.plan.state import Standing


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a plan as a reader meets it on a day, among the versions this reader may see (oldest first)."""

    version: Version
    versions: tuple[Version, ...]
    as_of: date

    @property
    def slug(self) -> str:
        return self.version.plan.slug

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    @property
    def is_newest(self) -> bool:
        return self.version.pk == self.newest.pk

    @property
    def previous(self) -> Version | None:
        """The version before this one, where the reader may see it."""
        earlier = [version for version in self.versions if version.number < self.version.number]
        return earlier[-1] if earlier else None

    @property
    def public(self) -> bool:
        return is_public(self.version)

    @property
    def standing(self) -> Standing:
        return standing_on(self.version, self.as_of)

    @property
    def in_force(self) -> Version | None:
        """The version in force, where it is another one."""
        found = [version for version in self.versions if version_standing(version).state == "in_force"]
        return found[-1] if found and found[-1].pk != self.version.pk else None

    @property
    def press(self) -> bool:
        return self.version.basis == Basis.PRESS

    @property
    def untitled(self) -> bool:
        """Whether the file gives no title: the reader then puts the identifier there."""
        return self.version.title == self.plan.id

    @property
    def title(self) -> str:
        """The plan's own title, else words of ours that say what it is."""
        if not self.untitled:
            return self.version.title
        name = country(self.plan.country).name(get_language() or "en") if self.plan.country else self.plan.id
        return (_("%(name)s: press reports") if self.press else _("%(name)s: plan without a title")) % {"name": name}

    @property
    def plan(self) -> library.Plan:
        return open_plan(self.version)

    @property
    def audit(self) -> library.Audit:
        return open_audit(self.version)

    @property
    def key(self) -> tuple[object, ...]:
        """All that pages about this edition depend on. Rows of the record never change, so their numbers suffice."""
        claims = tuple(claim.pk for version in self.versions for claim in version.claims.all())
        return *self.own_key, tuple(version.pk for version in self.versions), claims, self.as_of

    @property
    def own_key(self) -> tuple[str, int]:
        """What the words of this version depend on: the office it lies in, and its number there."""
        return str(settings.PALERMO_HOME), self.version.pk

    def address(self, name: str = "plan-version", *more: str) -> str:
        """The permanent address of a page about this version."""
        return reverse(name, args=[self.slug, self.version.number, *more])


def find_edition(request: HttpRequest, slug: str, number: int | None = None) -> Edition:
    """The version with this number, else the newest, that this person may read. Anything else does not exist."""
    visible = _visible(request, _histories().get(slug, ()))
    wanted = [version for version in visible if number is None or version.number == number]
    if not wanted:
        raise Http404(slug)
    return Edition(wanted[-1], visible, timezone.localdate())


def find_editions(request: HttpRequest) -> tuple[Edition, ...]:
    """Every plan this person may read, in its newest version, by title."""
    today = timezone.localdate()
    visible = (_visible(request, versions) for versions in _histories().values())
    editions = [Edition(versions[-1], versions, today) for versions in visible if versions]
    return tuple(sorted(editions, key=lambda edition: (edition.version.title, edition.slug)))


# not the last numbers: on PostgreSQL one that was taken later may be seen earlier
_SIZES = "SELECT (SELECT COUNT(*) FROM plan_version), (SELECT COUNT(*) FROM plan_stateclaim)"
_HISTORIES: Kept[Mapping[str, tuple[Version, ...]]] = Kept(2)


def _histories() -> Mapping[str, tuple[Version, ...]]:
    """Every plan's versions with their claims, by slug: one question when nothing was added, else three.

    Rows are only ever added, so their count says whether any was.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SIZES)
        sizes = cursor.fetchone()
    return _HISTORIES.get((str(settings.PALERMO_HOME), *sizes), _read_histories)


def _read_histories() -> Mapping[str, tuple[Version, ...]]:
    by_slug: dict[str, list[Version]] = defaultdict(list)
    for version in light_versions().prefetch_related("claims"):
        by_slug[version.plan.slug].append(version)
    return {slug: tuple(versions) for slug, versions in by_slug.items()}


def find_proof(request: HttpRequest, slug: str, pk: int) -> StateClaim:
    """A claim, with its document, about a version this person may read."""
    claims = StateClaim.objects.select_related("version__plan").filter(pk=pk, version__plan__slug=slug)
    claim = claims.exclude(document_sha256="").first()
    if claim is None:
        raise Http404(slug)
    return claim  # a version with a claim is public


def _visible(request: HttpRequest, versions: tuple[Version, ...]) -> tuple[Version, ...]:
    everything = sees_all(request)
    return tuple(version for version in versions if everything or is_public(version))


def forget() -> None:
    """Forget what is kept. For tests."""
    _HISTORIES.clear()
