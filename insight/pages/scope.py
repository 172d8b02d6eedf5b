"""What Results are narrowed to, in an address and in words."""

from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urlencode

from audits.enums import AuditKind, PlanType, Stage
from foundation.council.months import month_code
from foundation.council.words import in_our_words
from insight.calculations import STAGE_WORDS, in_a_row
from insight.queries.counted import Scope

# What the stages are called in an address and in what `manage.py audit_summary` prints.
STAGE_CODES = {Stage.PRE: "pre", Stage.AGREED: "post"}
# The names of what is chosen, as every page of Results has them in its address.
IN_ADDRESS = ("from", "to", "stage", "service", "team", "cohort", "plan_type", "theme", "kind")

NAMES = {
    "stage": "stage",
    "service": "service",
    "team": "team",
    "cohort": "cohort",
    "plan_type": "plan type",
    "theme": "theme of the month",
    "kind": "kind of audit",
}


def stage_name(stage: Stage) -> str:
    """“After moderation”."""
    return STAGE_WORDS[stage].capitalize()


def address_of(scope: Scope, stage: Stage | None = None) -> str:
    """The query of a page of Results about it: “?from=2023-06&to=2023-07&service=3”."""
    return f"?{urlencode(list(_asked(scope, stage)))}"


def _asked(scope: Scope, stage: Stage | None) -> Iterator[tuple[str, str]]:
    yield from (("from", month_code(scope.first)), ("to", month_code(scope.last)))
    if stage:
        yield "stage", STAGE_CODES[stage]
    yield from chosen_in_address(scope)


def chosen_in_address(scope: Scope) -> Iterator[tuple[str, str]]:
    """What was chosen besides the months, as the list of audits has it in its address too."""
    for name, row in (("service", scope.service), ("team", scope.team)):
        if row:
            yield name, str(row.pk)
    for name in ("cohort", "plan_type", "theme", "kind"):
        if value := str(getattr(scope, name)):
            yield name, value


def carried(asked: Mapping[str, str]) -> str:
    """Of an address what the other pages of Results understand too, as their query; empty where nothing was chosen."""
    kept = {name: asked[name] for name in IN_ADDRESS if asked.get(name)}
    return f"?{urlencode(kept)}" if kept else ""


def not_narrowed_by(asked: Mapping[str, str], understood: Collection[str]) -> str:
    """What an address asks for that a page does not narrow its figures by: “stage and service”; empty where there is nothing."""
    names = [words for name, words in NAMES.items() if asked.get(name) and name not in understood]
    return in_a_row(names) if names else ""


def scope_words(scope: Scope, stage: Stage | None = None) -> str:
    """“Rowan Service, cohort Cared for children”: everything that was chosen but the months; empty where nothing was."""
    team = [str(row) for row in (scope.service, scope.team) if row]
    kind = [scope.kind_name or str(AuditKind(scope.kind).label)] if scope.kind else []
    plan = [in_our_words(PlanType(scope.plan_type).label)] if scope.plan_type else []
    theme = [f"months on “{scope.theme}”"] if scope.theme else []
    chosen = [*team, *([scope.cohort] if scope.cohort else []), *plan, *kind, *theme, *([STAGE_WORDS[stage]] if stage else [])]
    return ", ".join(chosen)
