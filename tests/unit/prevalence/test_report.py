import io
import math
import re
from dataclasses import replace

import docx
import pytest

from palermo.core import Message
from palermo.paper import Paper, Picture, paper_docx, paper_page, said
from palermo.prevalence import Estimate, Estimated, Grouped, Population, Refusal, Sensitivity, estimate_report, look
from palermo.prevalence.report.words import about, about_span, rounded_seen, seen
from tests.unit.prevalence.an_estimate import not_yet, uk

PEOPLE = Population(64_100_000, "Office for National Statistics", "2013")


def many_not_yet() -> Estimated:
    """The same lists with 29 times the people."""
    found = not_yet()
    table = found.table.with_counts(29 * count for count in found.table.counts)
    return replace(found, table=table, looked=look(table))


def text_of(paper: Paper) -> str:
    return "\n".join(said(line) for chapter in paper.chapters for line in (chapter.title, *chapter.lines))


def test_the_first_sentence_is_a_range_with_the_people_seen() -> None:
    first = estimate_report(uk()).chapters[0].lines
    assert str(first[0]).startswith("About 11,000 to 25,000 people in all")
    assert "Of them 2,744 were seen" in str(first[0])
    assert "8,800 to about 56,000" in str(first[2])


def test_methods_that_take_lists_for_independent_are_beside_the_range_and_not_in_it() -> None:
    spread = estimate_report(uk()).chapter("spread")
    side = estimate_report(uk()).chapter("methods")
    assert spread
    assert side
    assert "Independent lists" not in [said(row.cells[0]) for row in spread.rows]
    assert [said(row.cells[0]) for row in side.rows][-2:] == ["Independent lists", "Lower bound (Chao)"]


def test_one_method_alone_is_told_as_that() -> None:
    found = uk()
    alone = Estimated(found.table, found.looked, found.estimates[2:3], (), Sensitivity(), found.provenance)
    first = str(estimate_report(alone).chapters[0].lines[0])
    assert "one method alone (Stepwise by p-value)" in first
    assert "must not stand alone" in first


@pytest.mark.parametrize(
    ("population", "words"),
    [(PEOPLE, "about 18 to 39, seen and not seen together (population 64,100,000"), (None, "No rate per 100,000")],
)
def test_a_rate_is_given_with_its_population_or_not_at_all(population: Population | None, words: str) -> None:
    assert words in text_of(estimate_report(uk(), population=population))


def test_what_cannot_be_estimated_has_a_report_of_its_own() -> None:
    paper = estimate_report(not_yet())
    assert str(paper.chapters[0].lines[0]).startswith("Not estimable yet. On 3 lists 96 people were seen")
    assert paper.chapter("range")
    assert paper.chapter("spread") is None
    needed = paper.chapter("needed")
    assert needed
    assert "A + C, B + C" in str(needed.lines[1])


@pytest.mark.parametrize("found", [uk(), many_not_yet()], ids=["estimated", "not yet"])
def test_a_public_report_holds_no_exact_count(found: Estimated) -> None:
    paper = estimate_report(found, public=True)
    page = paper_page(paper)
    assert not {"lists", "overlaps", "pairs", "models", "needed", "moved"} & {each.key for each in paper.chapters}
    assert found.table.fingerprint not in page
    shown = set(re.findall(r"\d[\d,]*", re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)))
    assert {each for each in shown if len(each.replace(",", "").rstrip("0")) > 2} <= {"2022"}
    assert "about 2," in page
    assert f"{found.table.n:,}" not in shown


def test_of_few_people_nothing_is_told_in_public() -> None:
    """Two figures of what is below a hundred are all of it."""
    paper = estimate_report(not_yet(), public=True)
    assert [each.key for each in paper.chapters] == ["range", "not-for", "origin"]
    assert not re.search(r"\b96\b", text_of(paper))
    assert "Fewer than 100 people were seen" in text_of(paper)


def test_the_share_of_the_unseen_does_not_tell_the_seen_in_public() -> None:
    """Of 2,749 people and 4,100 in all it would be 0.491: about 2,700 people, and 0.52, tell neither."""
    found = uk()
    table = found.table.with_counts((0, found.table.counts[1] + 5, *found.table.counts[2:]))
    one = replace(found.estimates[2], total=4_100.0, intervals={})
    few = Estimated(table, look(table), (one,), (), Sensitivity(), found.provenance)
    assert "there were about 0.52 people" in text_of(estimate_report(few, public=True))
    assert "there were about 0.49 people" in text_of(estimate_report(few))


