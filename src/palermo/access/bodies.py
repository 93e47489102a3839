"""Bodies: who stands below whom. Each body has one compartment, named by the body's id."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources

from palermo.access.roles import ENFORCEMENT, BodyKind


@dataclass(frozen=True, slots=True)
class Body:
    """A ministry, agency, province or organisation.

    Names are by language; `parent` is the id of the body above. `led_by`: the body whose head leads this one.
    `source`: where that it exists and stands there was read; empty where nobody has checked it.
    """

    id: str
    names: Mapping[str, str] = field(hash=False)
    kind: BodyKind
    parent: str | None = None
    led_by: str | None = None
    source: str = ""

    def name(self, language: str = "en") -> str:
        """The name in the language, else in English, else the id."""
        return self.names.get(language) or self.names.get("en") or self.id


class Bodies:
    """A forest of bodies, iterated as they were given.

    ValueError when an id stands twice, a body is named that is not there, or one stands below itself.
    """

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bodies: dict[str, Body] = {}
        for body in bodies:
            if body.id in self._bodies:
                raise ValueError(f"body {body.id} stands twice")
            self._bodies[body.id] = body
        for body in self._bodies.values():
            if missing := {body.parent, body.led_by} - {None, *self._bodies}:
                raise ValueError(f"body {body.id} names {missing.pop()}, which is not a body")
        self._paths = {id_: self._climb(id_) for id_ in self._bodies}

    def __iter__(self) -> Iterator[Body]:
        return iter(self._bodies.values())

    def __getitem__(self, id_: str) -> Body:
        return self._bodies[id_]

    def path(self, id_: str) -> tuple[str, ...]:
        """The ids from the topmost body down to this one: the `path` of a thing in its compartment."""
        return self._paths[id_]

    def below(self, id_: str) -> frozenset[str]:
        """The ids of the body and of all below it."""
        return frozenset(other for other, path in self._paths.items() if id_ in path)

    def enforces(self, id_: str) -> bool:
        """Whether the body enforces the law: by its kind, by that of a body above, or of one that leads it."""
        above = [self._bodies[one] for one in self._paths[id_]]
        leaders = [self._bodies[one] for body in above if body.led_by for one in self._paths[body.led_by]]
        return any(body.kind in ENFORCEMENT for body in (*above, *leaders))

    def _climb(self, id_: str) -> tuple[str, ...]:
        path = [id_]
        while (parent := self._bodies[path[-1]].parent) is not None:
            if parent in path:
                raise ValueError(f"body {parent} stands below itself")
            path.append(parent)
        return tuple(reversed(path))


_COUNTRIES = resources.files("palermo.access").joinpath("countries")


def known_countries() -> tuple[str, ...]:
    """The countries whose bodies come with palermo, by their ISO 3166 two-letter codes."""
    return tuple(
        sorted(file.name.removesuffix(".json") for file in _COUNTRIES.iterdir() if file.name.endswith(".json"))
    )


def known_bodies(country: str) -> tuple[Body, ...]:
    """The bodies of a country (ISO 3166 two-letter code) that come with palermo, each with its source; often none.

    The first is `committee`, and all others stand below it: the tree is that of the work it coordinates, not of the
    state.
    """
    file = _COUNTRIES.joinpath(f"{country.strip().upper()}.json")
    if not file.is_file():
        return ()
    rows = json.loads(file.read_text(encoding="utf-8"))
    return tuple(Body(**{**row, "kind": BodyKind(row["kind"])}) for row in rows)
