"""What pages read of plans: few queries, and each content opened and audited once for as long as it is in use."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from palermo import plan as library
from palermo.core import PalermoError
from palermo.office.base.kept import Kept
from palermo.office.base.prepared import Prepared, columns_of
from palermo.office.plan.files import PlanFile, reread
from palermo.office.plan.models import Plan, Upload, Version
from palermo.office.plan.origins import with_origins
from palermo.office.plan.state import Standing, on_day, standing

HEAVY = ("content", "mapping", "findings")

_PLANS: Kept[library.Plan] = Kept(32)
_AUDITS: Kept[library.Audit] = Kept(32)
_TREES: Kept[dict[str, Any]] = Kept(16)
_FILES: Kept[PlanFile] = Kept(4)


@dataclass(frozen=True, slots=True)
class Listed:
    """A plan in a list: its newest version, what that version's state is, and the version in force if it is another."""

    plan: Plan
    version: Version
    standing: Standing
    in_force: Version | None
    versions: tuple[Version, ...]


def light_versions() -> QuerySet[Version]:
    """Versions without their long columns."""
    return Version.objects.select_related("plan", "made_by").defer(*HEAVY)


def plan_list() -> tuple[Listed, ...]:
    """Every plan, by its title. Three queries at most, whatever the number of plans."""
    by_plan: dict[int, list[Version]] = defaultdict(list)
    for version in light_versions().prefetch_related("claims"):
        by_plan[version.plan_id].append(version)
    listed = [_listed(versions) for versions in by_plan.values()]
    preload([row.version for row in listed])
    return tuple(sorted(listed, key=lambda row: row.version.title))


def plan_history(slug: str) -> Listed:
    """One plan with all its versions and claims. Raises Plan.DoesNotExist."""
    versions = list(light_versions().filter(plan__slug=slug).prefetch_related("claims__made_by"))
    if not versions:
        raise Plan.DoesNotExist(slug)
    return _listed(versions)


def _listed(versions: Sequence[Version]) -> Listed:
    latest = versions[-1]
    in_force = [version for version in versions if version_standing(version).state == "in_force"]
    other = in_force[-1] if in_force and in_force[-1] is not latest else None
    return Listed(latest.plan, latest, version_standing(latest), other, tuple(versions))


def version_standing(version: Version) -> Standing:
    """What state a version is in, by its claims (prefetched ones are used)."""
    return standing(list(version.claims.all()))


def standing_on(version: Version, as_of: date) -> Standing:
    """What is to be said of a version's state on that day. Opens the plan of a version in force."""
    now = version_standing(version)
    return on_day(now, open_plan(version).period_end, as_of) if now.state == "in_force" else now


def find_version(slug: str, number: int | None = None) -> Version:
    """A version with its content; the newest when no number is given. Raises Version.DoesNotExist."""
    versions = Version.objects.select_related("plan", "made_by").filter(plan__slug=slug)
    if number is not None:
        return versions.get(number=number)
    latest = versions.order_by("-number").first()
    if latest is None:
        raise Version.DoesNotExist(slug)
    return latest


_LIGHT = [name for name in columns_of(Version) if name not in HEAVY]
_NEWEST = Prepared(lambda plan: Version.objects.filter(plan=plan).order_by("-number").values_list(*_LIGHT)[:1])


def newest_version(plan: Plan) -> Version:
    """The newest version of a plan, its long columns read only once they are asked for. Raises Version.DoesNotExist."""
    for row in _NEWEST(plan.pk):
        version = Version.from_db(DEFAULT_DB_ALIAS, _LIGHT, row)
        version.plan = plan
        return version
    raise Version.DoesNotExist(plan.slug)


def own_uploads(person: User | AnonymousUser) -> QuerySet[Upload]:
    """What this person has uploaded and not yet made a version."""
    return Upload.objects.filter(owner_id=person.pk).select_related("plan").defer("findings", "mapping")


def preload(versions: Iterable[Version]) -> None:
    """Open the plans of several versions with one query for all that are not open yet."""
    wanted = [version.pk for version in versions if content_key(version) not in _PLANS]
    if wanted:
        for version in Version.objects.filter(pk__in=wanted).defer("findings"):
            open_plan(version)


def content_key(version: Version) -> tuple[str, str, str]:
    """What an open plan is known by: what it says, and the file that its cells are placed in."""
    return version.content_sha256, version.file_sha256, version.file_name


def open_plan(version: Version) -> library.Plan:
    """The plan a version holds, its cells placed in the file they were read from."""
    return _PLANS.get(content_key(version), lambda: _place_content(version))


def _place_content(version: Version) -> library.Plan:
    plan = _read_content(version)
    try:
        source = reread(version).plan
    except PalermoError:
        source = None  # the stored content is whole without the file; only the places are lost
    return with_origins(plan, source) if source else plan


def _read_content(version: Version) -> library.Plan:
    reading = library.read(version.content.encode(), name="plan.json")
    if reading.plan is None:
        raise OSError(f"the stored content of version {version.pk} cannot be read")
    return reading.plan


def open_audit(version: Version) -> library.Audit:
    """The audit of a version. No date is given: what the rules say does not change from day to day."""
    return _AUDITS.get(content_key(version), lambda: library.audit(open_plan(version)))


def audit_tree(version: Version, language: str) -> dict[str, Any]:
    """The audit by the JSON contract, its sentences in `language`."""
    key = (*content_key(version), language)
    return _TREES.get(key, lambda: library.audit_to_tree(open_audit(version), language=language))


def open_file(row: Upload | Version) -> PlanFile:
    """The stored file read again: its layout, mapping and cells of origin."""
    return _FILES.get((row.file_sha256, row.file_name, repr(row.mapping)), lambda: reread(row))


def forget() -> None:
    """Forget what is open. For tests."""
    for kept in (_PLANS, _AUDITS, _TREES, _FILES):
        kept.clear()
