"""A plan's file as it was uploaded, and what the library read in it. No rows are read or written here."""

from dataclasses import dataclass
from pathlib import PurePath

from palermo.core import DataError, Message, Outcome, UserError
from palermo.office.base import store
from palermo.office.plan.models import Upload, Version
from palermo.office.plan.stored import mapping_from_json
from palermo.plan import Mapping, Plan, Reading, read

MEDIA_TYPES = {
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".json": "application/json",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class PlanFile:
    """Bytes of a plan's file with what was read in them.

    `plan` is None only for tables in which nothing was recognised and that a person is going to map by hand.
    """

    name: str
    content: bytes
    sha256: str
    plan: Plan | None
    reading: Reading

    @property
    def media_type(self) -> str:
        return media_type(self.name)


def media_type(name: str) -> str:
    """The media type by the name's ending; the reader judges the content itself."""
    return MEDIA_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")


def read_file(content: bytes, name: str, mapping: Mapping | None = None, *, by_hand: bool = False) -> PlanFile:
    """Read an uploaded file. Raises DataError, with the findings, when it holds nothing that could be read.

    `by_hand` lets tables pass in which nothing was recognised: a person will say what they hold.
    """
    safe_name = PurePath(name.replace("\\", "/")).name[:255] or "plan"
    reading = read(content, name=safe_name, mapping=mapping)
    if reading.plan is None and not (by_hand and reading.layout is not None):
        raise DataError([finding for finding in reading.findings if finding.outcome is not Outcome.PASS])
    return PlanFile(safe_name, content, store.digest(content), reading.plan, reading)


def reread(row: Upload | Version) -> PlanFile:
    """Read a stored file again, with the mapping stored beside it. Used for its layout and its cells of origin."""
    try:
        content = store.fetch(row.file_sha256)
    except OSError as error:
        raise UserError(Message("The stored file cannot be read. Tell the operator of the office.")) from error
    return read_file(content, row.file_name, mapping_from_json(row.mapping), by_hand=True)
