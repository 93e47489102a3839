"""The people on no list: their number from the overlaps of lists (MSE), or why none is given."""

from palermo.prevalence.batches import Many, fits_of_many
from palermo.prevalence.bayes_threshold import bayes_threshold
from palermo.prevalence.closed import chao, chapman, nhoi, sample_coverage
from palermo.prevalence.combining import combined
from palermo.prevalence.contract import estimated_schema, estimated_to_tree
from palermo.prevalence.covariates import Covaried, covariates
from palermo.prevalence.covering import Covered, Study, coverage_study
from palermo.prevalence.design import Expected, More, Overlap, expected_estimate, more_people, overlap_needed
from palermo.prevalence.estimate import Estimate, Limits, Refusal
from palermo.prevalence.estimated import (
    Altered,
    Assumed,
    Estimated,
    Grouped,
    HeldOut,
    Mislinked,
    Moved,
    Provenance,
    Sensitivity,
)
from palermo.prevalence.estimating import estimate
from palermo.prevalence.fit import Fit, fit
from palermo.prevalence.fixed import fixed_model, independence
from palermo.prevalence.graphs import decomposable_graphs, gamma_poisson, one_over
from palermo.prevalence.heterogeneity import HETEROGENEITY, heterogeneity
from palermo.prevalence.holding import Agreement, agreement, held_out
from palermo.prevalence.intervals import Bootstrapped
from palermo.prevalence.latent_classes import latent_classes
from palermo.prevalence.linkage import mislinked, relinked
from palermo.prevalence.listing import About, described, never_together, read_about
from palermo.prevalence.looking import Looked, Pair, look
from palermo.prevalence.methods import METHODS, Settings
from palermo.prevalence.models import Model
from palermo.prevalence.public import PublicTable, public_lists, public_tables
from palermo.prevalence.ranking import Best, Ranking, best_model, downhill, near_best, ranked
from palermo.prevalence.reading import Histories, Shape, histories_csv, read_each, read_lists, rearranged
from palermo.prevalence.report import Population, estimate_report, method_name
from palermo.prevalence.scenario import Scenario, fitted_scenario, scenario, simulated
from palermo.prevalence.selection import averaged, best_bic, n_top_curve
from palermo.prevalence.sensitivity import Again, asked_again, one_moved
from palermo.prevalence.stepwise import stepwise
from palermo.prevalence.strata import Strata, Stratified, by_stratum
from palermo.prevalence.table import Listed, Table, merge, omit
from palermo.prevalence.unfit import unfit
from palermo.prevalence.unseen import Shifted, xi_reaching, xi_table

__all__ = [
    "HETEROGENEITY",
    "METHODS",
    "About",
    "Again",
    "Agreement",
    "Altered",
    "Assumed",
    "Best",
    "Bootstrapped",
    "Covaried",
    "Covered",
    "Estimate",
    "Estimated",
    "Expected",
    "Fit",
    "Grouped",
    "HeldOut",
    "Histories",
    "Limits",
    "Listed",
    "Looked",
    "Many",
    "Mislinked",
    "Model",
    "More",
    "Moved",
    "Overlap",
    "Pair",
    "Population",
    "Provenance",
    "PublicTable",
    "Ranking",
    "Refusal",
    "Scenario",
    "Sensitivity",
    "Settings",
    "Shape",
    "Shifted",
    "Strata",
    "Stratified",
    "Study",
    "Table",
    "agreement",
    "asked_again",
    "averaged",
    "bayes_threshold",
    "best_bic",
    "best_model",
    "by_stratum",
    "chao",
    "chapman",
    "combined",
    "covariates",
    "coverage_study",
    "decomposable_graphs",
    "described",
    "downhill",
    "estimate",
    "estimate_report",
    "estimated_schema",
    "estimated_to_tree",
    "expected_estimate",
    "fit",
    "fits_of_many",
    "fitted_scenario",
    "fixed_model",
    "gamma_poisson",
    "held_out",
    "heterogeneity",
    "histories_csv",
    "independence",
    "latent_classes",
    "look",
    "merge",
    "method_name",
    "mislinked",
    "more_people",
    "n_top_curve",
    "near_best",
    "never_together",
    "nhoi",
    "omit",
    "one_moved",
    "one_over",
    "overlap_needed",
    "public_lists",
    "public_tables",
    "ranked",
    "read_about",
    "read_each",
    "read_lists",
    "rearranged",
    "relinked",
    "sample_coverage",
    "scenario",
    "simulated",
    "stepwise",
    "unfit",
    "xi_reaching",
    "xi_table",
]
