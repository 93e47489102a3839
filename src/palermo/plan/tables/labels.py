"""The words in front of a goal, an objective or an activity: "Strategic Goal 1:", "គោលដៅទី១៖", "2.1", "IV."."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from palermo.core.languages import fold, fold_digits
from palermo.plan.tables.vocabulary import each_word, folded, spellings

# from the broadest to the narrowest
RANKS = ("part", "goal", "strategic objective", "objective", "outcome", "output", "activity")
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,5}|[IVXLC]{1,6}|[A-Z](?![A-Za-z])"
# letters with a number, such as SO1 or A1.2; not those of a time: FY25, Q1, H2
_LETTERED = r"(?!FY|[QHST][0-9]\b)[A-Z]{1,3}[0-9]{1,2}(?:\.[0-9]{1,3}){0,5}"
_BARE = re.compile(rf"(?P<number>{_LETTERED}|{_NUMBER})(?P<mark>[.:)\]៖–—-]+|\s|$)\s*(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in front of a text. `rank` is one of RANKS or "" for a bare number; `number` is in plain digits."""

    rank: str
    number: str
    rest: str
    language: str = ""
    word: str = ""

    @property
    def depth(self) -> int:
        """How many parts the number has: 2.1 has two. A letter or a Roman numeral counts as one."""
        return self.number.count(".") + 1 if self.number else 0


@lru_cache(maxsize=16384)
def label(text: str) -> Label | None:
    """The label of a text, None where it has none. A word such as "Goal" is one with a number or a sign behind it."""
    plain = fold_digits(text).strip()
    if found := _words().match(plain):
        number = _number(found["number"] or "")
        rest = plain[found.end() :]
        if number or found["sign"] or not rest.strip():
            rank, language, word = _ranks()[fold(found["word"])]
            told = text.strip()[len(plain) - len(rest) :].strip()
            return Label(rank, number, _said_again(told, number), language, word)
    found = _BARE.match(plain)
    if not found or not (number := _number(found["number"])):
        return None
    if not _marked(found["number"], found["mark"], found["rest"]):
        return None
    rest = found["rest"]
    return Label("", number, text.strip()[len(plain) - len(rest) :].strip() if rest else "")


def _said_again(text: str, number: str) -> str:
    """The words of a heading in two languages without the label of the second: "ការបង្ការ / Objective 1: Prevention"."""
    first, sign, second = text.partition("\n") if "\n" in text else text.partition(" / ")
    again = label(second) if number and sign else None
    return f"{first}{sign}{again.rest}" if again and again.rank and again.number == number else text


def code_of(text: str) -> str:
    """A code in plain digits, as codes are compared: "១.១." and "1.1" are the same."""
    return fold_digits(text).strip().strip(".:)( ").strip()


def prefix(inner: str, outer: str) -> bool:
    """Whether one code stands under another: 1.2.1 under 1.2."""
    return bool(outer) and inner.startswith((f"{outer}.", f"{outer}-", f"{outer}/"))


def _marked(number: str, mark: str, rest: str) -> bool:
    """A bare number is a label when a sign or a dot says so: "1. Prevent" and "1.2 Prevent", not "5 workshops"."""
    if mark.strip() or "." in number:
        return not (rest[:1] in "%" and rest) and bool(rest or mark.strip() or "." in number)
    return not rest


def _number(text: str) -> str:
    return text.strip(".").strip()


@cache
def _ranks() -> dict[str, tuple[str, str, str]]:
    return {
        fold(word): (rank, language, word) for rank in RANKS for language, word in each_word(spellings("levels")[rank])
    }


@cache
def _words() -> re.Pattern[str]:
    ranks = [word for rank in RANKS for _, word in each_word(spellings("levels")[rank])]
    written = {form for word in ranks for form in (word, fold(word))}
    ordinals = {word for _, word in each_word(spellings("ordinals"))} | set(folded("ordinals"))
    alternatives = "|".join(re.escape(word) for word in sorted(written, key=len, reverse=True))
    between = "|".join(re.escape(word) for word in sorted(ordinals, key=len, reverse=True))
    # Khmer writes no space after a word; other scripts end it there
    return re.compile(
        rf"(?P<word>{alternatives})(?:(?<=[\u1780-\u17ff])|(?![^\W\d_]))\s*(?:{between})?\s*"
        rf"(?P<number>[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,5}}(?![0-9])|(?-i:[IVXLC]{{1,6}})\b|[a-z]\b(?!['’]))?"
        r"(?P<sign>\s*[.:)\]៖–—]+|\s+-(?=\s))?\s*",
        re.IGNORECASE,
    )
