"""Decomposable graphs: how many there are, what anchor and plain formula say of each, the grid, the refusals."""

import os
import subprocess
import sys
from itertools import combinations
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln, logsumexp

from palermo.prevalence import Estimate, Refusal, Table, decomposable_graphs, gamma_poisson, merge, omit
from palermo.prevalence.decomposable import decomposable
from palermo.prevalence.sweep import rise
from tests.unit.prevalence.examples import reference, shipped


def eliminates(edges: int, m: int) -> bool:
    """Whether lists can be taken off one by one, each with all that it is joined to joined among themselves."""
    joined = {v: set() for v in range(m)}  # type: dict[int, set[int]]
    for bit, (one, other) in enumerate(combinations(range(m), 2)):
        if edges >> bit & 1:
            joined[one].add(other)
            joined[other].add(one)
    left = set(range(m))
    while left:
        off = next((v for v in left if all(b in joined[a] for a, b in combinations(joined[v] & left, 2))), None)
        if off is None:
            return False
        left.remove(off)
    return True


@pytest.mark.parametrize(("m", "many"), [(1, 1), (2, 2), (3, 8), (4, 61), (5, 822), (6, 18_154)])
def test_every_decomposable_graph_is_there_once(m: int, many: int) -> None:
    graphs = decomposable(m)
    assert len(graphs.edges) == len(set(graphs.edges.tolist())) == many
    assert graphs.edges[0] == 0
    assert int(graphs.edges[graphs.complete]) == (1 << m * (m - 1) // 2) - 1
    if m < 6:
        every = range(1 << m * (m - 1) // 2)
        assert set(graphs.edges.tolist()) == {edges for edges in every if eliminates(edges, m)}


def test_graphs_are_named_by_their_cliques() -> None:
    graphs = decomposable(3)
    assert {graphs.named(graph) for graph in range(8)} == {
        *("[1,2,3]", "[12,3]", "[13,2]", "[23,1]", "[12,13]", "[12,23]", "[13,23]", "[123]")
    }


def plain(table: Table, n0: int, delta: float) -> list[float]:
    """Log posterior of each graph at n0 by the formula: cliques, less the separators of a junction tree."""
    graphs, n = decomposable(table.m), table.n + n0

    def part(a: int) -> float:
        cells = np.bincount(np.arange(1 << table.m) & a, table.array, minlength=1 << table.m)
        cells[0] += n0
        each = delta * 2 ** (table.m - a.bit_count())
        inside = [cells[s] for s in range(1 << table.m) if s & a == s]
        return float(sum(gammaln(cell + each) - gammaln(each) for cell in inside))

    def one(graph: int) -> float:
        cliques, whole = graphs.cliques(graph), delta * 2**table.m
        separators = heaviest_tree(cliques)
        common = gammaln(n + 1) - gammaln(n0 + 1) - log(n)
        split = sum(part(c) for c in cliques) - sum(part(s) for s in separators if s)
        times = len(cliques) - sum(1 for s in separators if s)
        return float(common + split + times * (gammaln(whole) - gammaln(n + whole)))

    return [one(graph) for graph in range(len(graphs.edges))]


def heaviest_tree(cliques: tuple[int, ...]) -> list[int]:
    """What cliques that stand side by side in a junction tree have in common."""
    inside, common = {cliques[0]}, []
    while len(inside) < len(cliques):
        one, other = max(
            ((a, b) for a in sorted(inside) for b in cliques if b not in inside),
            key=lambda pair: (pair[0] & pair[1]).bit_count(),
        )
        common.append(one & other)
        inside.add(other)
    return common


def told(table: Table, **said: object) -> Estimate:
    estimate = decomposable_graphs(table, **said)  # type: ignore[arg-type]  # as a caller in a notebook would
    assert isinstance(estimate, Estimate)
    return estimate


@given(st.lists(st.integers(0, 40), min_size=15, max_size=15), st.sampled_from([0.5, 0.0625, 2.0]))
@settings(max_examples=6)
def test_the_sweep_says_what_the_formula_says(cells: list[int], delta: float) -> None:
    table = Table(("A", "B", "C", "D"), (0, *cells))
    grid = range(1, 300, 33)
    everything = np.array([plain(table, n0, delta) for n0 in grid])
    estimate = decomposable_graphs(table, delta=delta, grid=grid)
    if isinstance(estimate, Refusal):
        return
    share = np.exp(logsumexp(everything, axis=1) - logsumexp(everything))
    assert estimate.diagnostics["mean"] == pytest.approx(float((table.n + np.array(grid)) @ share), rel=1e-9)
    names = [decomposable(4).named(graph) for graph in range(61)]
    of_graph = dict(zip(names, np.exp(logsumexp(everything, axis=0) - logsumexp(everything)), strict=True))
    for name, probable in graphs_of(estimate).items():
        assert probable == pytest.approx(of_graph[name], rel=1e-8)


def graphs_of(estimate: Estimate) -> dict[str, float]:
    graphs = estimate.diagnostics["graphs"]
    assert isinstance(graphs, dict)
    return graphs


@pytest.mark.parametrize(("name", "setting"), [run for run in reference("dga") if "100" not in run[1]])
def test_the_anchor_says_the_same_on_its_grid(name: str, setting: str) -> None:
    table, result = shipped(name), reference("dga")[name, setting]
    if setting.startswith("drop"):
        table = omit(table, setting.removeprefix("drop="))
    grid, delta = range(1, result["n_grid"] + 1), result["delta"]
    estimate = decomposable_graphs(table, delta=delta, grid=grid)
    if setting == "drop=HRW":
        assert isinstance(estimate, Refusal)
        assert estimate.code == "complete-graph"
        return
    assert isinstance(estimate, Estimate)
    q = result["q"]
    assert estimate.total == q["0.5"]
    assert estimate.intervals == {80: (q["0.1"], q["0.9"]), 95: (q["0.025"], q["0.975"])}
    assert estimate.diagnostics["mode"] == result["mode"]
    assert estimate.diagnostics["mean"] == pytest.approx(result["mean"], rel=1e-8)
    ours = list(graphs_of(estimate).values())[: len(result["top_graph_prob"])]
    assert ours == pytest.approx(result["top_graph_prob"][: len(ours)], rel=1e-5)


def test_the_example_with_a_prior_of_its_own() -> None:
    # Madigan & York 1997: delta 1, and what was known of the number beforehand, as facts of the table say
    table, prior = shipped("madigan_york_3lists"), gamma_poisson(13.14, 55.17)
    estimate = told(table, delta=1.0, prior=prior, grid=range(1, 301))
    assert estimate.total == 731
    a, b, n = 13.14, 55.17, 700.0
    said = n * log(b) - (n + a) * log(1 + b) + gammaln(n + a) - gammaln(n + 1) - gammaln(a)
    steps = prior(np.array([n, 650.0]))
    said -= 650 * log(b) - (650 + a) * log(1 + b) + gammaln(650 + a) - gammaln(651) - gammaln(a)
    assert steps[0] - steps[1] == pytest.approx(said)


def test_the_grid_runs_until_nothing_is_left_beyond() -> None:
    table = shipped("uk_2013_5lists")
    free = told(table)
    assert (free.total, free.intervals[95]) == (22_990, (10_387, 33_510))
    assert free.diagnostics["beyond"] < 1e-5  # type: ignore[operator]  # a float
    assert not free.warnings
    # what the anchor says when its grid is cut: 11,767, with more than half of all beyond
    cut = told(table, grid=range(1, 5 * table.n + 1))
    assert cut.total == 11_767
    whole = told(table, grid=range(1, 30 * table.n + 1))
    share = float(np.mean(whole.draws > cut.diagnostics["last"]))  # type: ignore[operator]  # it has draws
    assert cut.diagnostics["beyond"] == pytest.approx(share, abs=0.002)
    assert "69 %" in str(cut.warnings[0])


def test_a_coarser_grid_far_out_changes_no_limit_that_can_be_read() -> None:
    # n0 lies about 131,072, where one in two begins to be one in four
    many = Table(("A", "B", "C"), (0, 56_170, 32_770, 14_040, 14_560, 6_240, 3_640, 1_560))
    estimate = told(many)
    fine = told(many, grid=range(122_000, 141_000))
    assert fine.intervals[95][0] < many.n + (1 << 17) < fine.intervals[95][1]
    assert estimate.total == pytest.approx(fine.total, rel=2e-5)
    assert estimate.intervals[95] == pytest.approx(fine.intervals[95], rel=5e-5)


def test_any_number_of_threads_gives_the_same_bytes_and_tells_how_far_it_is() -> None:
    table, heard = shipped("kosovo_1999_4lists"), []  # type: tuple[Table, list[tuple[int, int]]]
    one = told(table, threads=1, told=lambda done, of: heard.append((done, of)))
    two = told(table, threads=2)
    assert one == two
    assert one.draws.tobytes() == two.draws.tobytes()  # type: ignore[union-attr]  # it has draws
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


def test_six_lists_and_lists_in_any_order() -> None:
    table = shipped("new_orleans_8lists_n185")
    six = merge(merge(table, "A", "B"), "C", "D")
    estimate = told(six, grid=range(1, 1500))
    assert len(decomposable(6).edges) == 18_154
    backwards = [0] * 64
    for pattern, count in enumerate(six.counts):
        backwards[int(f"{pattern:06b}"[::-1], 2)] = count
    turned = told(Table(six.lists[::-1], tuple(backwards)), grid=range(1, 1500))
    assert turned.intervals == estimate.intervals
    assert turned.diagnostics["mean"] == pytest.approx(estimate.diagnostics["mean"], rel=1e-10)


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (shipped("new_orleans_8lists_n185"), "too-many-lists"),
        (omit(shipped("hepatitis_a_taiwan_3lists"), "P"), "too-few-lists"),
        (Table(("A", "B", "C"), (0, 30, 40, 0, 50, 0, 0, 0)), "no-overlap"),
        (Table(("A", "B", "C"), (0, 30, 40, 5, 50, 5, 5, 0), frozenset({7})), "no-estimate"),
        (shipped("hepatitis_a_taiwan_3lists"), "complete-graph"),
        (shipped("artificial_3lists"), "complete-graph"),
    ],
)
def test_what_it_refuses(table: Table, code: str) -> None:
    refusal = decomposable_graphs(table)
    assert isinstance(refusal, Refusal)
    assert (refusal.method, refusal.code) == ("graphs", code)
    assert str(refusal.reason)
    assert str(refusal.advice)


