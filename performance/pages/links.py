"""Where a comment is written or asked for, and where it is said why a figure is missing."""

import datetime

from django.urls import reverse

from foundation.council.months import month_code
from performance.models import Indicator


def comment_url(indicator: Indicator, month: datetime.date) -> str:
    return reverse("performance:comment", args=[indicator.slug, month_code(month)])


def ask_url(indicator: Indicator, month: datetime.date) -> str:
    return reverse("performance:ask", args=[indicator.slug, month_code(month)])


def missing_url(indicator: Indicator, month: datetime.date) -> str:
    return reverse("performance:missing", args=[indicator.slug, month_code(month)])
