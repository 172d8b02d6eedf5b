"""Computed facts: sentences that grades and figures support, each with its sources. A kind is a small class; a file is a family."""

from .fact import ComputedFact, FactKind
from .offered import (
    OF_GRADES,
    ORDER,
    every_kind,
    facts_for,
    facts_for_others,
    facts_in,
    facts_of_period,
    insertable,
    with_numbers,
)
from .reading import BEGINNING, FactPeriod, FactReader

__all__ = [
    "BEGINNING",
    "OF_GRADES",
    "ORDER",
    "every_kind",
    "ComputedFact",
    "FactKind",
    "FactPeriod",
    "FactReader",
    "facts_for",
    "facts_for_others",
    "facts_in",
    "facts_of_period",
    "insertable",
    "with_numbers",
]
