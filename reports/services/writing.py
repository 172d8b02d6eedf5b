"""Writing a report: its sections, the facts in them, its key findings; and what its text says of the figures."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import transaction

from audits.enums import FindingKind, Source
from foundation.accounts.models import Person
from foundation.activity.locking import all_locked
from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import Lines, normalised_lines, normalised_text
from foundation.guard.enums import WarningKind
from foundation.guard.services import check_for_identities, dismiss_warnings
from foundation.moves.services import begin_move, complete_move
from insight.facts import ComputedFact
from insight.models import MonthFinding
from insight.services import keep_inserted
from reports.calculations import with_bullets
from reports.models import KeyFinding, Report, SectionText
from reports.offered_facts import every_fact, restated_in, restated_since
from reports.queries.quoted import ReportFigures, doubts_of, facts_no_longer_so
from reports.sections import KEY_FINDINGS, OPENING, section_for, section_plan
from reports.stored import SAID

from .opening import REPORTS

KEPT_WHEN_DRAFTED = "Kept when the findings of the month were drafted"
# A key finding as a person gives it: strength or area, the words, where it was seen or heard.
Given = tuple[FindingKind, str, Source]


class HeldAgainst:
    """What texts of a report are held against: its figures, and the facts that it offers. Read once where several are written together."""

    def __init__(self, report: Report):
        self.report, self.figures = report, ReportFigures(report)

    @cached_property
    def facts(self) -> list[ComputedFact]:
        return every_fact(self.report, self.figures.reader)


def section_lines(text: str) -> Lines:
    """A section's text, as what two windows may write at once."""
    return normalised_lines([("Text", text)])


@transaction.atomic
def write_section(
    *,
    actor: Person,
    report: Report,
    key: str,
    text: str,
    seen: str | None = None,
    kept: str = "",
    facts: Sequence[ComputedFact] = (),
    halfway: bool = False,
    looked_at: bool = True,
    held: HeldAgainst | None = None,
) -> SectionText:
    """Save a section's text. `seen` is the token of the text that the writer began from; EditConflict where another is stored.

    `kept`: why words that look like an identity may stand; what surely is one may not. That is asked at the end: `halfway` keeps the words
    while they are written. `facts` are remembered where their sentences are in the text, besides those that the report offers. A text that
    was carried forward is marked no longer, unless nobody has `looked_at` it: a fact was put under it from elsewhere. `held`: what was read
    for the texts that are written with this one.
    """
    report, step = begin_move(REPORTS, actor, report, "write_section")
    section_plan(key)
    stored = report.texts.filter(key=key).select_related("written_by").first()
    now = stored.text if stored else ""
    theirs, mine = section_lines(now), section_lines(text)
    writes = Entry.objects.of(report).filter(verb=step.verb, facts__section=key).order_by("-pk")
    require_unchanged(what="section", actor=actor, seen=seen, theirs=theirs, mine=mine, writes=writes)
    looked = check_for_identities({} if halfway else {"text": text}, kept=kept, target=report)
    held = held or HeldAgainst(report)
    words = {"text": normalised_text(text), "written_by": actor, "written_on": today(), "quoted": _said(text, held.figures)}
    mark = {"carried_from": None} if looked_at else {}
    written, _ = SectionText.objects.update_or_create(report=report, key=key, defaults=words | mark)
    _keep_facts(actor, held, key, written.text, facts)
    complete_move(actor, report, step, section=key, before=now, after=written.text)
    looked.keep(actor, report)
    return written


def _keep_facts(actor: Person, held: HeldAgainst, place: str, text: str, facts: Sequence[ComputedFact] = ()) -> None:
    """Which computed facts a text has in their own words: worked out again whenever it is read, they are marked once they are not so."""
    offered = [*facts, *held.facts, *restated_in(held.report, text)] if text else []
    keep_inserted(actor=actor, target=held.report, place=place, text=text, offered=offered)


@transaction.atomic
def insert_fact(*, actor: Person, report: Report, fact: ComputedFact) -> str:
    """Put a fact at the end of the section that it belongs to; where the section has it already nothing changes. Returns the section."""
    report, _ = begin_move(REPORTS, actor, report, "write_section")
    key = section_for(fact.kind, is_about_domain=bool(fact.domains))
    stored = report.texts.filter(key=key).first()
    text = stored.text if stored else ""
    if fact.sentence not in text:
        write_section(actor=actor, report=report, key=key, text=with_bullets(text, [fact.sentence]), facts=[fact], looked_at=False)
    return key


