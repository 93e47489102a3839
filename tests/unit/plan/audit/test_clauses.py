"""The words of a sentence without spaces, against a walk that tries every known word at every letter."""

from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from palermo.plan.audit.clauses import Part, acts, may_hold_several, words_of
from palermo.plan.audit.lexicon import lexicon

KHMER = lexicon("km")
# as `Part` orders them: a word of two lists is what comes later
LISTS = ("pronouns", "fillers", "prepositions", "act_nouns", "acts_or_nouns", "acts", "openers", "purposes", "joins")
SIGNS = {";": "stop", ".": "stop", "។": "stop", ",": "comma", ":": "other", "៖": "other", "&": "joins"}


def known() -> dict[str, str]:
    found = {word: name for name in LISTS for word in KHMER.words(name)}
    soft = {word for name in ("soft", "intentions") for word in KHMER.words(name) if word.isalpha()}
    return found | {word: "acts_or_nouns" for word in soft if word not in found}


KNOWN = known()


def fits(text: str, at: int, word: str) -> bool:
    """Whether the word stands there and its letters are whole: nothing before or after belongs to them."""
    before, after = text[at - 1 : at], text[at + len(word) :][:1]
    return text.startswith(word, at) and before != "\u17d2" and not ("\u17b6" <= after <= "\u17d3" or after == "\u17dd")


def slowly(text: str) -> Iterator[tuple[str, str]]:
    """The slow way, as one would write it down."""
    at, other = 0, ""
    while at < len(text):
        known = max((word for word in KNOWN if fits(text, at, word)), key=len, default="")
        if part := KNOWN.get(known) or SIGNS.get(text[at]):
            yield from [(other.strip(), "other")] if other.strip() else []
            yield known or text[at], part
            other = ""
        else:
            other += text[at]
        at += len(known) or 1
    yield from [(other.strip(), "other")] if other.strip() else []


PIECES = st.one_of(
    st.sampled_from(sorted(KNOWN)),
    st.sampled_from(sorted(word[:-1] for word in KNOWN if len(word) > 1)),
    st.sampled_from([*SIGNS, " ", "្", "ា", "ក", "x", "57", "\u17dd"]),
)


@given(st.lists(PIECES, max_size=8).map("".join))
@example("ធ្វើវិសោធនកម្ឬ")  # the last letter is a word by itself, but not below another
def test_words_are_found_as_the_slow_way_finds_them(text: str) -> None:
    told = KHMER.read(text)
    assert [(word, str(part)) for word, part in words_of(told)] == list(slowly(told.text))


def test_the_slow_way_knows_every_word_of_these_lists() -> None:
    assert {part for part in Part if KHMER.words(part)} == set(LISTS)


@given(st.data())
def test_a_sentence_that_is_not_walked_holds_no_two_acts(data: st.DataObject) -> None:
    words = lexicon("en")
    acting = sorted(set().union(*(words.words(name) for name in ("acts", "acts_or_nouns", "act_nouns", "soft"))))
    between = st.sampled_from([" the law and ", " and ", ", ", " of x; ", " the "])
    pieces = data.draw(st.lists(st.tuples(st.sampled_from(acting), between), max_size=4))
    told = words.read("".join(part for pair in pieces for part in pair) + "act")
    assert may_hold_several(told) or not acts(told).several
