"""What an activity's own words offer for the fields it leaves empty."""

from palermo.plan.suggest.suggest import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]
