"""A list of phrases as one pattern, and the words without which no phrase of it can be found.

A list holds phrases as people write them, with a few signs: `(a|b)` for either word, `[a]` for a word that may be
missing, `~` for up to two words of any kind, and `*` at the end of a word for any ending. Where a language does not
part its words by spaces, phrases are found anywhere as long as they begin and end with whole letter clusters, and `<`
is for a word that must begin a run of letters.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial

CLUSTER_BEGINS = "(?<!\u17d2)"  # no subscript sign stands before it that makes it part of another letter
CLUSTER_ENDS = "(?![\u17b6-\u17d3\u17dd])"  # no Khmer vowel or sign follows that belongs to the letter before it
WORD = re.compile(r"[^\W_]+")
_RUN_BEGINS = "(?<![\u1780-\u17d3])"
_SIGNS = {"<": _RUN_BEGINS, "(": "(?:", ")": ")", "|": "|", "[": "(?:", "]": "]", "~": "~", "*": r"\w*"}
_LETTERS = re.compile("<?[\u1780-\u17b3][\u1780-\u17d3\u17dd -]*")
# what stands between the spaces of an entry; and where that must stand in the text, its one spelling or its several
_PIECE = re.compile(r"(?:\([^()]*\)|\[[^][]*\]|[^ ])+")
_SAID = re.compile(r"\(([^][()*~]*)\)|([^][()|*~]+)")

Tokens = Callable[[str], Iterable[str]]


class Phrases:
    """A list of phrases as one pattern, compiled when it is first needed. An empty list finds nothing."""

    def __init__(self, entries: Iterable[str], *, spaced: bool) -> None:
        self._entries = sorted({entry for entry in entries if entry}, key=lambda entry: (-len(entry), entry))
        self._spaced = spaced
        self.words = frozenset(entry for entry in self._entries if spaced and WORD.fullmatch(entry))
        self.signs = tuple(entry for entry in self._entries if not _is_wordy(entry))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the longest phrase that stands first."""
        return re.compile(_pattern(self._entries, self._spaced))

    def find(self, text: str) -> str:
        """The first phrase found anywhere in folded text, or nothing."""
        found = self.pattern.search(text)
        return found[0] if found else ""

    def leads(self, text: str) -> str:
        """The phrase that folded text begins with, or nothing."""
        found = self.pattern.match(text)
        return found[0] if found else ""

    def is_all(self, text: str) -> bool:
        """Whether one phrase is the whole of a folded text."""
        return self.pattern.fullmatch(text) is not None

    def triggers(self, tokens: Tokens) -> frozenset[str] | None:
        """Of these, one stands in every text in which a phrase that is no sign is found; None where that is not known.

        `tokens` gives the words of a text; where no spaces part them, letter clusters, two in a row as one.
        """
        found: set[str] = set()
        for entry in self._entries:
            if _is_wordy(entry):
                needed = _needed(entry, tokens if self._spaced else partial(_sure_clusters, tokens))
                if not needed or (not self._spaced and "~" in entry):
                    return None
                found.update(needed)
        return frozenset(found)


def _pattern(listed: Sequence[str], spaced: bool) -> str:
    edges = (r"(?<!\w)", r"(?!\w)") if spaced else (CLUSTER_BEGINS, CLUSTER_ENDS)
    wordy = "|".join(_regex(entry, spaced) for entry in listed if _is_wordy(entry))
    signs = "|".join(_regex(entry, spaced) for entry in listed if not _is_wordy(entry))
    parts = [part for part in (wordy and f"{edges[0]}(?:{wordy}){edges[1]}", signs) if part]
    return "|".join(parts) or "(?!)"


def _is_wordy(entry: str) -> bool:
    return entry[0].isalnum() or entry[0] in "([<"


def _regex(entry: str, spaced: bool) -> str:
    gap, anything = (" ", r"(?:[^\s,;.]+ ){0,2}") if spaced else (r"\s*", ".{0,20}?")
    made = "".join(gap if sign == " " else _SIGNS.get(sign) or re.escape(sign) for sign in entry)
    return made.replace(f"{gap}~{gap}", f"{gap}{anything}").replace(f"]{gap}", f"{gap})?")


def _needed(entry: str, tokens: Tokens) -> list[str]:
    """One token for each spelling of one word of the phrase: of the word with the longest, as long ones are rare."""
    words = [found[1] or found[2] for piece in _PIECE.findall(entry) if (found := _SAID.fullmatch(piece))]
    spellings = [[sorted(tokens(spelling), key=_length) for spelling in word.split("|")] for word in words]
    sure = [[found[-1] for found in word] for word in spellings if all(word)]
    return max(sure, key=lambda word: min(map(len, word)), default=[])


def _length(token: str) -> tuple[int, str]:
    return len(token), token


def _sure_clusters(tokens: Tokens, spelling: str) -> Iterable[str]:
    """The tokens of a word without spaces around it. Letters that form no clusters may go on with the text's own."""
    return tokens(spelling) if _LETTERS.fullmatch(spelling) else ()
