"""Everything that changes what the office keeps of views and statements."""

from palermo.office.plan.beside.actions.statements import log_statement, mark_statement
from palermo.office.plan.beside.actions.views import file_view, give_reply, publish_view

__all__ = ["file_view", "give_reply", "log_statement", "mark_statement", "publish_view"]
