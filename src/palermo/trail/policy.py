"""Whom to trust: the keys of a log and its witnesses, and how many witnesses it takes (C2SP tlog-policy)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from palermo.core import Finding, mark
from palermo.trail.faults import fault, plainly
from palermo.trail.keys import Kind, VerifierKey, read_verifier_key
from palermo.trail.tree import Fetch

NOBODY = "none"
_LOG_KINDS = {Kind.ED25519, Kind.ML_DSA_44}
_WITNESS_KINDS = {Kind.COSIGNATURE, Kind.ML_DSA_44}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_COUNT = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class Group:
    """Some witnesses or groups, of which at least `least` must have cosigned."""

    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """The keys of the log, the keys of witnesses by the names used here, groups of them, and the name that decides.

    Stricter than tlog-policy in one point: a log that is listed with several keys under one name must have signed with
    each of them, so that breaking one kind of signature is not enough. `str` gives the file.
    """

    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[str, VerifierKey] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str = NOBODY

    def meets(self, cosigned: Set[str]) -> bool:
        """Whether cosignatures under these names are enough."""
        return self.quorum == NOBODY or self._stands(self.quorum, cosigned)

    def _stands(self, name: str, cosigned: Set[str]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return name in cosigned
        return sum(self._stands(member, cosigned) for member in group.members) >= group.least

    def __str__(self) -> str:
        lines = [f"log {key}" for key in self.logs]
        lines += [f"witness {name} {key}" for name, key in self.witnesses.items()]
        lines += [f"group {name} {group.least} {' '.join(group.members)}" for name, group in self.groups.items()]
        return "\n".join([*lines, f"quorum {self.quorum}"]) + "\n"


def read_policy(written: bytes, file: str = "policy") -> tuple[Policy | None, Finding | None]:
    """The policy in a file, or what is wrong with it."""
    reader = _Reader()
    try:
        for words in _lines(written):
            reader.take(words)
        return reader.policy(), None
    except ValueError as error:
        return None, fault("T02", file, fault=plainly(error))


def policy_of(fetch: Fetch) -> tuple[Policy | None, tuple[Finding, ...]]:
    """The policy that a log hands out itself, with the remark that it did; or what is wrong with it."""
    kept = fetch("policy")
    if kept is None:
        return None, (fault("T26", "policy"),)
    policy, wrong = read_policy(kept)
    return policy, (wrong or fault("T08", "policy"),)


def _lines(written: bytes) -> Iterator[list[str]]:
    text = written.decode()
    if _CONTROL.search(text):
        raise ValueError(mark("it holds control characters"))
    if text.count("\n") > _MOST_LINES:
        raise ValueError(mark("it has more lines than anybody needs"))
    for line in text.split("\n"):
        words = [word for word in re.split(r"[ \t]+", line) if word]
        if words and not words[0].startswith("#"):
            yield words


class _Reader:
    """Takes line after line; names may be used only after they were given."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, Group] = {}
        self.quorum = ""
        self.taken: set[str] = set()  # names that are a member of a group already

    def take(self, words: list[str]) -> None:
        match words:
            case ["log", key] | ["log", key, _]:
                self.logs.append(self._key(key, _LOG_KINDS, self.logs))
            case ["witness", name, key] | ["witness", name, key, _]:
                self._free(name)
                self.witnesses[name] = self._key(key, _WITNESS_KINDS, self.witnesses.values())
            case ["group", name, least, *members] if members:
                self._free(name)
                self.groups[name] = self._group(least, members)
            case ["quorum", name]:
                if self.quorum:
                    raise ValueError(mark("a second line says the quorum"))
                if name != NOBODY:
                    self._known(name)
                self.quorum = name
            case _:
                raise ValueError(mark("a line is neither a log, a witness, a group nor a quorum"))

    def policy(self) -> Policy:
        if not self.quorum:
            raise ValueError(mark("no line says the quorum; write 'quorum none' to ask for no witness"))
        return Policy(tuple(self.logs), self.witnesses, self.groups, self.quorum)

    def _key(self, line: str, kinds: Set[Kind], others: Iterable[VerifierKey]) -> VerifierKey:
        key = read_verifier_key(line)
        if key.kind not in kinds:
            raise ValueError(mark("a key is of a kind that is not for its holder"))
        if any(key.public == other.public for other in others):
            raise ValueError(mark("a key stands in two lines"))
        return key

    def _group(self, least: str, members: list[str]) -> Group:
        for name in members:
            self._known(name)
            if name in self.taken:
                raise ValueError(mark("a name is a member of two groups"))
            self.taken.add(name)
        count = {"all": len(members), "any": 1}.get(least) or (
            int(least) if re.fullmatch(r"[1-9]\d{0,3}", least) else 0
        )
        if not 1 <= count <= len(members):
            raise ValueError(mark("a group asks for all, any, or a number of its members"))
        return Group(count, tuple(members))

    def _free(self, name: str) -> None:
        if name == NOBODY or name in self.witnesses or name in self.groups:
            raise ValueError(mark("a name is given twice"))

    def _known(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise ValueError(mark("a name is used that nobody was given before"))
