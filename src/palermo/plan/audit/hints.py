"""Which lists may stand in a sentence and which do, told by its words before anything is searched."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from palermo.plan.audit.phrases import Phrases, Tokens

_KEPT = 4096  # joined sets of lists that are kept


Told = tuple[frozenset[str], frozenset[str]]  # the lists of which a phrase may stand in a text, and those that do


class Hints:
    """An index of several lists by the tokens without which none of their phrases can be found, and by single words."""

    def __init__(self, lists: Mapping[str, Phrases], tokens: Tokens) -> None:
        self._of: dict[str, set[str]] = {}
        self._held: dict[str, set[str]] = {}
        always: set[str] = set()
        for name, phrases in lists.items():
            triggers = phrases.triggers(tokens)
            if triggers is None:
                always.add(name)
            for trigger in triggers or ():
                self._of.setdefault(trigger, set()).add(name)
            for word in phrases.words:
                self._held.setdefault(word, set()).add(name)
        self._always = frozenset(always)
        self._triggers = frozenset(self._of).union(self._held)
        self._signs = tuple((sign, frozenset({name})) for name, phrases in lists.items() for sign in phrases.signs)
        self._joined = lru_cache(_KEPT)(self._join)

    def of(self, text: str, tokens: Iterable[str], clusters: Iterable[str] = ()) -> Told:
        """The lists of which a phrase may stand in folded `text`, which has these tokens; and those that do.

        Of what stands in the text only single words are told: what else does is for a search to find.
        """
        known = self._triggers.intersection(tokens)
        if clusters:
            known = known.union(self._triggers.intersection(clusters))
        told = self._joined(known)
        for sign, names in self._signs:
            if sign in text:
                told = told[0] | names, told[1]
        return told

    def _join(self, known: frozenset[str]) -> Told:
        may, held = ([of.get(trigger, ()) for trigger in known] for of in (self._of, self._held))
        return self._always.union(*may), frozenset[str]().union(*held)
