"""Which findings are coded to which themes: by the auditor who writes them, by the QA lead afterwards."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import FindingKind, HowCoded
from audits.models import Audit, Finding, FindingCode, FindingTheme
from audits.permissions import can_code_findings
from audits.services.counting import count_again
from audits.themes.queries.findings import findings_visible_to
from audits.themes.queries.themes import codes_of_findings, theme_names
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked
from foundation.activity.trail import record_many
from foundation.council.clock import today

CODED = "audit.findings_coded"


@transaction.atomic
def code_findings(*, actor: Person, chosen: Mapping[int, Collection[int]], how: HowCoded = HowCoded.ADD) -> int:
    """Code findings, by their keys, to themes, by theirs; how many of them changed. Those that the lead may not read are left alone."""
    require(can_code_findings, actor, why="The QA lead codes findings.")
    require_open({theme for themes in chosen.values() for theme in themes}, but_for=how == HowCoded.TAKE)
    findings = all_locked(findings_visible_to(actor).filter(pk__in=list(chosen)).select_related("audit"))
    before = codes_of_findings(finding.pk for finding in findings)
    names, day = theme_names(), today()
    added: list[FindingCode] = []
    dropped: list[int] = []
    changed: dict[Audit, list[dict[str, Any]]] = {}
    for finding in findings:
        had = {code.theme_id: code.pk for code in before.get(finding.pk, ())}
        has = coded_then(had.keys(), chosen[finding.pk], how)
        if has != had.keys():
            added += [FindingCode(finding=finding, theme_id=theme, coded_by=actor, coded_on=day) for theme in sorted(has - had.keys())]
            dropped += [had[theme] for theme in had.keys() - has]
            said = {"finding": finding.pk, "before": _listed(had, names), "after": _listed(has, names)}
            changed.setdefault(finding.audit, []).append(said)
    FindingCode.objects.filter(pk__in=dropped).delete()
    FindingCode.objects.bulk_create(added, batch_size=1000)
    count_again([audit.pk for audit in changed])
    record_many(actor=actor, verb=CODED, entries=[(audit, {"findings": said}) for audit, said in changed.items()])
    return sum(map(len, changed.values()))


def coded_then(had: Collection[int], given: Collection[int], how: HowCoded) -> set[int]:
    match how:
        case HowCoded.ADD:
            return {*had, *given}
        case HowCoded.TAKE:
            return set(had) - set(given)
        case _:
            return set(given)


def _listed(themes: Collection[int], names: Mapping[int, str]) -> str:
    return "; ".join(sorted(names[theme] for theme in themes))


def require_open(themes: Collection[int], *, but_for: bool = False) -> None:
    """Raise ValidationError unless findings may be coded to every one of these themes; `but_for`, it only must exist."""
    found = FindingTheme.objects.in_bulk(list(themes))
    closed = [str(theme) for theme in found.values() if not theme.is_open]
    if len(found) < len(set(themes)):
        raise ValidationError({"themes": "One of these themes is no longer there. Choose again."})
    if closed and not but_for:
        raise ValidationError({"themes": f"{', '.join(closed)}: merged or retired a moment ago. Choose another theme."})


def store_findings(
    *, actor: Person, audit: Audit, kind: FindingKind, findings: Sequence[tuple[str, str]], themes: Sequence[Collection[int]] | None
) -> bool:
    """Replace the findings of one kind with these pairs of text and source, and say whether that changed anything.

    `themes` are those of each finding; None leaves to each text the themes that it had. For the service that saves an auditor's findings,
    which holds the audit's lock and writes the trail.
    """
    stored = list(audit.findings.filter(kind=kind).order_by("pk"))
    had = _codes_by_text(stored)
    wanted = [set(had.get(text, ())) for text, _ in findings] if themes is None else [set(each) for each in themes]
    before = [(finding.text, finding.source, set(had[finding.text])) for finding in stored]
    if before == [(text, source, given) for (text, source), given in zip(findings, wanted, strict=True)]:
        return False
    require_open(set().union(*(given - had.get(text, {}).keys() for (text, _), given in zip(findings, wanted, strict=True))))
    audit.findings.filter(kind=kind).delete()
    rows = Finding.objects.bulk_create([Finding(audit=audit, kind=kind, text=text, source=source) for text, source in findings])
    pairs = [(row, theme) for row, given in zip(rows, wanted, strict=True) for theme in sorted(given)]
    FindingCode.objects.bulk_create([_carried(row, theme, had.get(row.text, {}).get(theme), actor) for row, theme in pairs])
    return True


def _codes_by_text(findings: Sequence[Finding]) -> dict[str, dict[int, FindingCode]]:
    """By the text of each finding, its codes by the key of their theme."""
    codes = codes_of_findings(finding.pk for finding in findings)
    return {finding.text: {code.theme_id: code for code in codes.get(finding.pk, ())} for finding in findings}


def _carried(finding: Finding, theme: int, code: FindingCode | None, actor: Person) -> FindingCode:
    """What was coded before keeps who coded it, and when."""
    who, day = (code.coded_by_id, code.coded_on) if code else (actor.pk, today())
    return FindingCode(finding=finding, theme_id=theme, coded_by_id=who, coded_on=day)
