"""The committee at work on a plan: meetings with their agenda and minutes, what was resolved and what became of it."""
