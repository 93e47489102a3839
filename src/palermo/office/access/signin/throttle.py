"""A small brake on repeated tries, kept in the cache of this process."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Throttle:
    """At most `tries` within `seconds` for each key. Keys are kept as digests: names do not lie in the cache."""

    name: str
    tries: int
    seconds: int

    def closed(self, *key: str) -> bool:
        """Whether the tries are used up."""
        return int(cache.get(self._slot(key), 0)) >= self.tries

    def count(self, *key: str) -> None:
        """Count one try."""
        slot = self._slot(key)
        if not cache.add(slot, 1, self.seconds):
            cache.incr(slot)

    def forget(self, *key: str) -> None:
        """Start anew."""
        cache.delete(self._slot(key))

    def _slot(self, key: tuple[str, ...]) -> str:
        return f"throttle:{self.name}:{hashlib.sha256(chr(0).join(key).encode()).hexdigest()}"
