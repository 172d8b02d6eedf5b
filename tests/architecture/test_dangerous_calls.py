"""What no code of ours calls: evaluating text, shells, SQL and patterns made of text, weak chance and hashes, calls that trust anybody."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, modules, syntax

pytestmark = pytest.mark.once
SCRIPTS = sorted((ROOT / "assets" / "js").rglob("*.js"))
# Draws and statistics are to be drawn again from their seed: nobody gains by guessing them.
DRAWS_BY_SEED = {"audits/allocation/calculations/sharing.py", "foundation/statistics/agreement.py", "foundation/statistics/draws.py"}
# Read one by one: what is put in are names of our tables and columns, places for parameters, and words of our own that were escaped.
PUTS_NAMES_IN = {
    *("audits/services/counting.py", "foundation/activity/access.py", "foundation/activity/trail_cache.py", "foundation/backups/schema.py"),
    *("foundation/backups/scratch.py", "foundation/claims/sentences.py", "foundation/lookups/read_together.py"),
    "foundation/lookups/together.py",
    *("foundation/names/mentions.py", "foundation/search/asking.py", "foundation/search/matching.py"),
    *("foundation/sheets/markup.py", "performance/imports/services/storage.py", "reports/composing/abbreviations.py"),
}
# What the process that reads a workbook answers to the one that began it.
FROM_OUR_OWN_CHILD = ("foundation/sheets/apart.py", "pickle.load")
# The format of the lists of breached passwords.
MAY_USE_SHA1 = {"foundation/accounts/breached_passwords.py"}


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    return [(str(module), node) for module in modules() for node in ast.walk(syntax(module))]


def name_of(node: ast.AST) -> str:
    """“hashlib.sha1”; of what is called on a value that has no name “.execute”."""
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


@cache
def calls() -> list[tuple[str, ast.Call, str]]:
    """Every call of our code: its module, the call, what is called."""
    return [(module, node, name_of(node.func)) for module, node in nodes() if isinstance(node, ast.Call)]


def is_made_of_text(node: ast.AST) -> bool:
    """A text with something put into it that is neither a constant of the module nor escaped."""
    if isinstance(node, ast.BinOp):
        return is_made_of_text(node.left) or is_made_of_text(node.right) or not is_fixed(node)
    return isinstance(node, ast.JoinedStr) and not is_fixed(node)


def is_fixed(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr):
        return all(is_fixed(part.value) for part in node.values if isinstance(part, ast.FormattedValue))
    if isinstance(node, ast.BinOp):
        return is_fixed(node.left) and is_fixed(node.right)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in ("re.escape", "connection.ops.quote_name", "quote") or "escape" in ast.unparse(node)
    return isinstance(node, ast.Constant) or name_of(node).rpartition(".")[2].isupper()


def test_no_text_is_run_as_code_and_no_command_has_a_shell():
    wrong = {"eval", "exec", "compile", "os.system", "os.popen", "subprocess.getoutput", "pickle.load", "marshal.loads", "yaml.load"}
    found = [(module, called) for module, _, called in calls() if called in wrong and (module, called) != FROM_OUR_OWN_CHILD]
    found += [(module, called) for module, node, called in calls() if any(each.arg == "shell" for each in node.keywords)]

    assert found == []


def test_no_template_is_made_of_text():
    wrong = re.compile(r"(^|\.)(Template|from_string)$")
    assert [(module, called) for module, _, called in calls() if wrong.search(called) and not called.startswith("RGBColor")] == []


def test_no_text_is_put_into_sql_or_a_pattern():
    found = []
    for module, node, called in calls():
        first = node.args[0] if node.args else None
        sql = called.endswith((".execute", ".executemany", ".raw", ".extra", "RawSQL", "row_by_kept_plan"))
        pattern = called in {f"re.{name}" for name in ("compile", "search", "match", "fullmatch", "sub", "findall", "finditer", "split")}
        if first is not None and (sql or pattern) and is_made_of_text(first):
            found.append(module)
        found += [f"{module}: {each.arg}" for each in node.keywords if each.arg and each.arg.endswith(("__regex", "__iregex"))]

    assert set(found) == PUTS_NAMES_IN


def test_what_nobody_may_guess_is_not_drawn_by_chance_that_can_be_and_no_weak_hash_protects():
    imports = {
        str(module)
        for module in modules()
        for node in ast.walk(syntax(module))
        if (isinstance(node, ast.Import) and any(each.name == "random" for each in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "random")
    }
    assert {module for module in imports if not module.startswith("demo/")} == DRAWS_BY_SEED
    assert {module for module, _, called in calls() if called in ("hashlib.md5", "hashlib.sha1")} == MAY_USE_SHA1
    codes = (ROOT / "foundation/second_factors/codes.py").read_text()
    assert "secrets.choice(" in codes


def test_no_call_trusts_any_certificate():
    trusts = [
        (module, each.arg)
        for module, node, _ in calls()
        for each in node.keywords
        if each.arg in ("verify", "check_hostname") and isinstance(each.value, ast.Constant) and each.value.value is False
    ]
    named = [(module, name_of(node)) for module, node in nodes() if re.search(r"CERT_NONE|_unverified_", name_of(node))]

    assert trusts + named == []


def test_scripts_set_text_and_fill_no_object_with_names_from_outside():
    """No HTML of text, nothing evaluated, pasting let be; what is looked up by a name is a Map, or an object without a prototype."""
    html = re.compile(
        r"innerHTML\s*=|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function|onpaste|[\"']paste[\"']|__proto__"
    )

    assert SCRIPTS
    assert {str(script.relative_to(ROOT)): found for script in SCRIPTS if (found := html.findall(Path(script).read_text()))} == {}
