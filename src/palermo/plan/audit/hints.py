"""Which lists may stand in a sentence, told by its words before anything is searched."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from palermo.plan.audit.phrases import Phrases, Tokens

_KEPT = 4096  # joined sets of lists that are kept


class Hints:
    """An index of several lists by the tokens without which none of their phrases can be found."""

    def __init__(self, lists: Mapping[str, Phrases], tokens: Tokens) -> None:
        self._of: dict[str, set[str]] = {}
        always: set[str] = set()
        for name, phrases in lists.items():
            triggers = phrases.triggers(tokens)
            if triggers is None:
                always.add(name)
            for trigger in triggers or ():
                self._of.setdefault(trigger, set()).add(name)
        self._always = frozenset(always)
        self._triggers = frozenset(self._of)
        self._signs = tuple((sign, frozenset({name})) for name, phrases in lists.items() for sign in phrases.signs)
        self._joined = lru_cache(_KEPT)(self._join)

    def of(self, text: str, tokens: Iterable[str]) -> frozenset[str]:
        """The lists of which a phrase may stand in folded `text`, which has these tokens."""
        known = self._triggers.intersection(tokens)
        found = self._joined(known) if known else self._always
        for sign, names in self._signs:
            if sign in text:
                found |= names
        return found

    def _join(self, known: frozenset[str]) -> frozenset[str]:
        return self._always.union(*[self._of[trigger] for trigger in known])
