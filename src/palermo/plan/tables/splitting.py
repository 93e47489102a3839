"""Several things in one cell: numbered lists, bullets, lines, and names of bodies set side by side."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from palermo.core.languages import fold, fold_digits
from palermo.plan.tables.vocabulary import each_word, folded, spellings

_BULLET = re.compile(r"[•‣◦▪■●○◆❖➢➤►→✓✔\uf0b7\uf0a7\uf0d8·*–—-](?:[ \t]+|(?=[^\W\d_]))")
_NUMBER = re.compile(
    r"([0-9]{1,2})(?:[.)៖-]+(?:[ \t]+(?=\S)|(?=[^\W\d_]))|/[ \t]+(?=\S))|([a-z])\)[ \t]*(?=\S)"
    r"|\(([0-9]{1,2}|[a-z])\)[ \t]*(?=\S)"
)
_MARKER = re.compile(rf"\s*(?:{_NUMBER.pattern}|(?:[0-9]{{1,2}}\.)+([0-9]{{1,2}})\.?[ \t]+(?=\S))")
_INLINE = re.compile(
    r"(?:^|(?<=[\s;,.]))\(?([0-9]{1,2}|[a-z])\)[ \t]*(?=\S)|(?:^|(?<=[\s;]))([0-9]{1,2})\.[ \t]+(?=\S)"
)
_INDENT = "  "
# what stands in brackets belongs together: "victims (women; children)"
_SEMICOLON = re.compile(r";(?![^(\n]*\))")
_PARTED = re.compile(rf"{_SEMICOLON.pattern}|\|")
_TRANSLATED = " / "
_KHMER = re.compile("[\u1780-\u17b3]")
_LATIN = re.compile("[A-Za-z]")


class Part(NamedTuple):
    """One thing of several; `number` is its place where the cell numbers them, 0 where it does not."""

    text: str
    number: int = 0


@lru_cache(maxsize=2048)
def listed(text: str) -> tuple[Part, ...]:
    """The entries of a list in a cell: numbered, bulleted, one a line, or between semicolons; else the text itself."""
    if not text:
        return ()
    # one word or number, or one line that begins with a letter, is no list
    if text.isalnum() or ("\n" not in text and ";" not in text and text[0].isalpha()):
        return (Part(text),)
    return tuple(_inline(text) or _numbered(text) or _bulleted(text) or map(Part, _lines(text)))


def numbered(parts: Sequence[Part]) -> str:
    """Numbered lines that `listed` takes apart again; further lines of one entry are set in."""
    return "\n".join(f"{part.number}. " + part.text.replace("\n", "\n" + _INDENT) for part in parts)


def _numbered(text: str) -> list[Part]:
    """Lines that begin with a number; the others belong to the entry above."""
    lines, plain = text.split("\n"), fold_digits(text).split("\n")
    if not _MARKER.match(plain[0]):
        return []
    entries: list[str] = []
    numbers = [-1]
    for line, digits in zip(lines, plain, strict=True):
        set_in = line.startswith(_INDENT) and bool(entries)
        found = None if set_in else _MARKER.match(digits)
        if found and (number := _place(found)) > numbers[-1]:
            entries.append(line[found.end() :])
            numbers.append(number)
        else:
            entries[-1] += "\n" + (line[len(_INDENT) :] if set_in else line)
    # "1.5 million" alone is no list of one
    if len(entries) == 1 and not _NUMBER.match(plain[0]):
        return []
    return [Part(entry.strip(), number) for entry, number in zip(entries, numbers[1:], strict=True)]


def _place(found: re.Match[str]) -> int:
    # of the groups of these patterns exactly one matches
    sign = found[found.lastindex or 0]
    return int(sign) if sign.isdecimal() else ord(sign) - 96


def _inline(text: str) -> list[Part]:
    """A list written on in one line, as in: 1) a 2) b."""
    if "\n" in text:
        return []
    found = list(_INLINE.finditer(fold_digits(text)))
    if len(found) < 2 or found[0].start() != 0 or [_place(one) for one in found] != list(range(1, len(found) + 1)):
        return []
    ends = [one.start() for one in found[1:]] + [len(text)]
    return [
        Part(text[one.end() : end].strip().rstrip(";,").strip(), n)
        for n, (one, end) in enumerate(zip(found, ends, strict=True), start=1)
    ]


def _bulleted(text: str) -> list[Part]:
    lines = text.split("\n")
    if not _BULLET.match(lines[0]):
        return []
    parts: list[str] = []
    for line in lines:
        if found := _BULLET.match(line.lstrip()):
            parts.append(line.lstrip()[found.end() :].strip())
        elif line.strip():
            parts[-1] = f"{parts[-1]}\n{line.strip()}"
    return [Part(part) for part in parts if part]


def _lines(text: str) -> list[str]:
    """A new line begins a new entry, unless it goes on in small letters or the line above waits for more."""
    parts: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        goes_on = parts and (line[0].islower() or parts[-1].endswith((",", "-", "–", "/")))
        if goes_on:
            parts[-1] = f"{parts[-1]}\n{line}"
        else:
            parts.append(line)
    if len(parts) == 1 and ";" in text:
        parts = [part.strip() for part in _SEMICOLON.split(parts[0])]
    return [stripped for part in parts if (stripped := part.rstrip(";").strip())]


@lru_cache(maxsize=16384)
def bodies(text: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The bodies named in a cell.

    A comma or an "and" parts two bodies only where what follows is a body too, since "Ministry of Women, Family and
    Youth" is one. `known` holds folded names from the plan's own register.
    """
    parts: list[str] = []
    entries = listed(text)
    for entry in entries:
        for piece in _PARTED.split(entry.text):
            parts += _side_by_side(piece.strip(), known)
    if not any(entry.number for entry in entries):
        parts = _with_translations(parts)
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part))


