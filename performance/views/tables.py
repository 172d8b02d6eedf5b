"""The two regular tables."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.kept_for_reader import kept_for_reader
from foundation.accounts.models import Person
from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import PUBLISHED_EXPORTS, download, format_asked
from foundation.council.months import month_code
from foundation.govuk.false_words import FalseWords
from foundation.govuk.tables import drawn
from performance.enums import Series, Status
from performance.models import Commentary
from performance.pages.comparison_tables import averages_in_words
from performance.pages.disagreements import Disagreement, disagreements_of, disagreements_url
from performance.pages.facts_from_above import false_facts_from_above
from performance.pages.half_years import HalfYearRow, half_years
from performance.pages.links import comment_url
from performance.pages.month_tables import RowOnPage, area_table, half_years_table
from performance.pages.scorecards import ScorecardRow, neighbours_year_note, scorecard
from performance.permissions import can_ask_for_comments, can_comment, can_import, can_release
from performance.queries import FigureReader, half_year_months, missing_comments, scorecard_months
from performance.queries.releases import release_of

from .downloads import half_years_sheet, scorecard_sheet
from .months import chosen_month, month_choices, month_in_address
from .tabs import tabs

Row = ScorecardRow | HalfYearRow


@require_safe
def scorecard_page(request: SignedInRequest) -> HttpResponse:
    months = scorecard_months()
    month = chosen_month(request, months)
    if month is None:
        return _nothing_yet(request)
    if file := _scorecard_file(request, month):
        return file
    person = request.user
    shown = kept_for_reader(person, f"scorecard of {month_code(month)}", lambda: _scorecard(person, month))
    around = {
        "tabs": tabs("scorecard"),
        "month": month,
        "month_code": month_code(month),
        "month_label": "Month",
        "months": month_choices(months, month),
        "statuses": Status.values,
        "exports": PUBLISHED_EXPORTS,
    }
    return render(request, "performance/scorecard.html", {**around, **shown, **_release(request, month), **_may(request)})


def _scorecard_file(request: SignedInRequest, month: datetime.date) -> HttpResponse | None:
    if not format_asked(request):
        return None
    reader = FigureReader()
    return download(request, scorecard_sheet(month, scorecard(reader.of(month), disagreements_of(month, reader))))


def _scorecard(person: Person, month: datetime.date) -> dict[str, Any]:
    """What the page says of the month's figures to this person."""
    reader = FigureReader()
    figures, found = reader.of(month), disagreements_of(month, reader)
    areas = scorecard(figures, found)
    rows = [row for area in areas for row in area.rows]
    wrong = _false_words(person, rows)
    return {
        "areas": [drawn(area_table(area.area, _rows(person, area.rows, wrong), month)) for area in areas],
        "year_note": neighbours_year_note(figures),
        "published_note": _published_note(rows),
        "waiting": _waiting(month, Series.SCORECARD),
        **_disagreements(month, found),
    }


@require_safe
def half_years_page(request: SignedInRequest) -> HttpResponse:
    months = half_year_months()
    month = chosen_month(request, months)
    reader = FigureReader()
    table = half_years(reader, month, _first_window(request, months)) if month else None
    if table is None:
        return _nothing_yet(request)
    sheet = half_years_sheet(table)
    if file := download(request, sheet):
        return file
    return render(
        request,
        "performance/half_years.html",
        {
            "tabs": tabs("half-years"),
            "table": table,
            "month_code": month_code(table.month),
            "month_label": "Half-year that ends with",
            "months": month_choices(months, month),
            "first_label": "Compared with the half-year that ends with",
            "first_months": month_choices(months, table.first_month),
            "half_years": half_years_table(table, _rows(request.user, table.rows, _false_words(request.user, table.rows))),
            "published_note": _published_note(table.rows),
            "waiting": _waiting(table.month, Series.HALF_YEARS),
            **_release(request, table.month),
            "exports": PUBLISHED_EXPORTS,
            **_disagreements(table.month, disagreements_of(table.month, reader)),
            **_may(request),
        },
    )


def _first_window(request: SignedInRequest, months: list[datetime.date]) -> datetime.date | None:
    """The window of `?first=`; without it the one right before."""
    code = request.GET.get("first")
    first = month_in_address(code) if code else None
    if first and first not in months:
        raise Http404("No figures are stored for this half-year.")
    return first


def _nothing_yet(request: SignedInRequest) -> HttpResponse:
    active = "half-years" if request.path == reverse("performance:half-years") else "scorecard"
    return render(request, "performance/nothing_yet.html", {"tabs": tabs(active), "for_board": board_reader() is not None, **_may(request)})


def _rows(person: Person, rows: Iterable[Row], wrong: Mapping[int, Sequence[FalseWords]]) -> list[RowOnPage]:
    may_ask = can_ask_for_comments(person)
    same = {"may_note_missing": can_import(person), "for_board": board_reader() is not None}
    return [
        RowOnPage(
            row,
            may_comment=_may_comment(person, row),
            may_ask=may_ask and bool(row.ask_url),
            false_words=wrong.get(row.commentary.pk, ()) if row.commentary else (),
            **same,
        )
        for row in rows
    ]


def _false_words(person: Person, rows: Iterable[Row]) -> Mapping[int, Sequence[FalseWords]]:
    """By commentary, of all rows of a page at once."""
    return false_facts_from_above(person, [row.commentary for row in rows if row.commentary])


def _published_note(rows: Iterable[Row]) -> str:
    averages = averages_in_words(row.published for row in rows)
    return f"Where the table quotes none, the published {averages} is shown." if averages else ""


def _may_comment(person: Person, row: Row) -> bool:
    """A row that the system computed has nothing to comment on."""
    return bool(row.comment_url) and can_comment(person, row.commentary or Commentary(indicator=row.indicator))


def _waiting(month: datetime.date, series: Series) -> list[tuple[dict[str, Any], str]]:
    """Each in words, with the page on which it is written."""
    waiting = [each for each in missing_comments(month) if each.indicator.series == series]
    return [
        ({"label": each.label, "asked_of": str(each.asked_of), "due": each.due}, comment_url(each.indicator, month)) for each in waiting
    ]


def _release(request: SignedInRequest, month: datetime.date) -> dict[str, Any]:
    """For people who release months, whether the Board reads this one; for everybody else nothing."""
    may_release = can_release(request.user)
    return {"may_release": may_release, "release": release_of(month) if may_release else None}


def _disagreements(month: datetime.date, found: Sequence[Disagreement]) -> dict[str, str | list[str]]:
    places = "1 place" if len(found) == 1 else f"{len(found)} places"
    return {
        "disagreements": [each.sentence for each in found],
        "disagreement_title": f"Two sources disagree in {places}",
        "disagreements_url": disagreements_url(month),
    }


def _may(request: SignedInRequest) -> dict[str, bool]:
    return {"may_import": can_import(request.user), "may_ask": can_ask_for_comments(request.user)}
