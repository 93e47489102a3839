"""Bodies outside that check the log: whose cosignatures are taken in, and the cosignatures themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from palermo.core import DataError, Message, UserError, mark
from palermo.office.trail.appending import append
from palermo.office.trail.keys import public_keys
from palermo.office.trail.models import Checkpoint, Cosignature, Witness
from palermo.trail import Kind, Policy, Signature, read_note, read_signatures, read_verifier_key

KINDS = {Kind.COSIGNATURE, Kind.ML_DSA_44}
_FAR = 1_000  # checkpoints back that a cosignature without its checkpoint may be about


def trusted() -> tuple[Witness, ...]:
    """The witnesses whose cosignatures count, by the newest row of each key."""
    newest = {row.key: row for row in Witness.objects.order_by("pk")}
    return tuple(row for row in newest.values() if row.trusted)


def policy() -> Policy:
    """The keys of the log and of its witnesses. How many witnesses it takes is for the reader to say."""
    return Policy(public_keys(), {row.name: read_verifier_key(row.key) for row in trusted()})


def trust(*, actor: str, name: str, key: str, at: datetime) -> Witness:
    """Take a body in as a witness, by the public key it has handed over. Raises UserError for what is no such key."""
    try:
        read = read_verifier_key(key)
    except ValueError as error:
        raise UserError(Message("This is not the public key of a witness: {why}.", {"why": error})) from error
    if read.kind not in KINDS:
        raise UserError(Message("This is the key of a log and not of a witness."))
    if any(name == row.name or str(read) == row.key for row in trusted()):
        raise UserError(Message("There is a witness of this name or with this key already."))
    if not name.strip() or len(name.split()) != 1:
        raise UserError(Message("Give the witness a name of one word."))
    with transaction.atomic():
        row = Witness.objects.create(name=name, key=str(read), trusted=True, since=at)
        append(actor=actor, verb="witness.added", told=row.told(), at=at)
    return row


def dismiss(*, actor: str, name: str, at: datetime) -> Witness:
    """Count a witness's cosignatures no more. Those it gave stay."""
    known = next((row for row in trusted() if row.name == name), None)
    if known is None:
        raise UserError(Message("There is no witness of this name."))
    with transaction.atomic():
        row = Witness.objects.create(name=name, key=known.key, trusted=False, since=at)
        append(actor=actor, verb="witness.dismissed", told=row.told(), at=at)
    return row


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file of cosignatures: those that are new, and the names on lines that are no witness's of ours."""

    new: Sequence[Cosignature]
    unknown: Sequence[str]


def cosign(written: bytes) -> Taken:
    """Take in the cosignatures in a file: a checkpoint that witnesses have signed, or their signature lines alone.

    Raises DataError where the file is neither, UserError where a signature of a witness does not hold.
    """
    text, signatures = _read(written)
    keys = {(key.name, key.id): row for row in trusted() for key in [read_verifier_key(row.key)]}
    new, unknown = [], []
    for signature in signatures:
        witness = keys.get((signature.name, signature.id))
        if witness is None:
            unknown.append(signature.name)
        elif (row := _about(witness, signature, text)) is not None:
            new.append(row)
    return Taken(new, unknown)


def _read(written: bytes) -> tuple[str, Sequence[Signature]]:
    note, _finding = read_note(written)
    if note is not None:
        return note.text, note.signatures
    signatures, finding = read_signatures(written)
    if finding is not None:
        raise DataError([finding])
    return "", signatures


def _about(witness: Witness, signature: Signature, text: str) -> Cosignature | None:
    """The row of a cosignature; None where it was taken in before."""
    line = str(signature)
    for point in _candidates(text):
        row = Cosignature(checkpoint=point, witness=witness, line=line)
        if (signed := row.signed()) is None or not signed.holds or signed.time is None:
            continue
        if Cosignature.objects.filter(checkpoint=point, witness=witness).exists():
            return None
        row.time = signed.time
        row.save()
        return row
    text = mark(
        "The signature of {name} does not hold for any checkpoint of this log. Keep the file: the witness has seen "
        "something else than what the office holds."
    )
    raise UserError(Message(text, {"name": witness.name}))


def _candidates(text: str) -> Iterator[Checkpoint]:
    points = Checkpoint.objects.order_by("-size")
    if text:
        size = text.split("\n")[1]
        yield from (point for point in points.filter(size=size if size.isdecimal() else -1) if point.text() == text)
    else:
        yield from points[:_FAR]
