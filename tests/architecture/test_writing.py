"""Who writes to the database, and who to the trail."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, functions, kind, modules, syntax

pytestmark = pytest.mark.once

WRITERS = {"services"}
# Modules that write although they are none of these, and why.
EXCEPTIONS = {
    "foundation/activity/trail.py": "the only writer of the trail, called by services inside their transaction",
    "foundation/activity/locking.py": "stores the settings that it has locked, for the services that change them",
    "foundation/activity/sealing.py": "seals what the two logs hold, in the background: nobody decided anything",
    "foundation/activity/removing.py": "removes rows of the two logs for the services of retention, inside their transaction",
    "foundation/activity/locked_anchors.py": "keeps how far the heads are in locked storage, in the background",
    "foundation/activity/verifying.py": "keeps when the logs were verified: a command or the timetable, nobody decided anything",
    "foundation/activity/access.py": "the only writer of the log of access, called once an answer is made",
    "foundation/accounts/querysets.py": "the system actor comes into being when it is first asked for",
}
ALWAYS_A_WRITE = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "acreate", "asave", "adelete"}


def is_write(call: ast.Call) -> bool:
    """Whether a call is a write of the ORM: `x.objects.create(…)`, `row.save()`, `rows.delete()`, `rows.update(field=…)`."""
    if not isinstance(call.func, ast.Attribute):
        return False
    name, receiver = call.func.attr, ast.unparse(call.func.value)
    if name in ALWAYS_A_WRITE:
        return True
    if name == "update":
        # A dict's or a set's update is given something; a queryset's only names its fields.
        return not call.args and bool(call.keywords)
    # A form's save() calls a service, and a document's is given where to; a row's is given neither.
    return name in {"save", "delete"} and not call.args and "form" not in receiver.lower() and receiver != "super()"


def writes(source: str) -> list[str]:
    return [ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and is_write(node)]


def test_only_services_and_imports_write():
    found = [
        f"{module}:{node.lineno} {ast.unparse(node.func)}"
        for module in modules()
        if kind(module) not in WRITERS and str(module) not in EXCEPTIONS
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.Call) and is_write(node) and not is_form_saving_itself(module, node)
    ]
    assert found == []


def is_form_saving_itself(module: Path, call: ast.Call) -> bool:
    """A form's own save() calls a service, and the service is looked at where it stands."""
    return kind(module) == "forms" and ast.unparse(call.func) == "self.save"


def test_exceptions_are_still_needed():
    paths = {str(module): module for module in modules()}
    idle = [name for name in EXCEPTIONS if not any(isinstance(node, ast.Call) and is_write(node) for node in ast.walk(syntax(paths[name])))]
    assert idle == []


def test_only_activity_writes_the_trail():
    outside = [module for module in modules() if module.parts[:2] != ("foundation", "activity")]
    found = [
        f"{module}:{node.lineno} {ast.unparse(node)[:80]}"
        for module in outside
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.Call) and names_entry(node) and (is_write(node) or isinstance(node.func, ast.Name))
    ]
    assert found == []


def names_entry(call: ast.Call) -> bool:
    return ast.unparse(call.func).split(".")[0] == "Entry"


@pytest.mark.parametrize(
    "line",
    ["Team.objects.create(name='Elm')", "team.save(update_fields=['name'])", "rows.filter(a=1).update(b=2)", "person.roles.all().delete()"],
)
def test_a_write_is_recognised(line):
    assert len(writes(line)) == 1


@pytest.mark.parametrize(
    "line",
    ["facts.update(other)", "seen.update({1})", "form.save()", "document.save(buffer)", "super().save(commit)", "storage.delete(name)"],
)
def test_what_only_looks_like_a_write_is_let_be(line):
    assert writes(line) == []


# Why these need no lock of their own.
LOCKED_BEFOREHAND = {
    "audits/tool/services/drafts.py publish_draft: version.save": "it is given what `locked_draft` has locked",
    "foundation/moves/services.py complete_move: row.save": "it is given what `begin_move` has locked",
}


def test_a_service_locks_the_row_that_it_was_given_before_it_changes_it():
    """What a page read a moment ago may be another's by now: the trail would say the wrong *before*, and one change would be lost."""
    found = [
        f"{module} {function.name}: {ast.unparse(node.func)}"
        for module in modules()
        if kind(module) == "services"
        for function in functions(module)
        if not function.name.startswith("_")
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and changes_what_was_given(function, node)
    ]
    # An upload is one person's: nobody else's page shows it.
    assert [each for each in found if each not in LOCKED_BEFOREHAND and ": upload." not in each] == []


def changes_what_was_given(function: ast.FunctionDef, call: ast.Call) -> bool:
    """`row.save()` or `row.delete()` of a parameter that nothing in the function has fetched again."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in ("save", "delete") or not isinstance(call.func.value, ast.Name):
        return False
    given = {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}
    bound = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return call.func.value.id in given - bound


def test_no_lock_is_taken_by_a_query_with_joins():
    """After a wait PostgreSQL gives the joined rows as they were before it: `locked` asks in two steps."""
    found = [str(module) for module in modules() if "select_for_update(of=" in (ROOT / module).read_text()]
    assert found == []
