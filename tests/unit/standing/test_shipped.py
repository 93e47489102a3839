"""What is shipped: every placement with its mark and source, nothing filled in, nothing quoted that was not read."""

import re
from collections import Counter

from palermo.core.countries import countries
from palermo.standing import Mark, Tier, shipped, shipped_law, shipped_text
from tests.source import PACKAGE

KHMER = re.compile("[\u1780-\u17ff]")
FOLDER = PACKAGE / "standing" / "shipped"


def test_every_placement_has_its_mark_and_a_source_that_is_named() -> None:
    record = shipped()
    placements = [each for history in record.histories.values() for each in history.placements.values()]
    assert (len(record.histories), len(placements)) == (190, 4112)
    marks = Counter(each.mark for each in placements)
    assert marks == {Mark.VERIFIED: 3409, Mark.DERIVED: 420, Mark.INTERPOLATED: 150, Mark.RECALLED: 133}
    named = {each.source for each in placements} | {other for each in placements for other in each.second_sources}
    assert named <= record.sources.keys()
    assert {each.source for each in record.statements} <= record.sources.keys()


def test_a_plan_can_be_of_every_country_that_is_placed_and_each_has_its_khmer_name() -> None:
    histories = shipped().histories
    assert histories.keys() <= {each.iso3 for each in countries()}
    assert [iso3 for iso3, each in histories.items() if not KHMER.match(each.name.say("km"))] == []
    assert (histories["FRA"].name.say("km"), str(histories["MMR"].name)) == ("បារាំង", "Burma (Myanmar)")


def test_what_nobody_could_read_stays_empty() -> None:
    gaps = [(iso3, year) for iso3, history in shipped().histories.items() for year in history.gaps]
    assert Counter(year for _, year in gaps) == {2016: 35, 2019: 50}
    assert [each for each in gaps if shipped().histories[each[0]].tier(each[1]) is not None] == []


def test_the_years_are_those_of_reports() -> None:
    years = {year for history in shipped().histories.values() for year in history.placements}
    assert years == set(shipped_law().publications) == set(range(2001, 2026))
    assert [year for year in years if shipped_law().publications[year].day.year != year] == []


def test_the_law_has_one_rule_of_a_kind_on_any_day() -> None:
    law = shipped_law()
    for year in range(2001, 2031):
        day = law.report_day(year)
        kinds = Counter(rule.kind for rule in law.rules if rule.in_force(day))
        assert set(kinds.values()) <= {1}, year
    assert [(law.due_day(year).month, law.due_day(year).day) for year in (2020, 2021)] == [(6, 1), (6, 30)]
    assert {rule.law for rule in law.rules} <= {law_.law for law_ in law.amendments}
    assert [law.tier_rule(tier).tier for tier in Tier] == list(Tier)


def test_the_terms_of_what_is_shipped_are_shipped() -> None:
    notice = shipped_text("NOTICE.txt")
    assert [path.name for path in FOLDER.iterdir() if path.suffix not in (".csv", ".txt")] == []
    for word in ("MIT", "public domain", "our own words", "not legal advice".replace("not ", "")):
        assert " ".join(word.split()) in " ".join(notice.split())