@transaction.atomic
def insert_restatements(*, actor: Person, report: Report, before: Report) -> int:
    """Open a draft with what changed since an approved report: how many sentences are new in its summary, at the top."""
    report, _ = begin_move(REPORTS, actor, report, "write_section")
    stored = report.texts.filter(key=OPENING).first()
    text = stored.text if stored else ""
    new = [fact for fact in restated_since(before) if fact.sentence not in text]
    if new:
        intro = with_bullets(f"What has changed since the report on {before.period}:", [fact.sentence for fact in new])
        text = "\n\n".join(filter(None, (intro, text)))
        write_section(actor=actor, report=report, key=OPENING, text=text, facts=new, looked_at=False)
    return len(new)


@transaction.atomic
def replace_fact(*, actor: Person, report: Report, key: str, fact: str) -> SectionText | None:
    """Put what is so now in the place of a computed fact of a section that is not so any more; None where there is nothing to replace."""
    report, _ = begin_move(REPORTS, actor, report, "write_section")
    wrong = next((each for each in facts_no_longer_so(report) if (each.inserted.place, each.inserted.key) == (key, fact)), None)
    stored = report.texts.filter(key=key).first()
    if wrong is None or wrong.now is None or not wrong.is_replaceable or stored is None:
        return None
    text = stored.text.replace(wrong.inserted.sentence, wrong.now.sentence)
    return write_section(actor=actor, report=report, key=key, text=text, facts=[wrong.now])


@transaction.atomic
def save_findings(*, actor: Person, report: Report, findings: Sequence[Given], kept: str = "", held: HeldAgainst | None = None) -> None:
    """Replace the report's key findings with these, in this order; blank ones are left out.

    `kept`: why words that look like an identity may stand; what surely is one may not. `held` as in `write_section`.
    """
    report, step = begin_move(REPORTS, actor, report, "save_findings")
    looked = check_for_identities(
        {f"finding {place}": text for place, (_, text, _) in enumerate(findings, start=1)}, kept=kept, target=report
    )
    before = list(report.findings.values_list("text", flat=True))
    report.findings.all().delete()
    held = held or HeldAgainst(report)
    rows = [
        KeyFinding(report=report, kind=kind, text=normalised_text(text), source=source, position=position, quoted=_said(text, held.figures))
        for position, (kind, text, source) in enumerate(findings, start=1)
        if text.strip()
    ]
    KeyFinding.objects.bulk_create(rows)
    _keep_facts(actor, held, KEY_FINDINGS, "\n".join(row.text for row in rows))
    complete_move(actor, report, step, before=before, after=[row.text for row in rows])
    looked.keep(actor, report)


@transaction.atomic
def take_over_findings(*, actor: Person, report: Report) -> int:
    """Put what was drafted from the themes of the report's months under its key findings, each once; how many those were.

    Their words passed the guard when they were drafted, and the person who kept some of them said why.
    """
    report, step = begin_move(REPORTS, actor, report, "save_findings")
    months = {"month__gte": report.first_month, "month__lte": report.last_month}
    drafted = all_locked(MonthFinding.objects.filter(taken_on=None, **months).order_by("month", "-kind", "pk"))
    if not drafted:
        return 0
    texts = {f"finding {place}": row.text for place, row in enumerate(drafted, start=1)}
    looked = check_for_identities(texts, kept=KEPT_WHEN_DRAFTED, target=report)
    before = list(report.findings.values_list("text", flat=True))
    figures, last = ReportFigures(report), report.findings.order_by("position").last()
    KeyFinding.objects.bulk_create(
        KeyFinding(report=report, kind=row.kind, text=row.text, source=row.source, position=position, quoted=_said(row.text, figures))
        for position, row in enumerate(drafted, start=last.position + 1 if last else 1)
    )
    MonthFinding.objects.filter(pk__in=[row.pk for row in drafted]).update(taken_on=today())
    complete_move(actor, report, step, before=before, after=[*before, *(row.text for row in drafted)])
    looked.keep(actor, report)
    return len(drafted)


def _said(text: str, figures: ReportFigures) -> dict[str, Any]:
    said = figures.said_in(text)
    claims = {phrase: {"about": list(borne.about), "shown": borne.shown} for phrase, borne in said.claims.items()}
    return SAID.write(numbers=dict(said.numbers), claims=claims)


@transaction.atomic
def confirm_figures(*, actor: Person, report: Report, key: str) -> None:
    """Somebody has looked: what the section says of the figures may stand as it is, though they say otherwise now."""
    report, step = begin_move(REPORTS, actor, report, "confirm_figures")
    doubts = [doubt for doubt in doubts_of(report) if doubt.key == key]
    if doubts:
        facts = {"section": key, "marks": [doubt.mark for doubt in doubts], "said": [doubt.sentence for doubt in doubts]}
        dismiss_warnings(actor=actor, target=report, kind=WarningKind.FIGURES, marks=facts["marks"])
        complete_move(actor, report, step, **facts)
