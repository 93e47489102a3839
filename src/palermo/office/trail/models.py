"""What the office keeps of the trail. Every table is append-only; of an opening the content may be erased."""

from typing import TYPE_CHECKING

from django.db import models

from palermo.office.base.record import Record
from palermo.office.trail.told import Told, columns, named
from palermo.trail import Signed, read_checkpoint, read_verifier_key, signature_of


class Entry(Record):
    """One act. `number` is the order of arrival; the place in the log is the `Leaf`'s.

    `closed`: the leaf is veiled, and the actor, verb and object that stand here are for the office alone.
    """

    number = models.BigAutoField(primary_key=True)
    uid = models.CharField(max_length=32, unique=True)
    time = models.DateTimeField()
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=200)
    object = models.CharField(max_length=200, db_index=True)
    digest = models.CharField(max_length=71)
    closed = models.BooleanField()
    leaf = models.TextField()  # the very bytes that are hashed

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["verb"], name="entry_by_verb")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.object}"


class Opening(models.Model):
    """What opens an entry: its salt, and its content as the bytes that were committed to. Both are empty once erased.

    Not a `Record` by its base: erasing is the one change there is, and a trigger refuses every other.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="opening")
    salt = models.BinaryField(max_length=32, null=True)
    content = models.TextField(null=True)  # noqa: DJ001  # empty text is no JSON; null says that it is erased

    def __str__(self) -> str:
        return f"opening of {self.entry_id}"


class Waiting(models.Model):
    """An entry that is not in the log yet. The only table of the trail whose rows go."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.entry_id} waits"


class Leaf(Record):
    """The place of an entry in the log, and its hash there (RFC 6962)."""

    index = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="place")
    hash = models.BinaryField(max_length=32)

    if TYPE_CHECKING:
        entry_id: int

    class Meta:
        ordering = ["index"]

    def __str__(self) -> str:
        return f"leaf {self.index}"


class Tile(Record):
    """A full tile of hashes (C2SP tlog-tiles), with the hash of all it holds, which stands in the tile above."""

    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hashes = models.BinaryField(max_length=8192)
    root = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["level", "index"]
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="tile_once")]

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index}"


class Checkpoint(Record):
    """The log at a size: its root, signed."""

    size = models.PositiveBigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    time = models.DateTimeField()
    note = models.TextField()

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return f"checkpoint {self.size}"

    def text(self) -> str:
        """What is signed: the note without its signatures."""
        return self.note.partition("\n\n")[0] + "\n"


class Witness(Record):
    """A body outside that checks the log, by its public key. The newest row of a key says whether it is trusted."""

    name = models.CharField(max_length=255)
    key = models.TextField()
    trusted = models.BooleanField()
    since = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def told(self) -> Told:
        """What the trail says of it."""
        return Told(named(self), columns(self))


class Cosignature(Record):
    """A witness has seen that a checkpoint continues what it saw before. `line` is as it stands in the note."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    witness = models.ForeignKey(Witness, models.PROTECT, related_name="cosignatures")
    time = models.DateTimeField()
    line = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["checkpoint", "witness"], name="cosigned_once")]

    if TYPE_CHECKING:
        checkpoint_id: int

    def __str__(self) -> str:
        return f"{self.witness_id} on {self.checkpoint_id}"

    def signed(self) -> Signed | None:
        """What the signature on the line is worth; None where the line is none of this witness."""
        read, _wrong = read_checkpoint(f"{self.checkpoint.text()}\n{self.line}".encode())
        return None if read is None else signature_of(read_verifier_key(self.witness.key), *read)