def _with_translations(parts: list[str]) -> list[str]:
    """Each body with its name in the other language, where every second line is the translation of the one above."""
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 or not all(_translated(one, other) and _named(one) and _named(other) for one, other in pairs):
        return parts
    return [_TRANSLATED.join(pair) for pair in pairs]


def _translated(one: str, other: str) -> bool:
    """Whether one is in Khmer alone and the other a name without Khmer, not short: the same body in two languages."""
    khmer, latin = (one, other) if _KHMER.search(one) else (other, one)
    two = _KHMER.search(khmer) and not _LATIN.search(khmer) and not _KHMER.search(latin)
    return bool(two) and not any(map(_short, latin.split()[:1]))


def _side_by_side(text: str, known: frozenset[str]) -> list[str]:
    if not text or fold(text) in known:
        return [text]
    pieces = [piece for piece in _separators().split(text) if piece is not None]
    names, separators = pieces[::2], pieces[1::2]
    joined = [names[0]]
    for separator, name in zip(separators, names[1:], strict=True):
        if _parts_two(joined[-1], separator, name, known):
            joined.append(name)
        else:
            joined[-1] += separator + name
    return [name.strip().strip(",;/&").strip() for name in joined]


def _parts_two(before: str, separator: str, after: str, known: frozenset[str]) -> bool:
    if not before.strip() or not after.strip():
        return True
    if fold(before) in known and fold(after) in known:
        return True
    if _single(before) and _single(after):
        return True
    spelled = separator.strip().strip(",").strip()
    if spelled in ("/", "&"):
        return (_short(before) and _short(after)) or (
            _named(before) and _named(after) and not _translated(before, after)
        )
    # before an "and" only a first word tells a body: "Ministry of Labour and Social Office" may be one
    ends = not spelled
    return (_named(after) or _short(after) or (ends and _headed(after))) and (
        _named(before) or _short(before) or _headed(before)
    )


def _named(name: str) -> bool:
    """Whether it begins with a word that bodies begin with."""
    words = fold(name).split()
    if not words:
        return False
    first = words[1] if words[0] in ("the", "la", "le", "el", "les", "los", "las") and len(words) > 1 else words[0]
    first = first.removeprefix("l'").removeprefix("l’").strip("(),.")
    if first in folded("adjectives"):
        return len(words) > 1
    return first in folded("bodies") or any(name.strip().startswith(start) for start in _khmer_starts())


