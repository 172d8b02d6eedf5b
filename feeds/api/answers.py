"""A table as an answer: kept until something is written, with its tag, in pages, as CSV or Parquet."""

import hashlib
import json
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from audits.enums import Stage
from feeds.datasets import AskedOfTable, FeedTable, asked_months, read_rows
from feeds.datasets.reading import blind_months
from feeds.enums import FeedAudience, TableFormat
from feeds.files import table_as_file
from feeds.models import FeedToken
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.council.downloads import as_file
from foundation.council.months import month_code, parse_month

from .problems import ApiProblem
from .schemas import plain_json

STAGES = {"pre": Stage.PRE, "post": Stage.AGREED}
# A program may keep an answer and asks each time whether it is still so.
CACHE_CONTROL = "private, no-cache"


@dataclass(frozen=True)
class Kept:
    """An answer's bytes with the tag that stands for them, the months that it is of, and where its next page is."""

    body: bytes
    tag: str
    months: str
    next_address: str = ""


def question_of(table: FeedTable, audience: FeedAudience, query: dict) -> AskedOfTable:
    """Raises ApiProblem where the months are not in order."""
    first, last = (parse_month(query[name]) if query.get(name) else None for name in ("first", "last"))
    first, last = asked_months(audience, first, last)
    if last < first and query.get("first") and query.get("last"):
        raise ApiProblem(HTTPStatus.UNPROCESSABLE_ENTITY, "“from” is later than “to”. Give the earlier month first.")
    return AskedOfTable(
        audience,
        first,
        max(first, last),
        tuple(blind_months()),
        STAGES.get(query.get("stage") or ""),
        query.get("report") or "",
        query.get("of") != "all",
    )


def page_answer(request: HttpRequest, table: FeedTable, token: FeedToken, query: dict) -> Kept:
    """A page of the rows, with where the others are."""
    name = f"feed-json-{_digest(table.name, token.audience, json.dumps(query, sort_keys=True), request.path)}"
    return cached_until_trail_changes(name, lambda: _page(request, table, FeedAudience(token.audience), query))


def file_answer(table: FeedTable, file_format: TableFormat, token: FeedToken, query: dict) -> Kept:
    """All of its rows as a file."""
    audience = FeedAudience(token.audience)
    name = f"feed-{file_format}-{_digest(table.name, audience, json.dumps(query, sort_keys=True))}"
    return cached_until_trail_changes(name, lambda: _file(table, file_format, audience, query))


def _page(request: HttpRequest, table: FeedTable, audience: FeedAudience, query: dict) -> Kept:
    asked = question_of(table, audience, query)
    rows, (page, size) = read_rows(table, asked), (query["page"], query["size"])
    pages = max(1, -(-len(rows) // size))
    shown = rows[(page - 1) * size : page * size]
    next_address = _address(request, query, page + 1) if page < pages else None
    answer = {
        "table": table.name,
        "audience": audience.value,
        "count": len(rows),
        "page": page,
        "pages": pages,
        "next": next_address,
        "previous": _address(request, query, min(page - 1, pages)) if page > 1 else None,
        "rows": [dict(zip(table.header, map(plain_json, row), strict=True)) for row in shown],
    }
    return _kept(json.dumps(answer, ensure_ascii=False).encode(), asked, next_address or "")


def _file(table: FeedTable, file_format: TableFormat, audience: FeedAudience, query: dict) -> Kept:
    asked = question_of(table, audience, query)
    return _kept(table_as_file(table, read_rows(table, asked), file_format, audience), asked)


def _kept(body: bytes, asked: AskedOfTable, next_address: str = "") -> Kept:
    months = f"{month_code(asked.first)} to {month_code(asked.last)}"
    return Kept(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"', months, next_address)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def _address(request: HttpRequest, query: dict, page: int) -> str:
    names = {"first": "from", "last": "to"}
    asked = {names.get(name, name): value for name, value in {**query, "page": page}.items() if value is not None}
    return request.build_absolute_uri(f"{request.path}?{urlencode(asked)}")


def answered(request: HttpRequest, kept: Kept, media_type: str, *, saved_as: str = "") -> HttpResponse:
    """The bytes; or that nothing has changed, where the reader names their tag."""
    tags = [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]
    if kept.tag in tags or "*" in tags:
        response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        response = as_file(kept.body, media_type, saved_as) if saved_as else HttpResponse(kept.body, content_type=media_type)
    response["ETag"], response["Cache-Control"] = kept.tag, CACHE_CONTROL
    patch_vary_headers(response, ["Authorization"])
    return response
