"""Schemathesis on the interface: whatever is asked, the answer is one that the OpenAPI document describes, and never a fault."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.checks import positive_data_acceptance

from feeds.services import tokens
from tests.shares import SEED, examples, share_of

from .conftest import Program

ALL = list(HealthCheck)


def in_order(query: dict[str, Any]) -> bool:
    first, last = query.get("from"), query.get("to")
    return not (first and last) or str(first) <= str(last)


@pytest.fixture
def document(db) -> dict[str, Any]:
    return json.loads(Client().get("/api/v1/openapi.json").content)


@pytest.fixture
def application(document) -> Iterator[Any]:
    """As a server calls it, on the connection of this test. A test client takes these signals off and puts them on again."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def operations(document, application) -> list[Any]:
    schema = schemathesis.openapi.from_dict(document)
    schema.app = application
    return [found.ok() for found in schema.get_all_operations()]


def test_every_answer_is_one_that_the_document_describes(program: Program, june, july, operations, monkeypatch):
    monkeypatch.setattr(tokens, "PER_MINUTE", 1_000_000)
    headers = {"Authorization": program.defaults["HTTP_AUTHORIZATION"]}
    assert len(operations) > 30

    for operation in share_of(operations, 6, about="operations of the interface"):

        @seed(SEED)
        @settings(max_examples=examples(40), deadline=None, database=None, suppress_health_check=ALL)
        @given(case=operation.as_strategy())
        def ask(case) -> None:
            # That one month is before the other no schema can say.
            excluded = [positive_data_acceptance] if case.meta.generation.mode.is_positive and not in_order(case.query or {}) else []
            case.call_and_validate(headers=headers, excluded_checks=excluded)

        ask()


def test_without_a_token_every_operation_is_refused(operations):
    answers = {f"{each.method} {each.path}": Client().generic(each.method, each.path).status_code for each in operations}

    assert set(answers.values()) == {401}
