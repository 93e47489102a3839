"""Boards of a plan at work: in time, by body, by place, by kind of evidence. Public: they show what is published."""
