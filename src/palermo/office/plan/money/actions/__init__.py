"""Everything that changes what the office keeps of money."""

from palermo.office.plan.money.actions.costs import NewCost, accept_cost, add_cost, refuse_cost
from palermo.office.plan.money.actions.postings import NewPosting, accept_money, post_money, refuse_money
from palermo.office.plan.money.actions.rounds import set_round

__all__ = [
    "NewCost",
    "NewPosting",
    "accept_cost",
    "accept_money",
    "add_cost",
    "post_money",
    "refuse_cost",
    "refuse_money",
    "set_round",
]
