"""What import-linter cannot see: foreign keys, the imports of enums, the reasons for exceptions, the tables of moves."""

import ast
import re
import tomllib
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from tests.architecture.source import APPS, ROOMS, ROOMS_OF_APPS, ROOMS_OF_AUDITS, ROOT, kind, modules, syntax

pytestmark = pytest.mark.once

# Downwards: a key may point to the same app or to one on a lower step; neighbours on a step do not know each other.
STEPS = [
    {"demo"},
    {"desk"},
    {"governance"},
    {"feeds"},
    {"packs"},
    {"reports"},
    {"learning"},
    {"publications"},
    {"inspections"},
    {"oversight"},
    {"insight"},
    {"commissions"},
    {"actions"},
    {"voices"},
    {"observations", "studies"},
    {"audits", "performance"},
    {"second_factors", "signed_in", "single_sign_on"},
    {"chasing"},
    {"notices"},
    {"jobs"},
    {"sending"},
    {"saved_views"},
    {"guard"},
    {"accounts"},
    {"matching"},
    {"search"},
    {"activity"},
    {"council"},
    {"govuk"},
    {"auth", "sessions"},
    {"contenttypes"},
]
STEP_OF = {label: number for number, step in enumerate(STEPS) for label in step}


def may_point(source: str, target: str) -> bool:
    return source == target or STEP_OF[source] < STEP_OF[target]


def test_every_app_with_models_has_its_step():
    assert {model._meta.app_label for model in apps.get_models()} <= set(STEP_OF)


def test_keys_point_downwards():
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in [*model._meta.fields, *model._meta.many_to_many]
        # People are named by AUTH_USER_MODEL, which Django lets any app do without knowing whose it is.
        if field.is_relation and field.related_model._meta.label != settings.AUTH_USER_MODEL
        if not may_point(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert wrong == []


def test_a_key_upwards_or_to_a_neighbour_is_recognised():
    assert may_point("actions", "audits")
    assert not may_point("audits", "actions")
    assert not may_point("audits", "performance")


def test_enums_import_nothing_but_text_choices():
    # Where there are many they are in several modules, and one brings them together.
    allowed = {"django.db.models", "django.db", "enum", *(path.stem for path in modules() if path.parent.name == "enums")}
    found = {
        str(module): imported
        for module in modules()
        if kind(module) == "enums" and (imported := {name for node in syntax(module).body for name in imports(node)} - allowed)
    }
    assert found == {}


def imports(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or "."] if isinstance(node, ast.ImportFrom) else []


# A state with a table of moves, by the model that holds it; and each of those without one, with what moves it.
TABLES_OF_MOVES = {
    "actions.Action": "actions.workflow",
    "audits.Audit": "audits.workflow",
    "audits.CalibrationRound": "audits.calibration.workflow",
    "audits.AgencyPart": "audits.partners.workflow",
    "audits.Exemption": "audits.cycles.workflow",
    "commissions.Commission": "commissions.workflow",
    "learning.LearningEvent": "learning.workflow",
    "oversight.CheckAndChallenge": "oversight.workflow:MEETING_MOVES",
    "oversight.MeetingDecision": "oversight.workflow:DECISION_MOVES",
    "observations.Observation": "observations.workflow",
    "studies.Study": "studies.workflow.studies",
    "studies.StudyRecord": "studies.workflow.records",
    "voices.VoiceRecord": "voices.workflow",
    "publications.ExampleConsent": "publications.workflow.consents",
    "publications.Publication": "publications.workflow.publications",
    "reports.Report": "reports.workflow",
    "reports.Review": "reports.workflow:REVIEW_MOVES",
    "reports.ReviewComment": "reports.workflow:COMMENT_MOVES",
}
WITHOUT_A_TABLE = {
    "audits.AuditVersion": "a copy of the state that the audit was in",
    "audits.CountedAudit": "a copy of how the audit stands, counted again with every move",
    "audits.GradeCount": "as above",
    "audits.SampledRecord": "what became of a record of a draw: written by what adds, replaces or withdraws it",
    "feeds.WebhookDelivery": "moved by the sending of messages",
    "jobs.Job": "moved by the worker that has taken it",
    "notices.Message": "moved by the sending of mail",
}


def states() -> dict[str, set[str]]:
    """What every field called `state` may hold, by its model."""
    return {
        model._meta.label: {value for value, _ in model._meta.get_field("state").flatchoices}
        for model in apps.get_models()
        if any(field.name == "state" for field in model._meta.fields)
    }


def test_every_state_has_a_table_of_moves_or_one_that_moves_it():
    assert set(states()) == set(TABLES_OF_MOVES) | set(WITHOUT_A_TABLE)


@pytest.mark.parametrize("model", TABLES_OF_MOVES)
def test_every_state_is_in_its_table_of_moves(model):
    module, _, table = TABLES_OF_MOVES[model].partition(":")
    moves = getattr(import_module(module), table or "MOVES").values()

    assert {str(state) for move in moves for state in (move.source, move.target)} == states()[model]


# Modules that set the state of what has a table of moves without a move, and why.
SETS_A_STATE = {
    "foundation/moves/services.py": "makes the moves",
    "audits/past_audits/services.py": "a past audit is what its spreadsheet says: nobody moved it",
    "audits/sampling/services/replacement.py": "a record of a draw has no table of moves",
}


def test_a_state_changes_by_a_move_alone():
    found = {
        str(module)
        for module in modules()
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.Assign)
        for target in node.targets
        for each in ast.walk(target)
        if isinstance(each, ast.Attribute) and each.attr == "state" and isinstance(each.ctx, ast.Store)
    }
    # Jobs and messages have no table of moves.
    assert {name for name in found if not name.startswith(("foundation/jobs/", "foundation/notices/"))} == set(SETS_A_STATE)


