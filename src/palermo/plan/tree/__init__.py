"""A plan as a tree of plain values: the form behind our YAML and our JSON."""

from palermo.plan.tree.decode import plan_from_tree
from palermo.plan.tree.encode import plan_to_tree
from palermo.plan.tree.fields import NOT_RETRIEVED
from palermo.plan.tree.schema import schema

__all__ = ["NOT_RETRIEVED", "plan_from_tree", "plan_to_tree", "schema"]
