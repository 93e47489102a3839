"""Bodies: who stands below whom. Each body has one compartment, named by the body's id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from palermo.access.roles import ENFORCEMENT, BodyKind


@dataclass(frozen=True, slots=True)
class Body:
    """A ministry, agency, province or organisation. Names are by language; `parent` is the id of the body above."""

    id: str
    names: Mapping[str, str] = field(hash=False)
    kind: BodyKind
    parent: str | None = None

    def name(self, language: str = "en") -> str:
        """The name in the language, else in English, else the id."""
        return self.names.get(language) or self.names.get("en") or self.id


class Bodies:
    """A forest of bodies. ValueError when an id stands twice, a parent is unknown, or a body stands below itself."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bodies: dict[str, Body] = {}
        for body in bodies:
            if body.id in self._bodies:
                raise ValueError(f"body {body.id} stands twice")
            self._bodies[body.id] = body
        self._paths = {id_: self._climb(id_) for id_ in self._bodies}

    def __getitem__(self, id_: str) -> Body:
        return self._bodies[id_]

    def path(self, id_: str) -> tuple[str, ...]:
        """The ids from the topmost body down to this one: the `path` of a thing in its compartment."""
        return self._paths[id_]

    def below(self, id_: str) -> frozenset[str]:
        """The ids of the body and of all below it."""
        return frozenset(other for other, path in self._paths.items() if id_ in path)

    def enforces(self, id_: str) -> bool:
        """Whether the body, or one above it, is of a kind that enforces the law."""
        return any(self._bodies[above].kind in ENFORCEMENT for above in self._paths[id_])

    def _climb(self, id_: str) -> tuple[str, ...]:
        path = [id_]
        while (parent := self._bodies[path[-1]].parent) is not None:
            if parent not in self._bodies:
                raise ValueError(f"body {path[-1]} stands below {parent}, which is not a body")
            if parent in path:
                raise ValueError(f"body {parent} stands below itself")
            path.append(parent)
        return tuple(reversed(path))
