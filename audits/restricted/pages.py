"""What the pages of restricted records and of break-glass show."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string

from audits.enums import AuditState, FindingKind
from audits.models import Audit, BreakGlass, Finding, RestrictedRecord, VoiceHeard
from audits.pages.summary import StageGradeRow, audit_summary, first_in_full, grade_rows
from audits.permissions import can_restrict, can_review_break_glass
from audits.queries.applicability import Applicability
from audits.queries.restrictions import restriction_of
from audits.restricted.queries import PersonOfRecord, left_outside
from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkQuestion
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date, uk_datetime


@dataclass(frozen=True)
class RestrictionOnPage:
    """What the page of an audit says of it, to people who may read the audit; `href` where this person may change it or begin it."""

    is_restricted: bool
    words: str
    href: str
    act: str


def restriction_on(audit: Audit, person: Person) -> RestrictionOnPage:
    row, may = restriction_of(audit), can_restrict(person)
    if row is None:
        return RestrictionOnPage(False, "", reverse("audits:restrict", args=[audit.number]) if may else "", "Restrict this record")
    words = "Only QA leads, the auditor, the moderator and named people read it. Do not talk about it with others."
    return RestrictionOnPage(True, words, row.get_absolute_url() if may else "", "See who is named, and why")


def restricted_table(rows: Iterable[RestrictedRecord]) -> Table:
    columns = [
        Column("Record", names_row=True),
        Column("Restricted"),
        Column("Why", more=True),
        Column("Named readers"),
        Column("State"),
    ]
    listed: list[AnyRow] = [
        [
            Cell(row.case_id, href=row.get_absolute_url()),
            Cell(uk_date(row.restricted_on), notes=(f"by {row.restricted_by}",)),
            row.reason,
            ", ".join(sorted(str(reader) for reader in row.readers.all())) or "Nobody else",
            Cell("Ended" if row.ended_on else "Restricted", CellKind.STATE),
        ]
        for row in rows
    ]
    nothing = "No record is restricted. Restrict one here, or on the page of its audit."
    return Table("Restricted records", columns, listed, empty=nothing, paged=True)


@dataclass(frozen=True)
class NamedElsewhere:
    """A page whose words name the record, and in which part of it, if not in its own."""

    text: str
    href: str
    part: str = ""


def named_elsewhere(case_id: str, reader: Person) -> list[NamedElsewhere]:
    """Minutes, notes, findings, reports that name a record or its audits, as each app finds them (`where_a_record_is_named`)."""
    hooks = (name for config in apps.get_app_configs() for name in getattr(config, "where_a_record_is_named", ()))
    return [each for name in hooks for each in import_string(name)(case_id, reader)]


@dataclass(frozen=True)
class RestrictionPage:
    facts: list[dict[str, Any]]
    audits: list[Audit]
    outside: list[PersonOfRecord]
    named: list[NamedElsewhere]


def restriction_page(row: RestrictedRecord, person: Person) -> RestrictionPage:
    readers = sorted(row.readers.all(), key=str)
    facts = [
        ("Case ID", row.case_id),
        ("Why", row.reason),
        ("Restricted", f"{uk_date(row.restricted_on)} by {row.restricted_by}"),
        ("Named readers", ", ".join(map(str, readers)) or "Nobody else"),
        *([("Ended", f"{uk_date(row.ended_on)} by {row.ended_by}: {row.end_reason}")] if row.ended_on else []),
    ]
    audits = Audit.objects.visible_to(person).filter(case_key=row.case_key).select_related("cycle").order_by("-pk")
    outside = [] if row.ended_on else left_outside(row.case_key, readers)
    named = [] if row.ended_on else named_elsewhere(row.case_id, person)
    return RestrictionPage([{"key": key, "value": value} for key, value in facts], list(audits), outside, named)


def break_glass_table(rows: Iterable[BreakGlass], reader: Person, at: datetime.datetime) -> Table:
    """For a lead each with what to do; for others their own."""
    columns = [
        Column("Audit", names_row=True),
        Column("Who"),
        Column("When"),
        Column("Reason"),
        Column("What the QA lead found"),
        Column("What to do", unseen=True),
    ]
    listed: list[AnyRow] = [
        [
            Cell(str(row.audit), href=_audit_url(row, reader, at)),
            str(row.person),
            Cell(f"{uk_date(row.opened_on)}", notes=(f"until {uk_datetime(row.until)}",)),
            row.reason,
            _found(row),
            Cell("Review", href=row.get_absolute_url(), unseen=f"the reading of {row.audit} by {row.person}", acts=True)
            if row.reviewed_on is None and can_review_break_glass(reader, row)
            else None,
        ]
        for row in rows
    ]
    return Table("Break-glass readings", columns, listed, empty="Nobody has opened a closed audit by break-glass.", paged=True)


def _audit_url(row: BreakGlass, reader: Person, at: datetime.datetime) -> str:
    if row.person_id == reader.pk:
        return reverse("audits:opened", args=[row.audit_id]) if row.is_open(at) else ""
    return row.audit.get_absolute_url()


def _found(row: BreakGlass) -> Cell | str:
    if row.reviewed_on is None:
        return "Not reviewed yet"
    said = "Justified" if row.was_justified else "Not justified"
    return Cell(said, notes=(row.review, f"{row.reviewed_by}, {uk_date(row.reviewed_on)}"))


@dataclass(frozen=True)
class OpenedPage:
    """An audit as break-glass opens it: what was found, no history, nothing to do."""

    facts: list[dict[str, Any]]
    rows: list[StageGradeRow]
    is_provisional: bool
    strengths: list[Finding]
    areas: list[Finding]
    voices: list[VoiceHeard]
    risks: list[dict[str, str]]
    until: str


def opened_page(reading: BreakGlass) -> OpenedPage:
    audit = reading.audit
    asked, findings = Applicability(audit), list(audit.findings.select_related("domain").order_by("pk"))
    return OpenedPage(
        facts=audit_summary(audit),
        rows=first_in_full(grade_rows(asked, list(audit.judgements.select_related("domain")))),
        is_provisional=audit.state == AuditState.SUBMITTED,
        strengths=[each for each in findings if each.kind == FindingKind.STRENGTH],
        areas=[each for each in findings if each.kind == FindingKind.AREA],
        voices=list(audit.voices.all()),
        risks=[
            {"when": uk_datetime(risk.raised_at), "worry": risk.worry, "doing": risk.doing, "outcome": risk.outcome}
            for risk in audit.risks.order_by("-pk")
        ],
        until=uk_datetime(reading.until),
    )


def work_questions(person: Person) -> list[WorkQuestion]:
    """For leads: readings by break-glass that nobody has looked at."""
    waiting = BreakGlass.objects.to_review(person).for_list()

    def item(row: BreakGlass) -> WorkItem:
        what = "Review a reading by break-glass"
        return WorkItem(
            what=f"{what}: audit {row.audit_id}",
            why=f"{row.person} opened it on {uk_date(row.opened_on)}",
            url=row.get_absolute_url(),
            email_text=what,
        )

    return [WorkQuestion(waiting, lambda: map(item, waiting))]