@pytest.mark.parametrize(
    "wrong", [{"delta": 0.0}, {"grid": range(-1, 9)}, {"grid": range(9, 1, -1)}, {"grid": range(0)}]
)
def test_what_no_grid_is(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="ascends from 0"):
        decomposable_graphs(shipped("kosovo_1999_4lists"), **wrong)  # type: ignore[arg-type]  # as a notebook would


def test_a_prior_that_never_ends_is_refused() -> None:
    table = Table(("A", "B", "C"), (0, 30, 40, 1, 50, 0, 0, 0))
    refusal = decomposable_graphs(table, prior=lambda people: 3 * np.log(people))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "at-the-cap"


@pytest.mark.parametrize(("low", "by"), [(0.03125, 2744.0), (9_999.5, 100.0), (1e4, 5_000.0), (1e5, 2744.0)])
def test_gamma_functions_rise_as_they_should(low: float, by: float) -> None:
    assert rise(low, by) == pytest.approx(float(gammaln(low + by) - gammaln(low)), rel=1e-11)


def test_libraries_that_use_more_threads_give_the_same_bytes() -> None:
    """NumPy's products of long vectors are added up in as many parts as there are threads."""
    code = """
from palermo.prevalence import decomposable_graphs; from tests.unit.prevalence.examples import shipped
print(repr(decomposable_graphs(shipped("uk_2013_5lists"))))
"""
    command = (sys.executable, "-c", code)
    said = {
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"OPENBLAS_NUM_THREADS": n}).stdout
        for n in ("1", "2")
    }
    assert len(said) == 1
