"""How outside bodies place a country and what they ask of it: placements, clocks, dates, asks, each with its mark."""

from palermo.standing.asks import BODIES, CATEGORIES, Ask, AskBasis, Thread, overdue, shipped_asks, threads
from palermo.standing.changes import NEWS, Change, Turned, changes
from palermo.standing.check import check
from palermo.standing.clock import Answer, Tick, Why, replay
from palermo.standing.contract import clock_schema
from palermo.standing.corrections import corrected
from palermo.standing.crosswalk import Action, Committed, Gathered, Promise, Row, by_category, by_criterion
from palermo.standing.dates import LegalDate, days_left, legal_dates
from palermo.standing.duty import Duty, Figure, Needed, data_duty, shipped_figures
from palermo.standing.effects import effects
from palermo.standing.fatf import ItemState, ListClock, Listing, Stage, list_clock, shipped_lists, stays
from palermo.standing.forecast import (
    Bar,
    Evaluation,
    Forecast,
    Model,
    Score,
    Situation,
    bars,
    evaluate,
    fit,
    forecast,
    situations,
)
from palermo.standing.ics import calendar_file
from palermo.standing.law import Kind, Law, coming_report, reporting_period
from palermo.standing.ledger import Consequence, Ledger, ledger
from palermo.standing.likeness import Alike, alike
from palermo.standing.model import RATED, History, Mark, Moved, Placement, Statement, Tier
from palermo.standing.reckoning import Clock, Possible, clock, history_of, latest_out
from palermo.standing.replies import Reply, Response, Stance, beside, responded, response_fault
from palermo.standing.shelf import Record, shipped, shipped_law, shipped_text
from palermo.standing.standards import shipped_standards
from palermo.standing.tree import (
    ask_to_row,
    asks_to_tree,
    changes_to_tree,
    clock_to_tree,
    dates_to_tree,
    duty_to_tree,
    evaluation_to_tree,
    forecast_to_tree,
    histories_csv,
    history_to_tree,
    list_clock_to_tree,
)

__all__ = [
    "BODIES",
    "CATEGORIES",
    "NEWS",
    "RATED",
    "Action",
    "Alike",
    "Answer",
    "Ask",
    "AskBasis",
    "Bar",
    "Change",
    "Clock",
    "Committed",
    "Consequence",
    "Duty",
    "Evaluation",
    "Figure",
    "Forecast",
    "Gathered",
    "History",
    "ItemState",
    "Kind",
    "Law",
    "Ledger",
    "LegalDate",
    "ListClock",
    "Listing",
    "Mark",
    "Model",
    "Moved",
    "Needed",
    "Placement",
    "Possible",
    "Promise",
    "Record",
    "Reply",
    "Response",
    "Row",
    "Score",
    "Situation",
    "Stage",
    "Stance",
    "Statement",
    "Thread",
    "Tick",
    "Tier",
    "Turned",
    "Why",
    "alike",
    "ask_to_row",
    "asks_to_tree",
    "bars",
    "beside",
    "by_category",
    "by_criterion",
    "calendar_file",
    "changes",
    "changes_to_tree",
    "check",
    "clock",
    "clock_schema",
    "clock_to_tree",
    "coming_report",
    "corrected",
    "data_duty",
    "dates_to_tree",
    "days_left",
    "duty_to_tree",
    "effects",
    "evaluate",
    "evaluation_to_tree",
    "fit",
    "forecast",
    "forecast_to_tree",
    "histories_csv",
    "history_of",
    "history_to_tree",
    "latest_out",
    "ledger",
    "legal_dates",
    "list_clock",
    "list_clock_to_tree",
    "overdue",
    "replay",
    "reporting_period",
    "responded",
    "response_fault",
    "shipped",
    "shipped_asks",
    "shipped_figures",
    "shipped_law",
    "shipped_lists",
    "shipped_standards",
    "shipped_text",
    "situations",
    "stays",
    "threads",
]
