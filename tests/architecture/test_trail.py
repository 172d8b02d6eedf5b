"""Whatever a service changes, it or what it calls writes into the trail."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import kind, modules, syntax
from tests.architecture.test_writing import is_write

pytestmark = pytest.mark.once

RECORDS = {"record", "record_many"}
# Services that change something and write nothing into the trail, and why.
WITHOUT: dict[str, str] = {
    "desk/services/first_steps.py:hide_first_steps": "what somebody hides on their own page is nobody else's business",
    "desk/services/first_steps.py:show_first_steps": "as above",
    "audits/tool/services/drafts.py:publish_draft": "a part of publishing a version, which its own service records",
    "audits/tool/services/drafts.py:change_places": "a part of moving a part, which its own service records",
    "publications/services/reads.py:note_read": "who has read something is counted, and told to nobody by name",
    "actions/services/moves.py:keep_doers": "who has ever done a thing, kept beside the trail of what they did",
    "actions/services/moves.py:give_own_time": "a part of returning or giving it to another, which record the date that moved",
    "audits/services/own_time.py:give_time": "the row says who moved the date, when and why, and never changes",
    "audits/services/involvement.py:keep_involved": "who has ever had a part, kept beside the trail of the part",
    "voices/services/gathering.py:store_given": "a part of writing down what was said, and of answering by a link, which record",
    "audits/corrections/services/listed.py:follow_in_list": "a part of correcting an audit's facts, which records",
    "audits/practitioner/services/other_worker.py:follow_worker": "as above",
    "audits/moderation/services/revelations.py:reveal": "what was revealed to whom is a row of its own, never changed",
    "audits/moderation/services/revelations.py:reveal_before_giving": "as above",
    "audits/moderation/services/revelations.py:reveal_list": "as above",
    "audits/moderation/services/revelations.py:reveal_on_reading": "as above",
    "actions/services/files.py:keep_files": "a part of giving evidence, which records with the files' names",
    "audits/moderation/services/meeting.py:keep_record": "a part of moderating, which records",
    "audits/responses/services/responses.py:ask_for_response": "follows from submitting or moderating, which record",
    "audits/responses/services/responses.py:record_outcome_of_inadequate": "follows from moderating, which records",
    "audits/services/counting.py:count_again": "follows from what changes audits or judgements, which records",
    "audits/services/counting.py:counted_at_the_end": "as above",
    "audits/services/counting.py:count_once_submitted": "as above",
    "audits/services/counting_latest.py:keep_latest": "as above",
    "actions/services/moves.py:count_with_audit": "as above",
    "audits/services/letters_owed.py:note_letters_owed": "follows from what ends an audit or sends a letter, which records",
    "audits/themes/services/coding.py:store_findings": "a part of saving an auditor's findings, which records",
    "audits/services/settling.py:note_settled": "follows from what finishes a month, which records",
    "audits/moderation/services/versions.py:keep_version": "a part of re-opening, which records",
    "governance/services/taking_out.py:take_out": "a part of a removal, which records and certifies",
    "governance/services/accounts.py:take_accounts": "as above",
    "governance/services/exporting.py:everything_as_file": "notes which grades its maker has seen; keeping the file records",
    "governance/services/exporting.py:make_everything": "as above",
    "foundation/guard/services.py:dismiss_warnings": "a part of keeping words or confirming figures, which record",
    "foundation/accounts/services/attempts.py:end_attempt": "forgets wrong tries at a sign-in, which is recorded itself",
    "foundation/accounts/services/passwords.py:end_sessions": "a part of what ends them, which records",
    "foundation/signed_in/services.py:begin_session": "a part of signing in, which is in the log of access",
    "foundation/signed_in/services.py:note_seen": "when a browser was last used: what was done there is recorded itself",
    "foundation/second_factors/services.py:note_passkey_used": "a part of signing in, which is in the log of access",
    "reports/services/seals.py:seal_edition": "a part of approving, which records the SHA-256",
    "reports/services/commenting.py:carry_on_comments": "a part of opening a correction, which records how many",
    "reports/services/commenting.py:drop_reviews": "a part of removing a draft, which records",
    "reports/services/audiences.py:keep_what_readers_are_shown": "a part of approving, which records",
    "reports/services/editions.py:drop_correction": "a part of removing a draft, which records",
    "feeds/services/webhooks.py:put_event_on_its_way": "a part of what happened, which its own service records",
    "feeds/services/events.py:notify_of_risk_now": "as above",
    "feeds/services/events.py:notify_of_report": "as above",
    "feeds/services/tokens.py:count_request": "a program reads, which is in the log of access",
    "insight/services.py:keep_inserted": "a part of writing a text, which records its words",
    "insight/services.py:keep_in_comment": "as above",
    "foundation/search/services.py:follow_trail": "the words of what is stored, for the search: nobody decided anything",
    "foundation/search/services.py:catch_up": "as above",
    "foundation/search/services.py:rebuild_index": "as above",
    "foundation/search/services.py:mend_index": "as above",
    "performance/imports/services/series.py:store_series": "a part of importing, which records",
    "performance/imports/services/neighbours.py:store_neighbours": "a part of importing, which records",
    "performance/imports/services/places.py:add_places": "a part of importing, which records",
    "inspections/services/outcomes.py:keep_outcomes": "a file that waits to be looked at: storing it records",
    "performance/imports/services/uploads.py:keep_check": "what a file would do, counted in the background: nobody decided anything",
}
# Their rows say themselves what was asked, told and sent, when and to whom; none of them is ever changed by a person.
OWN_RECORD = ("foundation/jobs/", "foundation/notices/", "foundation/sending/")
Named = tuple[Path, str]


@cache
def definitions(module: Path) -> dict[str, ast.AST]:
    return {node.name: node for node in syntax(module).body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


@cache
def imported(module: Path) -> dict[str, Named]:
    """Names from other services, by the name they have here."""
    found = {}
    for node in ast.walk(syntax(module)):
        if isinstance(node, ast.ImportFrom):
            for path in places(module, node):
                for alias in node.names:
                    if alias.name in definitions(path):
                        found[alias.asname or alias.name] = (path, alias.name)
    return found


def places(module: Path, node: ast.ImportFrom) -> Iterator[Path]:
    base = list(module.parts[:-1])[: len(module.parts) - node.level] if node.level else []
    parts = [*base, *(node.module or "").split(".")] if node.module else base
    known = set(services())
    for path in (Path(*parts).with_suffix(".py"), *(each for each in known if each.parent == Path(*parts))):
        if path in known:
            yield path


@cache
def services() -> tuple[Path, ...]:
    found = (module for module in modules() if kind(module) == "services" and module.name != "__init__.py")
    return tuple(module for module in found if not str(module).startswith(OWN_RECORD))


def reached(start: Named) -> Iterator[ast.AST]:
    """The bodies of a service and of everything of ours that it calls."""
    seen, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        if here in seen or here[1] not in definitions(here[0]):
            continue
        seen.add(here)
        body = definitions(here[0])[here[1]]
        yield body
        names = {node.id for node in ast.walk(body) if isinstance(node, ast.Name)}
        waiting += [imported(here[0]).get(name, (here[0], name)) for name in names]


def calls(bodies: list[ast.AST]) -> list[ast.Call]:
    return [node for body in bodies for node in ast.walk(body) if isinstance(node, ast.Call)]


def silent() -> list[str]:
    found = []
    for module in services():
        for name in definitions(module):
            if name.startswith("_") or isinstance(definitions(module)[name], ast.ClassDef):
                continue
            made = calls(list(reached((module, name))))
            if any(is_write(call) for call in made) and not any(ast.unparse(call.func).split(".")[-1] in RECORDS for call in made):
                found.append(f"{module}:{name}")
    return found


def test_every_service_that_changes_something_is_in_the_trail():
    assert sorted(set(silent()) - set(WITHOUT)) == []


def test_the_exceptions_are_still_needed():
    assert sorted(set(WITHOUT) - set(silent())) == []
