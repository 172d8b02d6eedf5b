"""Audits, their findings and months, found by numbers, case IDs, names and the words in them."""

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from audits.enums import FINISHED_STATES, AuditState, FindingKind, Stage
from audits.models import Audit, ChecklistAnswer, Cycle, Finding, Judgement, TeamResponse, ThemeAnswer, VoiceHeard
from audits.permissions import can_see_cycles
from foundation.accounts.models import Person, Team
from foundation.lookups.folding import keys_called
from foundation.names import case_key, folded, words_of
from foundation.search.asking import Sought
from foundation.search.kinds import Found, Matches, SearchKind, TextSource, Wanted
from foundation.search.matching import by_texts, matches_of, page_of_rows, quoted

_LETTERS_AND_DIGITS, _BETWEEN = re.compile(r"([a-z]+)[\s/_-]*([0-9]+)"), ("-", "", " ", "/")
# What is not submitted is its auditor's alone, and in no index; what was sent back is out of it again.
_SUBMITTED = Q(audit__submitted_on__isnull=False) & ~Q(audit__state=AuditState.IN_PROGRESS)
# A moderator's own reason, and what was agreed, are read once the audit is finished.
_GIVEN = Q(stage__in=[Stage.AUDITOR, Stage.PRE]) | Q(stage__in=[Stage.MODERATOR, Stage.AGREED], audit__state__in=FINISHED_STATES)
AUDIT_TEXTS = (
    TextSource("reason", "Evidence and reason", Judgement, "reason", "audit", _GIVEN, _SUBMITTED & _GIVEN),
    TextSource(
        "no_action", "Reason for no action", Judgement, "no_action_reason", "audit", Q(stage=Stage.PRE), _SUBMITTED & Q(stage=Stage.PRE)
    ),
    TextSource("voice_heard", "What people said", VoiceHeard, "words", "audit", kept=_SUBMITTED),
    TextSource("checklist", "Checklist", ChecklistAnswer, "note", "audit", kept=_SUBMITTED),
    TextSource("theme_answer", "Question of the month", ThemeAnswer, "words", "audit", kept=_SUBMITTED),
    TextSource("response", "The team’s response", TeamResponse, "text", "audit", kept=_SUBMITTED),
)
FINDING_TEXTS = (
    TextSource("strength", "Strength", Finding, "text", where=Q(kind=FindingKind.STRENGTH), kept=_SUBMITTED & Q(kind=FindingKind.STRENGTH)),
    TextSource("area", "Area for improvement", Finding, "text", where=Q(kind=FindingKind.AREA), kept=_SUBMITTED & Q(kind=FindingKind.AREA)),
)


def _of_record(text: str) -> list[Q]:
    """Whose case ID holds these letters, however either is written: MB-60414 as MB 60414 or mb60414 too. A case ID has a digit."""
    key = case_key(text)
    if not any(letter.isdigit() for letter in key):
        return []
    parts = _LETTERS_AND_DIGITS.fullmatch(key)
    keys = {key, *(f"{parts[1]}{sign}{parts[2]}" for sign in _BETWEEN)} if parts else {key}
    return [reduce(or_, (Q(case_key__contains=each) for each in sorted(keys)))]


def _told_apart(texts: Iterable[tuple[int | str, str]], words: str) -> list[int | str]:
    asked = words_of(words)
    return [key for key, text in texts if asked and all(word in folded(text) for word in asked)]


def cycles_called(words: str) -> list[Cycle]:
    """By the month's name or code, or its theme and cohort: a few dozen in ten years, told apart here as every database would."""
    cycles = {cycle.pk: cycle for cycle in Cycle.objects.all()} if words_of(words) else {}
    texts = ((pk, f"{cycle} {cycle.code} {cycle.month:%m/%Y} {cycle.theme} {cycle.cohort}") for pk, cycle in cycles.items())
    return [cycles[int(pk)] for pk in _told_apart(texts, words)]


def _cohorts(words: str) -> list[int | str]:
    cohorts = Audit.objects.exclude(cohort="").order_by().values_list("cohort", flat=True).distinct() if words_of(words) else ()
    return _told_apart(((cohort, cohort) for cohort in cohorts), words)


def _named(words: str) -> list[Q]:
    """By the name of a team, a cohort, a month or its theme, or of a person whom the audit's page names."""
    people = keys_called(Person, words)
    given = {
        "auditor__in": people,
        "moderator__in": people,
        "allocated_worker__in": people,
        "team__in": keys_called(Team, words),
        "cycle__in": [cycle.pk for cycle in cycles_called(words)],
        "cohort__in": _cohorts(words),
    }
    return [Q((name, keys)) for name, keys in given.items() if keys]


def _audits(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    visible = Audit.objects.visible_to(person)
    readable = Audit.objects.with_words_visible_to(person)
    conditions = [Q(number=sought.number)] if sought.number is not None else []
    conditions += _of_record(sought.case) + _named(sought.words)
    conditions += [condition & Q(pk__in=readable.filter(condition).order_by().values("pk")) for condition in by_texts(AUDIT_TEXTS, sought)]
    rows, count = page_of_rows(visible.select_related("cycle", "team").with_last_version(), conditions, wanted)
    shown = readable.filter(pk__in=[row.pk for row in rows]).order_by().values_list("pk", flat=True) if sought.terms and rows else ()
    passages = quoted(AUDIT_TEXTS, sought, list(shown))
    found = (Found(str(row), row.get_absolute_url(), about_audit(row), passages.get(row.pk, ())) for row in rows)
    return Matches(tuple(found), count)


def about_audit(audit: Audit) -> str:
    return ", ".join(str(part) for part in (audit.case_id, audit.cycle, audit.team, audit.get_state_display()) if part)


def _findings(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    """Strengths and areas for improvement by their words, each leading to its audit."""
    readable = Audit.objects.visible_to(person).with_words_visible_to(person).order_by()
    rows = Finding.objects.filter(audit__in=readable.values("pk")).select_related("audit__cycle", "audit__team")
    shown, count = page_of_rows(rows, by_texts(FINDING_TEXTS, sought), wanted)
    passages = quoted(FINDING_TEXTS, sought, [row.pk for row in shown])
    found = (
        Found(
            f"{row.get_kind_display()} in {str(row.audit).lower()}", row.audit.get_absolute_url(), about_audit(row.audit), passages[row.pk]
        )
        for row in shown
    )
    return Matches(tuple(found), count)


def _months(person: Person, sought: Sought, wanted: Wanted) -> Matches:
    cycles = cycles_called(sought.words) if can_see_cycles(person) and sought.number is None else []
    return matches_of([Found(f"Audits of {row}", row.get_absolute_url(), row.theme or "No theme") for row in cycles], wanted)


AUDITS = SearchKind(
    "audits",
    "Audits",
    10,
    _audits,
    AUDIT_TEXTS,
    called=("audit", "audits", "aud"),
    records=("record", "childs record", "case", "case id", "audit", "audits"),
)
FINDINGS = SearchKind("findings", "Findings", 20, _findings, FINDING_TEXTS)
MONTHS = SearchKind("months", "Months", 60, _months)
