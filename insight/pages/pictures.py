"""The pictures of Results, each at an address of its own so that drawing it holds no page up."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.urls import reverse

from audits.enums import Stage
from foundation.charts import DistributionPicture, alt_text
from insight.calculations import STAGE_WORDS, MonthStage
from insight.pages.grades import chart_rows, grade_picture
from insight.pages.scope import STAGE_CODES

# A chart of domains is named in its address by the stage that it shows.
STAGES: dict[str, Stage] = {code: stage for stage, code in STAGE_CODES.items()}


class Picture(Protocol):
    """In the shapes of three screens, which say the same."""

    @property
    def wide(self) -> dict[str, Any]: ...
    @property
    def middle(self) -> dict[str, Any]: ...
    @property
    def narrow(self) -> dict[str, Any]: ...


def picture_at(of: str, picture: Picture | None, query: str) -> dict[str, str] | None:
    """The picture's address, which ends in a query, and its words; None where there is nothing to draw."""
    return {"src": reverse("insight:chart", args=[of]) + (query or "?"), "alt": alt_text(picture.wide)} if picture else None


def bars_picture(months: Sequence[MonthStage], of: str) -> DistributionPicture | None:
    """Bars of grades: of the overall judgement by month, or of domains at a stage."""
    title = "Overall judgement by month" if of == "overall" else f"Grades by domain, {STAGE_WORDS[STAGES[of]]}"
    return grade_picture(chart_rows(months, of), title)
