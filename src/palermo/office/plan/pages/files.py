"""The kinds of file a version can be taken away as, and how each is made."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palermo.office.base import store
from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import language
from palermo.office.plan.files import MEDIA_TYPES
from palermo.office.plan.models import Version
from palermo.office.plan.pages.audit_table import audit_csv
from palermo.office.plan.pages.public import Edition
from palermo.office.plan.readers import audit_tree, open_audit, open_plan
from palermo.plan import write_json, write_yaml


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away."""

    name: str
    media_type: str
    content: bytes
    sha256: str

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `spoken`: its words are in the language of the page; `scored`: only for plans that are."""

    key: str
    word: Promise
    why: Promise
    ending: str
    make: Callable[[Version], bytes]
    spoken: bool = False
    scored: bool = False

    def made_of(self, edition: Edition) -> bool:
        return not (self.scored and edition.press)


def audit_json_bytes(version: Version) -> bytes:
    """The audit by the JSON contract: a list with one plan."""
    return (json.dumps([audit_tree(version, language())], ensure_ascii=False, indent=2) + "\n").encode()


def _source(version: Version) -> bytes:
    return store.fetch(version.file_sha256)


KINDS = {
    kind.key: kind
    for kind in (
        Kind("source", _("Source file"), _("The file as it was uploaded, byte for byte."), "", _source),
        Kind(
            "yaml",
            _("Plan, YAML"),
            _("Every value with what is blank and what was not read. Reads well, and palermo reads it back."),
            ".yaml",
            lambda version: write_yaml(open_plan(version)).encode(),
        ),
        Kind(
            "json",
            _("Plan, JSON"),
            _("The same for programs."),
            ".json",
            lambda version: write_json(open_plan(version)).encode(),
        ),
        Kind(
            "audit-csv",
            _("Audit, CSV"),
            _("One row for each finding, for a spreadsheet."),
            "-audit.csv",
            lambda version: audit_csv(open_audit(version), version.file_name, language()),
            spoken=True,
        ),
        Kind(
            "audit-json",
            _("Audit, JSON"),
            _("Counts, shares, verdicts and findings for programs."),
            "-audit.json",
            audit_json_bytes,
            spoken=True,
        ),
    )
}

_FILES: Kept[File] = Kept(64)


def make_file(version: Version, kind: Kind) -> File:
    """The file of this kind, made once. The same version always gives the same bytes, so the digest holds."""
    spoken = language() if kind.spoken else ""
    key = (version.pk, version.content_sha256, kind.key, spoken)
    return _FILES.get(key, lambda: _make(version, kind))


def _make(version: Version, kind: Kind) -> File:
    content = kind.make(version)
    if kind.ending:
        name = f"{version.plan.slug}-v{version.number}{kind.ending}"
        media_type = MEDIA_TYPES[PurePath(name).suffix]
    else:
        name, media_type = version.file_name, version.media_type
    return File(name, media_type, content, store.digest(content))


def forget() -> None:
    """Forget what is kept. For tests."""
    _FILES.clear()
