"""The portal's own source, read as text and as syntax."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    "desk",
    "demo",
    "governance",
    "feeds",
    "packs",
    "reports",
    "learning",
    "publications",
    "inspections",
    "oversight",
    "insight",
    "commissions",
    "actions",
    "voices",
    "observations",
    "studies",
    "audits",
    "performance",
]
ROOMS = [
    *(
        "second_factors",
        "signed_in",
        "single_sign_on",
        "passwords",
        "chasing",
        "notices",
        "jobs",
        "sending",
        "saved_views",
        "guard",
        "moves",
        "editing",
        "accounts",
        "matching",
        "search",
        "activity",
        "council",
        "gate",
        "backups",
        "lookups",
    ),
    *("govuk", "claims", "health", "documents", "statistics", "sheets", "charts", "names", "seals", "versioned", "stores"),
]

# Rooms inside an app, each with services, queries, forms and views of its own.
ROOMS_OF_AUDITS = [
    *("overview", "corrections", "lateness", "posts", "calibration", "reaudits", "sampling", "past_audits", "auditing"),
    *("kinds", "partners", "cycles", "allocation", "practitioner", "moderation", "tool", "responses", "risks", "themes"),
    *("ready_themes", "restricted"),
]
ROOMS_OF_APPS = {
    ("performance", "imports"),
    ("insight", "answers"),
    ("insight", "health"),
    ("insight", "themes"),
    ("insight", "triangulation"),
    *(("audits", room) for room in ROOMS_OF_AUDITS),
}


@cache
def modules() -> list[Path]:
    """Every module of the portal, migrations left out, relative to the repository."""
    found = [path for package in [*APPS, "foundation", "qa_portal"] for path in (ROOT / package).rglob("*.py")]
    return sorted(path.relative_to(ROOT) for path in found if "migrations" not in path.parts)


@cache
def syntax(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text(), filename=str(module))


def kind(module: Path) -> str:
    """What a module is inside its app or room: "services" for `actions/services.py` and `performance/imports/services/undo.py`."""
    in_a_room = module.parts[0] == "foundation" or module.parts[:2] in ROOMS_OF_APPS
    inside = module.parts[2:] if in_a_room else module.parts[1:]
    return Path(inside[0]).stem if inside else ""


def functions(module: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(syntax(module)) if isinstance(node, ast.FunctionDef))


@cache
def templates() -> list[Path]:
    folders = [ROOT / "templates", *(ROOT / package for package in [*APPS, "foundation"])]
    return sorted(path.relative_to(ROOT) for folder in folders for path in folder.rglob("*.html"))
