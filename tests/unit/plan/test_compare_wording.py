"""Word-level differences and likeness of two wordings."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from palermo.plan.compare import Op, Span, clusters, word_changes
from palermo.plan.compare.wording import likeness, tokens

KHMER = "បង្កើតជម្រកថ្មីនៅខេត្តសៀមរាប"
texts = st.text(st.sampled_from("ab ,.-1កខ្មេ\u17d2ិា\u200b\u200dé\u0301\n"), max_size=30) | st.text(max_size=30)


def side(spans: tuple[Span, ...], *ops: Op) -> str:
    return "".join(span.text for span in spans if span.op in ops)


@given(texts, texts)
def test_the_spans_spell_both_texts(old: str, new: str) -> None:
    spans = word_changes(old, new)
    assert side(spans, Op.KEEP, Op.DELETE) == old
    assert side(spans, Op.KEEP, Op.INSERT) == new
    assert all(span.text for span in spans)


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {span.op for span in word_changes(text, text)} <= {Op.KEEP}


@given(texts)
def test_clusters_join_to_the_text_and_none_begins_with_a_mark(text: str) -> None:
    parts = clusters(text)
    assert "".join(parts) == text
    assert not any(unicodedata.category(part[0]).startswith("M") for part in parts[1:])


def test_khmer_subscripts_and_vowels_stay_with_their_consonant() -> None:
    assert clusters("ខ្មែរ") == ["ខ្មែ", "រ"]
    assert clusters("ស្ត្រី") == ["ស្ត្រី"]


@given(st.integers(0, len(KHMER)), st.sampled_from("កខ្មេ\u17d2ិ"))
def test_no_khmer_cluster_is_cut_by_a_difference(at: int, sign: str) -> None:
    old, new = KHMER, KHMER[:at] + sign + KHMER[at:]
    for text, op in ((old, Op.DELETE), (new, Op.INSERT)):
        ends, place = set(), 0
        for cluster in clusters(text):
            place += len(cluster)
            ends.add(place)
        place = 0
        for span in word_changes(old, new):
            if span.op in (Op.KEEP, op):
                place += len(span.text)
                assert place in ends


def test_words_change_whole_and_neighbours_together() -> None:
    spans = word_changes("Open a shelter by June 2024", "Open two big shelters by June 2025")
    assert spans == (
        Span(Op.KEEP, "Open "),
        Span(Op.DELETE, "a shelter"),
        Span(Op.INSERT, "two big shelters"),
        Span(Op.KEEP, " by June "),
        Span(Op.DELETE, "2024"),
        Span(Op.INSERT, "2025"),
    )


def test_marked_khmer_words_change_whole() -> None:
    spans = word_changes("បង្កើត\u200bជម្រក\u200bថ្មី", "បង្កើត\u200bមណ្ឌល\u200bថ្មី")
    assert [span for span in spans if span.op is not Op.KEEP] == [Span(Op.DELETE, "ជម្រក"), Span(Op.INSERT, "មណ្ឌល")]


def test_a_text_too_long_to_compare_word_by_word_is_one_change() -> None:
    old, new = "a b " * 2000, "c d " * 2000
    assert word_changes(old, new) == (Span(Op.DELETE, old), Span(Op.INSERT, new))


@given(texts, texts)
def test_likeness_is_symmetric_and_a_share(old: str, new: str) -> None:
    share = likeness(tokens(old), tokens(new))
    assert share == likeness(tokens(new), tokens(old))
    assert 0 <= share <= 1


def test_word_marks_and_capitals_do_not_make_texts_unlike() -> None:
    assert likeness(tokens("បង្កើត\u200bជម្រក"), tokens("បង្កើតជម្រក")) == 1
    assert likeness(tokens("Train Police"), tokens("train police")) == 1
    assert likeness(tokens(""), tokens("")) == 0
