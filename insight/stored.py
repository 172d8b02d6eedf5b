"""What insight stores as JSON, and how each version of it is read."""

from collections.abc import Mapping
from typing import Any

from foundation.versioned import VersionedJSON


def _fact_figures(stored: dict[str, Any]) -> Mapping[str, Any]:
    return stored["figures"]


# `InsertedFact.figures`: {"version": 1, "figures": {"month": "2023-06", "stage": "post", "count": 2, "n": 14}}, by the fact's kind.
FACT_FIGURES = VersionedJSON("the figures of a computed fact", {1: _fact_figures})
