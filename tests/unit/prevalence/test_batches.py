"""Every model on many tables in arrays: each fit is what the compiled one says."""

import numpy as np
import pytest

from palermo.prevalence import Table, fits_of_many, ranked
from palermo.prevalence.models import catalogue
from palermo.prevalence.ranking import family_of
from palermo.prevalence.resample import resampled
from tests.unit.prevalence.examples import shipped


@pytest.mark.parametrize(
    ("name", "every", "block"),
    [("artificial_3lists", 1, 1000), ("kosovo_1999_4lists", 1, 100), ("new_orleans_5lists_n185", 60, 1000)],
)
def test_fits_in_arrays_are_those_of_the_search(name: str, every: int, block: int) -> None:
    table = shipped(name)
    family = family_of(table, None)
    bits, tables = catalogue(family)[::every], resampled(table, 2, seed=1)
    many = fits_of_many(table, tables, family, bits, block=block)
    for at, one in enumerate(tables):
        ranking = ranked(table.with_counts(one))
        place = {model: at for at, model in enumerate(ranking.bits.tolist())}
        there = [place[model] for model in bits.tolist()]
        assert many.statuses[at].tolist() == ranking.statuses[there].tolist()
        fine = many.statuses[at] == 0
        assert many.totals[at][fine] == pytest.approx(ranking.totals[there][fine], rel=1e-8)
        assert many.logliks[at][fine] == pytest.approx(ranking.logliks[there][fine], abs=1e-8)
        assert np.isnan(many.totals[at][~fine]).all()


def test_impossible_patterns_are_not_for_arrays() -> None:
    table = Table(("A", "B", "C"), (0, 4, 3, 1, 2, 1, 1, 0), frozenset({7}))
    with pytest.raises(ValueError, match="impossible"):
        fits_of_many(table, table.array[None], family_of(table, None), np.zeros(1, dtype=np.int64))
