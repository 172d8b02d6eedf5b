"""What programs can read, for the people who connect them: the tables, their files, the reference."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from feeds.datasets import TABLES, AskedOfTable, asked_months, read_rows
from feeds.datasets.reading import blind_months
from feeds.enums import FeedAudience, TableFormat
from feeds.files import MEDIA_TYPES, table_as_file
from feeds.pages.reference import reference_of
from feeds.pages.tables import tables_table
from feeds.permissions import can_manage_feeds, can_see_feeds, can_take_tables
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import as_file
from foundation.council.months import month_code

SEEN_BY = "The QA lead, administrators, analysts, directors and heads of service see feeds."
TAKEN_BY = "The QA lead, analysts, directors and heads of service take tables."


@require_safe
def feeds(request: SignedInRequest) -> HttpResponse:
    require(can_see_feeds, request.user, why=SEEN_BY)
    may_take = can_take_tables(request.user)
    context = {"tables": tables_table(may_take=may_take), "may_manage": can_manage_feeds(request.user), "may_take": may_take}
    return render(request, "feeds/feeds.html", context)


@require_safe
def take(request: SignedInRequest, name: str, file_format: str) -> HttpResponse:
    """A whole table as all staff may read it, also where a lead takes it."""
    require(can_take_tables, request.user, why=TAKEN_BY)
    table = TABLES.get(name)
    if table is None or file_format not in TableFormat.values:
        raise Http404
    first, last = asked_months(FeedAudience.STAFF, None, None)
    asked = AskedOfTable(FeedAudience.STAFF, first, last, tuple(blind_months()))
    chosen = TableFormat(file_format)
    content = table_as_file(table, read_rows(table, asked), chosen, FeedAudience.STAFF)
    return as_file(content, MEDIA_TYPES[chosen], f"{table.name}-{month_code(first)}-to-{month_code(last)}.{chosen.value}")


@require_safe
def reference(request: SignedInRequest) -> HttpResponse:
    """Made from the tables themselves; no program of others draws it."""
    require(can_see_feeds, request.user, why=SEEN_BY)
    return render(request, "feeds/reference.html", reference_of(request))
