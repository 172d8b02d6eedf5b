"""What is put in order by words, or by what may be empty, is in the same order on both databases."""

import ast
import re

import django_tables2
import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from actions.models import Action
from actions.tables import ActionTable
from audits.models import Audit, Finding, FindingTheme, SampledRecord
from audits.overview.tables import AuditTable, ReadingTable
from audits.sampling.tables import SampledRecordTable
from audits.themes.tables import FindingTable, ThemeTable
from commissions.models import Commission
from commissions.tables import CommissionTable
from foundation.accounts.models import Person
from foundation.accounts.tables import PersonTable
from foundation.activity.models import Access
from foundation.govuk.list_tables import ListTable
from insight.health.tables import ActionsBehindTable, AuditsBehindTable
from insight.tables import FactAuditsTable
from inspections.models import Inspection, PlanPriority
from inspections.tables import InspectionTable, PriorityTable
from learning.models import LearningEvent
from learning.tables import EventTable
from observations.models import Observation
from observations.tables import ObservationTable
from performance.models import Indicator
from performance.tables import IndicatorTable
from publications.models import Publication
from publications.tables import PublicationTable
from studies.models import Study, StudyRecord
from studies.tables import StudyRecordTable, StudyTable
from voices.models import VoiceRecord
from voices.tables import VoiceTable

from .source import kind, modules, syntax

TABLES: dict[type[django_tables2.Table], type[models.Model]] = {
    ActionTable: Action,
    ActionsBehindTable: Action,
    AuditsBehindTable: Audit,
    AuditTable: Audit,
    CommissionTable: Commission,
    FactAuditsTable: Audit,
    EventTable: LearningEvent,
    FindingTable: Finding,
    IndicatorTable: Indicator,
    ObservationTable: Observation,
    InspectionTable: Inspection,
    PriorityTable: PlanPriority,
    PersonTable: Person,
    PublicationTable: Publication,
    ReadingTable: Access,
    SampledRecordTable: SampledRecord,
    StudyRecordTable: StudyRecord,
    StudyTable: Study,
    ThemeTable: FindingTheme,
    VoiceTable: VoiceRecord,
}
# Named like months, 2021-04: digits stand in one order everywhere.
DIGITS = {"performance.neighbourmodel": "name"}


def kept(model: type[models.Model], name: str) -> models.Field | None:
    """The field that a path leads to; none for a relation, the key or what a query adds."""
    field: models.Field | None = None
    for part in name.lstrip("-").split("__"):
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return field if part == "folded" else None
        model = field.related_model or model
    return field


def is_words(field: models.Field | None) -> bool:
    """What people write; codes are plain letters, in one order everywhere."""
    written = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.SlugField)
    return written and not field.choices


def faults(model: type[models.Model], name: str) -> list[str]:
    field = kept(model, name)
    if not isinstance(field, models.Field) or field.is_relation:
        return []
    if is_words(field):
        return [] if name.endswith("__folded") else [f"{model.__name__}.{name}: by words, so by `{name}__folded`"]
    return [f"{model.__name__}.{name}: may be empty, so say which comes first"] if field.null else []


@pytest.mark.parametrize("model", [model for model in apps.get_models() if model.__module__.split(".")[0] != "django"])
def test_a_model_s_own_order_is_the_same_on_both_databases(model):
    written = [name for name in model._meta.ordering if isinstance(name, str) and DIGITS.get(model._meta.label_lower) != name]

    assert [fault for name in written for fault in faults(model, name)] == []


def test_every_table_is_walked():
    every = {*django_tables2.Table.__subclasses__(), *ListTable.__subclasses__()}
    named = {table for table in every if table.__module__.endswith(".tables")}

    assert {table for table in named if table.__name__ not in {"ServiceTable", "TeamTable"}} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_column_sorts_alike_on_both_databases(table):
    found = []
    for name, column in table.base_columns.items():
        if column.orderable is False or hasattr(table, f"order_{name}"):
            continue
        for asked in column.order_by or (str(column.accessor or name).replace(".", "__"),):
            found += faults(TABLES[table], asked)

    assert found == []


# Codes and digits, and what is put in order again where it is shown.
NO_WORDS = {"key", "kind", "target_id", "month"}


def names_asked_for() -> list[tuple[str, int, str]]:
    """Each field's name that some module puts rows in order by."""
    found = []
    for module in modules():
        for node in ast.walk(syntax(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "order_by":
                found += [(str(module), node.lineno, each.value) for each in node.args if isinstance(each, ast.Constant)]
    return found


def test_no_query_puts_names_in_a_server_s_own_order():
    words = {field.name for model in apps.get_models() for field in model._meta.concrete_fields if is_words(field)} - NO_WORDS
    written = [(where, line, name) for where, line, name in names_asked_for() if name.lstrip("-").split("__")[-1] in words]

    assert [each for each in written if "performance/forms/comparing.py" not in each or each[2] != "-name"] == []


# What no reader is shown in this order: it is part of what is sealed, or of a file's own columns.
IN_PYTHONS_ORDER = {"learning/queries/report.py"}
OTHER_ORDERS = re.compile(r"\.(casefold|lower)\(\)")
OF_NAMES = re.compile(r"\.(name|title|team|service)\b[^)]*\bfor\b")


def test_names_that_are_put_in_order_here_are_so_by_the_fold():
    """Python's own order has Élise after Zoë and de Souza after Young."""
    sorts = [
        (str(module), node)
        for module in modules()
        if kind(module) in ("pages", "queries", "forms", "reading", "calculations")
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "sorted"
    ]
    keys = {id(node): "".join(ast.unparse(each.value) for each in node.keywords if each.arg == "key") for _, node in sorts}
    wrong = [
        f"{module}:{node.lineno}"
        for module, node in sorts
        if OTHER_ORDERS.search(keys[id(node)]) or (not keys[id(node)] and OF_NAMES.search(ast.unparse(node.args[0])))
    ]

    assert [each for each in wrong if each.split(":")[0] not in IN_PYTHONS_ORDER] == []


def test_no_query_looks_for_words_in_a_database_s_own_way():
    """`icontains` knows no accents, and on SQLite no capitals but ASCII's: `finds` does."""
    own_ways = ("__icontains", "__istartswith", "__iendswith", "__iregex")
    text = [
        (str(module), node.arg) for module in modules() for node in ast.walk(syntax(module)) if isinstance(node, ast.keyword) and node.arg
    ]
    strings = [(str(module), node.value) for module in modules() for node in ast.walk(syntax(module)) if isinstance(node, ast.Constant)]

    assert [each for each in [*text, *strings] if isinstance(each[1], str) and each[1].endswith(own_ways)] == []
