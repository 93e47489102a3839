"""Answers as `estimate` gives them, with figures measured before: a report is told from these in no time."""

from palermo.core import Message
from palermo.prevalence import (
    Altered,
    Assumed,
    Estimate,
    Estimated,
    HeldOut,
    Limits,
    Mislinked,
    Moved,
    Provenance,
    Refusal,
    Sensitivity,
    look,
)
from tests.unit.prevalence.examples import shipped

TWO_SIDED: dict[str, object] = {
    "near": [{"model": f"[12,{at}]", "total": 11_000.0 + 700 * at, "bic": 195.9 + at / 2} for at in range(21)]
}
BOOTSTRAP: dict[str, object] = {"z0": -0.49, "acceleration": 0.021, "replicates": 1000, "failed": 3, "distinct": 874}
CHAINS: dict[str, object] = {
    "chains": 20,
    "r_hat": 1.004,
    "ess_bulk": 2100.0,
    "ess_tail": 900.0,
    "modes": [1, 2],
    "share_near_cap": 0.0012,
}


def uk() -> Estimated:
    """Five lists of the United Kingdom, 2013."""
    estimates = (
        _one("independence", 13_438, (12_480, 14_520), (11_985, 15_166)),
        _one("chao", 14_963, (13_600, 16_500), (12_950, 17_500)),
        _one("stepwise", 11_313, (9_624, 12_531), (8_785, 14_701), BOOTSTRAP, model="[12,13,24,25,35,45]", inside=True),
        _one(
            "best-bic",
            25_311,
            (12_610, 39_760),
            (10_895, 56_408),
            BOOTSTRAP | TWO_SIDED,
            model="[123,25,34]",
            inside=True,
        ),
        _one("bayes-threshold", 12_400, (11_500, 13_500), (11_061, 14_240)),
        _one("graphs", 22_990, (10_900, 29_000), (10_387, 33_510), inside=True),
        _one("latent-classes", 20_200, (12_900, 28_000), (10_935, 32_842), CHAINS, inside=True),
    )
    table = shipped("uk_2013_5lists")
    both = {"stepwise": 11_313.0, "best-bic": 25_311.0}
    told = Sensitivity(
        omitted=tuple(
            Altered((name,), 2_600 - 100 * at, {key: total * (0.8 + at / 10) for key, total in both.items()})
            for at, name in enumerate(table.lists)
        ),
        merged=(Altered(("LA", "NG"), 2_744, {"stepwise": 10_900.0, "best-bic": None}),),
        assumed=tuple(
            Assumed(factor, {key: 2_744 + factor * (total - 2_744) for key, total in both.items()})
            for factor in (1 / 3, 0.5, 1.0, 2.0, 3.0)
        ),
        moved=(Moved(("LA", "GP"), {"stepwise": 11_410.0, "best-bic": 12_262.0}),),
        mislinked=(Mislinked(0.05, {"stepwise": (10_100.0, 13_300.0), "best-bic": (12_000.0, 29_000.0)}),),
        held_out=(HeldOut("LA", 93, {"stepwise": 80.0}, {"stepwise": (60.0, 90.0)}),),
    )
    refused = (
        Refusal(
            "sample-coverage", Message("It is made for three lists."), Message("Take three lists."), "too-many-lists"
        ),
    )
    return Estimated(table, look(table), estimates, refused, told, Provenance("0.1.0", 1, {"replicates": 1000}))


def not_yet() -> Estimated:
    """Three lists on which models do not exist."""
    table = shipped("artificial_3lists")
    refused = tuple(
        Refusal(
            method,
            Message("The lists leave more than one answer open."),
            Message("Find people on both A and B."),
            "not-identifiable",
        )
        for method in ("stepwise", "best-bic")
    )
    estimates = (_one("chao", 190, (150, 240), (130, 300)),)
    return Estimated(table, look(table), estimates, refused, Sensitivity(), Provenance("0.1.0", 1, {}))


def _one(
    method: str,
    total: float,
    narrow: Limits,
    wide: Limits,
    said: dict[str, object] | None = None,
    *,
    model: str = "",
    inside: bool = False,
) -> Estimate:
    percentile = {95: wide} if said and "replicates" in said else {}
    return Estimate(method, model, total, {80: narrow, 95: wide}, inside, percentile, (), said or {})
