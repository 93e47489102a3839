"""When an activity is to begin and to end, as far as the activity itself says so."""

from datetime import date

from palermo.core.when import When
from palermo.plan.model import Activity, Date


def told(cell: Date) -> When | None:
    """The time where the cell itself gives one."""
    value = cell.value
    return value if value is None or cell.given else None


def ends(activity: Activity) -> When | None:
    """The activity's own date of completion, where a calendar knows it."""
    for cell in (activity.end, activity.timeframe):
        if (when := told(cell)) and when.dated:
            return when
    return None


def starts(activity: Activity) -> date | None:
    """The earliest day of the work, where the activity itself says it."""
    for cell in (activity.start, activity.timeframe):
        if (when := told(cell)) and when.first:
            return when.first
    return None


def never_ends(activity: Activity) -> bool:
    """Whether its dates say that the work is ongoing."""
    frame, end = told(activity.timeframe), told(activity.end)
    return (frame is not None and frame.ongoing) or (end is not None and end.ongoing)
