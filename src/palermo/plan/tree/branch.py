"""Plain dicts and lists that remember where in the file each part stood."""

from typing import Any


class Branch(dict[str, Any]):
    """A mapping; `places[key]` says where the value of `key` stood, `place` where the mapping began."""

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, str] = {}


class Twig(list[Any]):
    """A list; `places[n]` says where item n stood."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str] = []


def rooted(value: Any, place: str = "") -> Any:
    """Plain values (from JSON) with paths such as `goals[0].text` for places. Numbers become their words."""
    match value:
        case dict():
            branch = Branch(place)
            for key, part in value.items():
                where = f"{place}.{key}" if place else str(key)
                branch[str(key)] = rooted(part, where)
                branch.places[str(key)] = where
            return branch
        case list():
            twig = Twig()
            for n, part in enumerate(value):
                twig.append(rooted(part, f"{place}[{n}]"))
                twig.places.append(f"{place}[{n}]")
            return twig
        case bool() | None | str():
            return value
        case _:
            return str(value)


def bare(value: Any) -> Any:
    """The same without places."""
    if isinstance(value, dict):
        return {key: bare(part) for key, part in value.items()}
    if isinstance(value, list):
        return [bare(part) for part in value]
    return value
