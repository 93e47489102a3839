"""palermo: the working system of a national anti-trafficking committee.

Two storeys: `palermo.*` is a library of rules, `palermo.office.*` the Django office that stores and shows.
"""

__version__ = "0.1.0"
