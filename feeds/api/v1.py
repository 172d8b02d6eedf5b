"""`/api/v1/`: an operation a table and form, made from the tables themselves, and what is in front of all of them."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from feeds.datasets import TABLES, FeedTable
from feeds.enums import FeedScope, TableFormat
from feeds.files import MEDIA_TYPES
from feeds.models import FeedToken
from feeds.queries.tokens import token_by_key
from feeds.services.tokens import PER_MINUTE, count_request, note_reading

from .answers import Kept, answered, file_answer, page_answer
from .problems import MEDIA_TYPE, ApiProblem, problem_response
from .schemas import IndexSchema, ProblemSchema, answer_of, query_of

VERSION = "1"
ABOUT = (
    "Figures of the council’s quality assurance, for programs. Read-only. Each request has a token: `Authorization: Bearer qa_…`. "
    "Small numbers are protected; nothing is of one child, one worker or one practitioner."
)
REFUSALS = {status: ProblemSchema for status in (401, 403, 404, 422, 429)}
# Files of the interface; a workbook is for people, and is taken from the page.
FILES = (TableFormat.CSV, TableFormat.PARQUET)


class TokenBearer(HttpBearer):
    """The token of a request; it is counted here, so that what is refused later counts too."""

    def authenticate(self, request: HttpRequest, token: str) -> FeedToken | None:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            raise ApiProblem(HTTPStatus.FORBIDDEN, "Ask over https. This token was sent in clear: have another made and this one ended.")
        found = token_by_key(token)
        if found is not None and not count_request(found):
            detail = f"At most {PER_MINUTE} requests a minute with one token. Ask again in the next minute."
            raise ApiProblem(HTTPStatus.TOO_MANY_REQUESTS, detail, **{"Retry-After": "60"})
        return found


api = NinjaAPI(
    title="Quality assurance",
    version=VERSION,
    description=ABOUT,
    auth=TokenBearer(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="feeds-v1",
)


@api.get("/", response={200: IndexSchema, **REFUSALS}, operation_id="index", summary="What the token opens", url_name="index")
def index(request: HttpRequest) -> dict[str, Any]:
    token = _token(request)
    tables = [_entry(request, table) for table in TABLES.values() if table.scope in token.scopes]
    return {"audience": token.audience, "expires_on": token.expires_on, "tables": tables}


def _entry(request: HttpRequest, table: FeedTable) -> dict[str, str]:
    def at(rest: str) -> str:
        return request.build_absolute_uri(reverse("feeds:api", args=[rest]))

    return {
        "name": table.name,
        "title": table.title,
        "about": table.about,
        "json_address": at(table.name),
        "csv_address": at(f"{table.name}.csv"),
        "parquet_address": at(f"{table.name}.parquet"),
    }


def _token(request: HttpRequest) -> FeedToken:
    return request.auth  # type: ignore[attr-defined]  # put there by TokenBearer


def _require_scope(request: HttpRequest, table: FeedTable) -> FeedToken:
    token = _token(request)
    if table.scope not in token.scopes:
        label = str(FeedScope(table.scope).label)
        raise ApiProblem(HTTPStatus.FORBIDDEN, f"This token does not open “{label}”. Ask the QA lead for one that does.")
    return token


def _require_known(request: HttpRequest, asked: type[Schema]) -> None:
    """A slip in the name of a filter is no wish for everything."""
    known = {field.alias or name for name, field in asked.model_fields.items()}
    if unknown := sorted(set(request.GET) - known):
        detail = f"“{unknown[0][:40]}” is not asked here. This address takes {', '.join(sorted(known)) or 'nothing'}."
        raise ApiProblem(HTTPStatus.UNPROCESSABLE_ENTITY, detail)


def _page_operation(table: FeedTable) -> Callable[..., HttpResponse]:
    asked: type[Schema] = query_of(table, paged=True)

    def view(request: HttpRequest, query: asked = Query(...)) -> HttpResponse:  # type: ignore[valid-type]  # noqa: B008  # as Ninja has it
        token = _require_scope(request, table)
        _require_known(request, asked)
        kept = page_answer(request, table, token, query.model_dump())  # type: ignore[attr-defined]  # a schema made from the table
        note_reading(token, table=table.name, file_format="json", months=kept.months)
        return _with_link(answered(request, kept, "application/json"), kept)

    return view


def _with_link(response: HttpResponse, kept: Kept) -> HttpResponse:
    if kept.next_address:
        response["Link"] = f'<{kept.next_address}>; rel="next"'
    return response


def _file_operation(table: FeedTable, file_format: TableFormat) -> Callable[..., HttpResponse]:
    asked: type[Schema] = query_of(table, paged=False)

    def view(request: HttpRequest, query: asked = Query(...)) -> HttpResponse:  # type: ignore[valid-type]  # noqa: B008  # as Ninja has it
        token = _require_scope(request, table)
        _require_known(request, asked)
        kept = file_answer(table, file_format, token, query.model_dump())  # type: ignore[attr-defined]  # a schema made from the table
        note_reading(token, table=table.name, file_format=file_format.value, months=kept.months)
        return answered(request, kept, MEDIA_TYPES[file_format], saved_as=f"{table.name}.{file_format.value}")

    def view_of_all(request: HttpRequest) -> HttpResponse:
        return view(request, asked())

    return view if asked.model_fields else view_of_all


def _add_operations(table: FeedTable) -> None:
    scope = str(FeedScope(table.scope).label)
    api.get(
        f"/{table.name}",
        response={200: answer_of(table), **REFUSALS},
        operation_id=table.name,
        summary=table.title,
        description=f"{table.about} Scope: {scope}.",
        tags=[table.scope.value],
        url_name=table.name,
    )(_page_operation(table))
    for file_format in FILES:
        api.get(
            f"/{table.name}.{file_format.value}",
            response=REFUSALS,
            operation_id=f"{table.name}-{file_format.value}",
            summary=f"{table.title} as {file_format.label}",
            description=f"The same rows, all of them, as one {file_format.label} file.",
            tags=[table.scope.value],
            url_name=f"{table.name}-{file_format.value}",
            openapi_extra={"responses": {200: _file_described(file_format)}},
        )(_file_operation(table, file_format))


def _file_described(file_format: TableFormat) -> dict[str, Any]:
    media_type = MEDIA_TYPES[file_format].partition(";")[0]
    return {"description": "The file", "content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}


for _each in TABLES.values():
    _add_operations(_each)


@api.exception_handler(ApiProblem)
def on_problem(request: HttpRequest, problem: ApiProblem) -> HttpResponse:
    return problem_response(problem.status, problem.detail, headers=problem.headers)


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
    errors = [{"where": str(each["loc"][-1]), "what": str(each["msg"])} for each in invalid.errors]
    return problem_response(HTTPStatus.UNPROCESSABLE_ENTITY, "The address asks for something that is not understood.", errors=errors)


@api.exception_handler(AuthenticationError)
def on_no_token(request: HttpRequest, refused: AuthenticationError) -> HttpResponse:
    detail = "Send a token that is not ended and not expired: Authorization: Bearer qa_…"
    return problem_response(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": "Bearer"})


@api.exception_handler(PermissionDenied)
def on_denied(request: HttpRequest, denied: PermissionDenied) -> HttpResponse:
    return problem_response(HTTPStatus.FORBIDDEN, str(denied))


@api.exception_handler(Http404)
def on_not_found(request: HttpRequest, missing: Http404) -> HttpResponse:
    return problem_response(HTTPStatus.NOT_FOUND, "There is nothing at this address.")


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, refused: HttpError) -> HttpResponse:
    return problem_response(HTTPStatus(refused.status_code), str(refused))


def openapi_document() -> dict[str, Any]:
    """The OpenAPI document; refusals by their media type."""
    document: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
    for path in document["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                content = response.get("content", {})
                if int(status) >= 400 and "application/json" in content:
                    content[MEDIA_TYPE] = content.pop("application/json")
    return document