# Layers of the app itself: what its rooms share.
SHARED_BY_AUDITS = {"calculations", "management", "migrations", "models", "pages", "queries", "services", "sheets", "enums", "querysets"}


def test_rooms_are_the_known_ones():
    """No drawer: a new room has one subject, a place in the layers, and a line here."""
    folders = {path.parent.name for path in (ROOT / "foundation").glob("*/__init__.py")}
    assert folders == set(ROOMS)
    assert {path.parent.name for path in (ROOT / "audits").glob("*/__init__.py")} - SHARED_BY_AUDITS == set(ROOMS_OF_AUDITS)
    assert {("performance", path.parent.name) for path in (ROOT / "performance").glob("*/urls.py")} == {
        room for room in ROOMS_OF_APPS if room[0] == "performance"
    }


def contracts() -> dict[str, dict[str, Any]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return {each["name"]: each for each in tomllib.load(file)["tool"]["importlinter"]["contracts"]}


def layers_of(contract: dict[str, Any]) -> set[str]:
    return {name for layer in contract["layers"] for name in re.findall(r"\w+", layer)}


def test_every_app_and_room_has_its_place_in_the_contracts():
    """A contract passes over what it does not name: a new app or room would be held to no order."""
    named = contracts()
    assert layers_of(named["Apps import downwards; audits and performance do not know each other"]) == {*APPS, "foundation", "qa_portal"}
    assert layers_of(named["Rooms of the foundation import downwards"]) == {*ROOMS, "apart", "errors"}
    assert layers_of(named["Rooms of audits import downwards, and stand on what they share"]) >= set(ROOMS_OF_AUDITS)
    inside = named["Modules inside an app or a room keep their order"]
    assert {name for name, parts in parts_of_rooms().items() if len(parts & layers_of(inside)) > 1} <= set(inside["containers"])


def test_a_folder_with_layers_of_its_own_is_a_room():
    """Its services and views are known as such to every test here by `ROOMS_OF_APPS`."""
    folders = {module.parts[:2] for module in modules() if "views" in (module.stem, *module.parts[2:-1]) and len(module.parts) > 2}

    assert {folder for folder in folders if folder[0] in APPS and folder[1] != "views"} <= ROOMS_OF_APPS


def parts_of_rooms() -> dict[str, set[str]]:
    """The modules and packages in each app and room, by its dotted name."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in modules():
        within = 2 if module.parts[0] == "foundation" or module.parts[:2] in ROOMS_OF_APPS else 1
        if module.parts[0] != "qa_portal" and len(module.parts) > within:
            found[".".join(module.parts[:within])].add(Path(module.parts[within]).stem)
    return found


def test_a_day_is_written_in_one_way():
    """By `uk_date` and its like: `%-d` is not known everywhere."""
    assert [str(module) for module in modules() if "%-" in (ROOT / module).read_text()] == []


SUPPRESSION = re.compile(r"#\s*(noqa(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[^\]]*\])?|pragma:\s*no cover)(?P<rest>.*)$")


def test_every_suppressed_finding_says_why():
    unexplained = [
        f"{module}:{number}"
        for module in modules()
        for number, line in enumerate((ROOT / module).read_text().splitlines(), start=1)
        if (found := SUPPRESSION.search(line)) and not re.search(r"[a-z]{3}", found["rest"])
    ]
    assert unexplained == []


def test_lists_are_turned_in_one_place_and_files_named_in_one():
    """`show_page` bounds what an address may ask of a list, `as_file` what a name may put into a header."""
    homes = {
        "RequestConfig(": "foundation/govuk/paging.py",
        "Paginator(": "foundation/govuk/paging.py",
        "attachment; filename": "",
        "content_disposition_header(": "foundation/council/downloads.py",
    }
    found = [
        f"{module}: {words}"
        for module in modules()
        for words, home in homes.items()
        if words in (ROOT / module).read_text() and str(module) != home
    ]
    assert found == []