def test_people_seen_are_told_in_tens_in_public() -> None:
    assert [rounded_seen(n) for n in (100, 104, 137, 999, 2_744)] == [100, 100, 140, 1_000, 2_700]
    assert str(seen(2_744, public=True)) == "about 2,700"
    assert str(seen(2_744, public=False)) == "2,744"


@pytest.mark.parametrize("public", [False, True])
def test_an_interval_without_an_end_is_told_and_drawn_to_the_edge(public: bool) -> None:
    found = uk()
    estimates = tuple(
        replace(one, intervals={**one.intervals, 95: (10_895.0, math.inf)}) if one.method == "best-bic" else one
        for one in found.estimates
    )
    paper = estimate_report(replace(found, estimates=estimates), public=public)
    page = paper_page(paper)
    assert "8,800 to about ∞" in page
    assert "no upper end" in page
    assert ("11,000 to ∞" if public else "10,895–∞") in page
    assert "inf" not in re.findall(r'="([a-z]+)%"', page)
    assert 'x2="100.00%"' in page


def test_entries_counted_once_only_stay_inside() -> None:
    found = uk()
    made = replace(found.provenance, settings={**found.provenance.settings, "duplicates": 3})
    one = replace(found, provenance=made)
    assert "Entries counted once only" in paper_page(estimate_report(one))
    assert "Entries counted once only" not in paper_page(estimate_report(one, public=True))


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("found", [uk(), not_yet()], ids=["estimated", "not yet"])
def test_page_and_document_say_every_cell(found: Estimated, language: str) -> None:
    paper = estimate_report(found, population=PEOPLE)
    page = paper_page(paper, language)
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    document = docx.Document(io.BytesIO(paper_docx(paper, language)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    wanted = [said(cell, language) for chapter in paper.chapters for row in chapter.rows for cell in row.cells]
    assert [cell for cell in wanted if cell not in cells] == []
    assert page.count("<tr>") == sum(len(each.rows) + 1 for each in paper.chapters if each.rows)


def test_every_picture_has_its_table_and_stays_within_its_edges() -> None:
    for chapter in estimate_report(uk()).chapters:
        if isinstance(chapter.picture, Picture):
            assert chapter.rows
            places = [mark.x for mark in chapter.picture.marks]
            assert min(places) >= 0
            assert max(places) <= 100


@pytest.mark.parametrize(
    ("value", "words"),
    [(11_313.2, "11,000"), (25_311, "25,000"), (99.6, "100"), (3.13, "3.1"), (0.041, "0.041"), (0, "0")],
)
def test_words_have_two_figures(value: float, words: str) -> None:
    assert about(value) == words


def test_reasons_that_methods_share_stand_once() -> None:
    refused = estimate_report(not_yet()).chapter("refused")
    assert refused
    assert [said(row.cells[0]) for row in refused.rows] == ["Stepwise by p-value, Best model by BIC"]
    assert isinstance(refused.rows[0].cells[1], Message)


def test_ends_that_are_written_alike_are_one_number() -> None:
    assert str(about_span(8.19, 8.21)) == "8.2"
    assert str(about_span(8.19, 8.31)) == "8.2 to 8.3"


def test_a_group_of_few_is_not_shown_in_public_nor_what_its_sum_would_tell() -> None:
    estimates: dict[tuple[str, ...], Estimate | Refusal] = {("f",): uk().estimates[2], ("m",): uk().estimates[3]}
    for seen_of_m, shown in ((100, ["f", "m", "All groups added up"]), (99, ["f"])):
        people: dict[tuple[str, ...], int] = {("f",): 2_000, ("m",): seen_of_m}
        grouped = Grouped(("sex",), people, {"stepwise": estimates}, {"stepwise": uk().estimates[4]})
        chapter = estimate_report(replace(uk(), grouped=grouped), public=True).chapter("groups")
        assert chapter
        assert [said(row.cells[0]) for row in chapter.rows] == shown
        assert ("Groups of fewer than 100" in " ".join(map(str, chapter.lines))) == (seen_of_m < 100)
