"""What a text says in figures, and whether the figures beside it bear it out. Pure functions on plain values.

A sentence of which nobody can tell is left alone: one about another time or place, about a part of the whole, about what is planned.
"""

from .counted import CountTable
from .moved import Movement
from .numbers import FigureCell, numbers_in, numbers_quoted
from .reading import Claim, claims_of, contradicted

__all__ = ["Claim", "Movement", "FigureCell", "CountTable", "claims_of", "contradicted", "numbers_in", "numbers_quoted"]
