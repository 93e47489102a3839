"""Two plans, or two versions of one, side by side: what was added, dropped, moved, reworded, put off or weakened."""

from palermo.plan.compare.change import Change, Comparison, Kind, Pair
from palermo.plan.compare.compare import compare
from palermo.plan.compare.pairing import How
from palermo.plan.compare.tree import cell_words, comparison_to_tree
from palermo.plan.compare.wording import Op, Span, clusters, word_changes

__all__ = [
    "Change",
    "Comparison",
    "How",
    "Kind",
    "Op",
    "Pair",
    "Span",
    "cell_words",
    "clusters",
    "compare",
    "comparison_to_tree",
    "word_changes",
]
