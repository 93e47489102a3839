"""One table to all that can be said of it: refusals, the same bytes, what is kept, the contract, the public tables."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jsonschema
import numpy as np
import pytest

from palermo.core import Message, UserError
from palermo.paper import said
from palermo.prevalence import (
    METHODS,
    Estimate,
    Estimated,
    Listed,
    Settings,
    Strata,
    Table,
    estimate,
    estimate_report,
    estimated_schema,
    estimated_to_tree,
    omit,
    public_lists,
    public_tables,
)
from palermo.prevalence import estimating as room
from palermo.prevalence.estimating import plain
from palermo.prevalence.methods import chosen

QUICK = ("independence", "chao", "sample-coverage", "stepwise")


def public(name: str) -> Table:
    return public_lists(name).table


HEPATITIS = public("hepatitis_a_taiwan_3lists")


def quick(table: Table = HEPATITIS, **more: Any) -> Estimated:
    settings: dict[str, Any] = {"methods": QUICK, "replicates": 40, "seed": 1}
    return estimate(table, **settings | more)


def written(found: Estimated) -> str:
    return json.dumps(estimated_to_tree(found), allow_nan=False)


@pytest.fixture(scope="module")
def found() -> Estimated:
    return quick(threads=2)


def test_tables_that_nothing_can_be_said_of_are_refused_before_any_method() -> None:
    disjoint = Table(("A", "B", "C"), (0, 60, 50, 0, 40, 0, 0, 0))
    for table, code in (
        (public("artificial_3lists"), "too-few-people"),
        (omit(HEPATITIS, "E"), "too-few-lists"),
        (disjoint, "no-overlap"),
    ):
        found = estimate(table, seed=1)
        assert (found.estimates, [each.code for each in found.refused]) == ((), [code])
        assert all(str(each.reason) and str(each.advice) for each in found.refused)
        assert found.looked.n == table.n


def test_the_two_list_figure_is_given_to_who_asks_for_it_by_name_beside_the_refusal() -> None:
    found = quick(omit(HEPATITIS, "E"), methods=("chapman", "chao"))
    assert [each.method for each in found.estimates] == ["chapman"]
    assert [each.code for each in found.refused] == ["too-few-lists"]
    assert found.range is not None


def test_kosovo_without_one_list_is_refused_by_graphs_since_the_complete_one_rules() -> None:
    found = estimate(omit(public("kosovo_1999_4lists"), "HRW"), methods=("graphs",), seed=1)
    assert [(each.method, each.code) for each in found.refused] == [("graphs", "complete-graph")]


def test_a_method_that_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"no method 'magic'.*stepwise"):
        quick(methods=("magic",))


def test_all_asks_every_method_made_for_so_many_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def method(name: str) -> Any:
        def answer(*given: Any) -> Any:
            asked.append(name)
            return METHODS["chao"](*given)

        return answer

    monkeypatch.setattr(room, "METHODS", {name: method(name) for name in METHODS})
    quick(methods=("all",))
    assert asked == [name for name in METHODS if name != "chapman"]


def test_of_many_lists_only_what_is_quick_is_asked_unless_it_is_named() -> None:
    eight = public("new_orleans_8lists_n185")
    assert {"best-bic", "best-aic", "averaged", "graphs"}.isdisjoint(chosen(eight, ("all",)))
    assert "stepwise" in chosen(eight, ("all",))
    assert chosen(eight, ("best-bic",)) == ("best-bic",)
    assert "best-bic" in chosen(public("uk_2013_6lists"), ("all",))
    assert (Settings(1).order_for(eight), Settings(1).order_for(HEPATITIS), Settings(1, order=3).order_for(eight)) == (
        2,
        None,
        3,
    )


def test_one_and_two_threads_give_the_same_bytes(found: Estimated) -> None:
    assert written(quick(threads=1)) == written(found)
    assert written(quick(seed=2)) != written(found)


def test_what_was_put_down_is_taken_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "kept"
    first = quick(store=place)
    (kept,) = place.iterdir()
    assert (kept.stat().st_mode & 0o777, place.stat().st_mode & 0o777) == (0o600, 0o700)
    monkeypatch.setattr(room, "_answer", lambda *_: pytest.fail("it was worked out again"))
    again = quick(store=place)
    assert written(again) == written(first)
    assert again.looked == first.looked
    draws = {each.method: each.draws for each in again.estimates}
    for each in first.estimates:
        assert (each.draws is None) == (draws[each.method] is None)
        np.testing.assert_array_equal(each.draws, draws[each.method])
    for other in ({"seed": 2}, {"fresh": True}, {"replicates": 41}, {"methods": ("chao",)}):
        with pytest.raises(BaseException, match="worked out again"):
            quick(store=place, **other)
    about = Table(HEPATITIS.lists, HEPATITIS.counts, about={"P": Listed(covers="the capital")})
    with pytest.raises(BaseException, match="worked out again"):
        quick(about, store=place)


def test_a_store_that_is_broken_or_takes_nothing_is_no_error(tmp_path: Path) -> None:
    methods = ("chao",)
    first = quick(store=tmp_path, methods=methods)
    (kept,) = tmp_path.iterdir()
    for broken in ("", "{}", '["=", "Estimated", {}]', "[1]", kept.read_text().replace("Estimate", "Estimation")):
        kept.write_text(broken)
        assert written(quick(store=tmp_path, methods=methods)) == written(first)
    (tmp_path / "file").touch()
    assert written(quick(store=tmp_path / "file" / "kept", methods=methods)) == written(first)


def test_the_contract_is_what_its_schema_says(found: Estimated) -> None:
    jsonschema.Draft202012Validator.check_schema(estimated_schema())
    for each in (found, estimate(public("artificial_3lists"), seed=1)):
        jsonschema.validate(estimated_to_tree(each, "km"), estimated_schema())
    tree = estimated_to_tree(found)
    assert set(tree) == {"table", "estimates", "refused", "sensitivity", "strata", "provenance"}
    assert {"hash", "n", "lists"} <= tree["table"].keys()
    assert {"version", "seed", "settings"} == tree["provenance"].keys()
    for one in tree["estimates"]:
        assert {"method", "model", "N", "intervals", "selection_inside", "status", "diagnostics"} <= one.keys()
        assert set(one["intervals"]) == {"80", "95"}
    assert "threads" not in written(found)


def test_the_answer_is_shown_to_move_with_lists_persons_and_what_nobody_can_test(found: Estimated) -> None:
    moves = found.sensitivity
    assert [each.lists for each in moves.omitted] == [("P",), ("Q",), ("E",)]
    assert all(set(each.totals.values()) == {None} for each in moves.omitted)  # two lists are left: refused
    assert [each.lists for each in moves.merged] == [("P", "Q"), ("P", "E"), ("Q", "E")]
    by_method = {each.method: each.total for each in found.estimates}
    (same,) = (each for each in moves.assumed if each.factor == 1)
    assert same.totals == pytest.approx(by_method)
    assert 0 < len(moves.moved) <= 5
    without = quick(omit(public("kosovo_1999_4lists"), "EXH"), methods=("independence",))
    kosovo = quick(public("kosovo_1999_4lists"), methods=("independence",))
    assert kosovo.sensitivity.omitted[0].totals["independence"] == pytest.approx(without.estimates[0].total)


def test_groups_are_estimated_by_themselves_added_up_and_kept(tmp_path: Path) -> None:
    tables = {("f",): HEPATITIS, ("m",): omit(public("kosovo_1999_4lists"), "HRW")}
    strata = Strata(("sex",), {key: Table(HEPATITIS.lists, table.counts) for key, table in tables.items()})
    methods = ("independence", "chao", "covariates")
    found = quick(strata.whole, strata=strata, methods=methods, replicates=20, store=tmp_path)
    assert found.grouped is not None
    assert found.grouped.people == {("f",): 271, ("m",): strata.tables[("m",)].n}
    assert [each.method for each in found.estimates] == ["independence", "chao", "covariates"]
    for method in ("independence", "covariates"):
        parts, whole = found.grouped.methods[method].values(), found.grouped.sums[method]
        assert isinstance(whole, Estimate)
        assert whole.total == pytest.approx(sum(each.total for each in parts if isinstance(each, Estimate)))
    jsonschema.validate(estimated_to_tree(found), estimated_schema())
    again = quick(strata.whole, strata=strata, methods=methods, replicates=20, store=tmp_path)
    assert written(again) == written(found)
    told = estimate_report(found).chapter("groups")
    assert told is not None
    assert [len(row.cells) for row in told.rows] == [len(told.columns)] * 3
    with pytest.raises(UserError, match="needs strata"):
        quick(methods=("covariates",))


def test_what_leaves_the_house_says_nothing_of_groups_of_few() -> None:
    few = Table(HEPATITIS.lists, (0, 4, 2, 1, 1, 0, 0, 0))
    strata = Strata(("age",), {("adult",): HEPATITIS, ("child",): few})
    found = quick(strata.whole, strata=strata, methods=("stepwise", "independence"))
    told = estimate_report(found, public=True).chapter("groups")
    assert told is not None
    assert [said(row.cells[0]) for row in told.rows] == ["adult"]
    assert len(told.columns) == 3  # nobody seen is counted


def test_progress_is_told_for_every_method() -> None:
    heard: list[tuple[str, int, int]] = []
    quick(told=lambda *said: heard.append(said))
    assert {name for name, _, _ in heard} == {*QUICK, "sensitivity"}
    assert all(done <= of for _, done, of in heard)


def test_a_diagnostic_is_plain_whatever_it_was_kept_in(found: Estimated) -> None:
    said: Mapping[str, object] = MappingProxyType({"a": np.arange(2), "b": np.float64(0.5), "c": (None, {"z", "y"})})
    assert plain(said) == {"a": [0, 1], "b": 0.5, "c": [None, ["y", "z"]]}
    assert plain(Listed("x")) == {"covers": "x", "since": "", "until": "", "victim": "", "referred_from": []}
    assert plain(Message("x")) == Message("x")


def test_every_public_table_is_read_and_says_where_it_is_from() -> None:
    assert len(public_tables()) == 20
    for name, each in public_tables().items():
        histories = public_lists(name)
        assert f"{histories.table.m}lists" in name
        assert each.what
        assert each.source
        assert sum(table.n for table in histories.strata.values()) in (0, histories.table.n)
        assert len(histories.strata) > 1 or not each.strata
    assert public("uk_2013_5lists").n == 2744
    assert public("scotland_pwid_2006_strata_4lists").counts == public("scotland_pwid_2006_4lists").counts
    assert "memory" in public_tables()["hepatitis_a_taiwan_3lists"].mark
    assert "unverified" in public_tables()["netherlands_6lists"].mark
    with pytest.raises(UserError, match="No table called"):
        public_lists("atlantis")