def _headed(name: str) -> bool:
    """Whether it ends in such a word, as in Border Police."""
    words = fold(name).split()
    return len(words) > 1 and words[-1].strip("(),.") in folded("bodies")


@cache
def _khmer_starts() -> tuple[str, ...]:
    return tuple(spellings("bodies")["km"])


def _single(name: str) -> bool:
    """One word with a capital, such as Customs."""
    name = name.strip()
    return name[:1].isupper() and not re.search(r"\s", name)


def _short(name: str) -> bool:
    """An abbreviation such as MoI, NCCT or GDP-NP: at least half of its letters are capitals, and it is one word."""
    name = re.sub(r"\s*\([^)]*\)\s*$", "", name.strip())
    letters = [letter for letter in name if letter.isalpha()]
    if " " in name or not 2 <= len(letters) <= 14:
        return False
    return sum(letter.isupper() for letter in letters) * 2 >= len(letters)


@cache
def _separators() -> re.Pattern[str]:
    words = [word for _, word in each_word(spellings("and")) if word.isascii()]
    khmer = [word for _, word in each_word(spellings("and")) if not word.isascii()]
    latin = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(\s*,\s*(?:(?:{latin})\s+)?|\s*\n\s*|\s*/\s*|\s*&\s*|\s+(?:{latin})\s+|\s*(?:{'|'.join(khmer)})\s*|\s*،\s*)"
    )


def words_apart(text: str) -> tuple[str, ...]:
    """Short entries between commas, semicolons, lines or "and": places, groups."""
    parts = [piece for entry in listed(text) for piece in re.split(r"[;,|\n]", entry.text)]
    found: list[str] = []
    for part in parts:
        found += [piece.strip() for piece in _plain_and().split(part)]
    return tuple(dict.fromkeys(piece.strip(" .") for piece in found if piece and piece.strip(" .")))


@cache
def _plain_and() -> re.Pattern[str]:
    latin = "|".join(word for _, word in each_word(spellings("and")) if word.isascii() and len(word) > 1)
    khmer = "|".join(word for _, word in each_word(spellings("and")) if not word.isascii())
    return re.compile(rf"\s+(?:{latin})\s+|\s*(?:{khmer})\s*|\s*/\s*")


def roles(text: str) -> dict[str, str]:
    """The words behind each role of a cell such as "Lead: X; Support: Y"; empty where it has no such labels."""
    if not _roles().match(text):
        return {}
    found = list(_roles().finditer(text))
    told: dict[str, str] = {}
    ends = [one.start() for one in found[1:]] + [len(text)]
    for one, end in zip(found, ends, strict=True):
        role = _role_of()[fold(one["word"])]
        words = text[one.end() : end].strip().strip(";,").strip()
        told[role] = f"{told[role]}; {words}" if role in told else words
    return told


def roles_in_brackets(named: Sequence[str]) -> dict[str, str]:
    """The same where one of the bodies bears its role behind it, as in "MoL (lead); MoI"."""
    plain = [_leading().sub("", name) for name in named]
    leads = [n for n, name in enumerate(named) if plain[n] and plain[n] != name]
    if len(leads) != 1:
        return {}
    others = [name for n, name in enumerate(named) if n != leads[0]]
    return {"lead": plain[leads[0]]} | ({"partners": "; ".join(others)} if others else {})


@cache
def _leading() -> re.Pattern[str]:
    words = sorted({word for _, word in each_word(spellings("roles")["lead"])}, key=len, reverse=True)
    return re.compile(rf"\s*[(\[]\s*(?:{'|'.join(map(re.escape, words))})\s*[)\]]$", re.IGNORECASE)


@cache
def _role_of() -> dict[str, str]:
    return {fold(word): role for role in ("lead", "partners") for _, word in each_word(spellings("roles")[role])}


@cache
def _roles() -> re.Pattern[str]:
    words = {word for role in ("lead", "partners") for _, word in each_word(spellings("roles")[role])}
    written = sorted(words | {fold(word) for word in words}, key=len, reverse=True)
    return re.compile(
        rf"(?:^|(?<=[;\n,.])\s*|(?<=\s))(?P<word>{'|'.join(map(re.escape, written))})\s*[:៖]\s*", re.IGNORECASE
    )
