"""What the pages of retention and legal holds show."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.documents import AnyRow, Cell, CellKind, Column, DocumentPart, ShortDocument, Table
from foundation.documents.formats import number, uk_date
from governance.enums import RecordKind
from governance.models import LegalHold, RetentionRun
from governance.permissions import can_cancel_removal, can_confirm_removal, can_set_rules
from governance.queries.due import DueRecords
from governance.queries.keeping import KeepingRule, keeping_rules

# What each kind is, from when it is counted, and what becomes of it.
HOLDS = {
    RecordKind.CHILD_RECORDS: "Audits, dip samples and calibration rounds of one child’s record, with all that was written about them",
    RecordKind.LISTED: "Records that were on a list for a sample, and were never audited",
    RecordKind.OBSERVATIONS: "Observations of practice that belong to no audit",
    RecordKind.VOICES: "What families, practitioners and partners said, where it belongs to no audit or observation",
    RecordKind.LISTS: "Lists of records and people that were uploaded and never used up",
    RecordKind.PACKS: "Packs for inspectors that hold lists of single records",
    RecordKind.MAIL: "Mail that was sent, what it told, and reminders",
    RecordKind.ACCOUNTS: (
        "E-mail address, job title, password, second steps, sessions, council account, days away, addresses that open figures or a"
        " calendar, kept words and settings of people who no longer work here"
    ),
    RecordKind.SUBJECT_ACCESS: "Requests for a copy of what is held, what was withheld, files that were taken, and complaints",
    RecordKind.READING_LOG: "Who opened what, and who signed in",
    RecordKind.TRAIL: "Who did what",
}
COUNTED_FROM = {
    RecordKind.CHILD_RECORDS: "The last thing on the record",
    RecordKind.LISTED: "The month of the last list",
    RecordKind.OBSERVATIONS: "The observation, and what followed it",
    RecordKind.VOICES: "The day on which it was given",
    RecordKind.LISTS: "The upload",
    RecordKind.PACKS: "The day on which it was made",
    RecordKind.MAIL: "The day on which it was sent",
    RecordKind.ACCOUNTS: "The day on which the person was marked as having left",
    RecordKind.SUBJECT_ACCESS: "The last answer to the request or to a complaint about it",
    RecordKind.READING_LOG: "The day of reading",
    RecordKind.TRAIL: "The day on which it was done",
}
_OUT = "Case IDs, names of workers, words and files are taken out. Grades, counts and dates stay, so no figure changes"
_CHAIN = "The rows go. Their hashes stay, so the chain can still be verified"
BECOMES = {
    **dict.fromkeys((RecordKind.CHILD_RECORDS, RecordKind.LISTED, RecordKind.OBSERVATIONS, RecordKind.VOICES), _OUT),
    **dict.fromkeys((RecordKind.LISTS, RecordKind.PACKS, RecordKind.MAIL), "They are deleted"),
    RecordKind.ACCOUNTS: "They go. The name, team and roles stay, because what the person did and the trail still need them",
    RecordKind.SUBJECT_ACCESS: "They are deleted, with what the trail says of them. Hashes stay, so the chain can still be verified",
    **dict.fromkeys((RecordKind.READING_LOG, RecordKind.TRAIL), _CHAIN),
}
EXAMPLES = 10


def rules_table(rules: Iterable[KeepingRule], person: Person, on: datetime.date) -> Table:
    columns = [
        Column("Kind of record", names_row=True),
        Column("Kept for"),
        Column("Counted from", more=True),
        Column("Due to go: everything up to", nowrap=True),
        Column("To do", unseen=True),
    ]
    may_set = can_set_rules(person)
    rows: list[AnyRow] = []
    for each in rules:
        kept = f"{each.years} year{'' if each.years == 1 else 's'} after its financial year"
        said = f"{each.rule.reason}. Set by {each.rule.set_by} on {uk_date(each.rule.set_on)}" if each.rule else "The portal’s default"
        rule_url = reverse("governance:rule", args=[each.kind.value]) if may_set else ""
        rows.append(
            [
                Cell(each.kind.label, href=reverse("governance:preview", args=[each.kind.value]), notes=[HOLDS[each.kind]]),
                Cell(kept, notes=[said]),
                COUNTED_FROM[each.kind],
                each.up_to(on),
                Cell("Change", href=rule_url, unseen=f"the rule for {each.kind.label}", acts=True) if may_set else None,
            ]
        )
    return Table("Rules of retention", columns, rows, blanks="An empty cell means that there is nothing to do.")


def kept_for_sentences() -> list[str]:
    """“Audited records: 6 years”, for everybody to read."""
    return [f"{rule.kind.label}: {rule.years} year{'' if rule.years == 1 else 's'}" for rule in keeping_rules()]


def found_sentence(rule: KeepingRule, found: DueRecords, on: datetime.date) -> str:
    up_to = uk_date(rule.up_to(on))
    if not found.count:
        return f"Nothing up to {up_to} is due to go."
    return f"{number(found.count)} {'is' if found.count == 1 else 'are'} due to go: everything up to {up_to} that is not kept for a reason."


def kept_table(found: DueRecords) -> Table:
    columns = [Column("Kept although old enough, because of", names_row=True), Column("How many", numeric=True)]
    return Table("What is passed over", columns, [[why[:1].upper() + why[1:], count] for why, count in sorted(found.kept.items())])


def examples_of(found: DueRecords) -> list[str]:
    return list(found.things)[:EXAMPLES]


def runs_table(runs: Iterable[RetentionRun]) -> Table:
    columns = [
        Column("Removal", names_row=True),
        Column("Kind of record"),
        Column("Everything up to", nowrap=True),
        Column("State"),
        Column("Asked by", more=True),
        Column("Confirmed by", more=True),
    ]
    rows: list[AnyRow] = [
        [
            Cell(str(each), href=each.get_absolute_url()),
            each.get_kind_display(),
            each.up_to,
            Cell(each.in_words, CellKind.STATE, colour=_colour(each)),
            Cell(str(each.asked_by), notes=[uk_date(each.asked_on)]),
            Cell(str(each.confirmed_by), notes=[uk_date(each.confirmed_on)]) if each.confirmed_by and each.confirmed_on else None,
        ]
        for each in runs
    ]
    empty = "Nothing has been removed yet. Open a kind of record under Retention to see what is due."
    return Table("Removals", columns, rows, empty=empty, paged=True, blanks="An empty cell means that nobody has confirmed it.")


def _colour(run: RetentionRun) -> str:
    return "grey" if run.cancelled_on else "green" if run.done_on else "yellow"


def state_colour(run: RetentionRun) -> str:
    return _colour(run)


def run_summary(run: RetentionRun) -> list[dict[str, Any]]:
    rows = [
        ("Kind of record", run.get_kind_display()),
        ("Rule", f"Kept for {run.years} years after its financial year"),
        ("Everything up to", uk_date(run.up_to)),
        ("What becomes of it", BECOMES[RecordKind(run.kind)]),
        ("Asked by", f"{run.asked_by}, on {uk_date(run.asked_on)}"),
        ("Found when it was asked", number(run.found)),
    ]
    if run.confirmed_by and run.confirmed_on:
        rows.append(("Confirmed by", f"{run.confirmed_by}, on {uk_date(run.confirmed_on)}"))
    if run.cancelled_by and run.cancelled_on:
        rows.append(("Cancelled by", f"{run.cancelled_by}, on {uk_date(run.cancelled_on)}"))
    if run.done_on:
        rows += [("Removed on", uk_date(run.done_on)), ("SHA-256 of this certificate", run.sha256)]
    return [{"key": key, "value": value} for key, value in rows]


def removed_table(run: RetentionRun) -> Table | None:
    if not run.done_on:
        return None
    columns = [Column("Table", names_row=True, width=4), Column("Rows", numeric=True)]
    rows: list[AnyRow] = [[name, count] for name, count in run.removed.items()]
    return Table("What went, or was emptied", columns, rows, empty="Nothing was left to remove.")


def run_kept_table(run: RetentionRun) -> Table | None:
    if not run.kept:
        return None
    columns = [Column("Passed over, because of", names_row=True, width=4), Column("How many", numeric=True)]
    return Table("What was kept", columns, [[why[:1].upper() + why[1:], count] for why, count in run.kept.items()])


def certificate(run: RetentionRun) -> ShortDocument:
    facts = [(row["key"], str(row["value"])) for row in run_summary(run)]
    tables = [table for table in (removed_table(run), run_kept_table(run)) if table]
    parts = [DocumentPart(table.caption, table=table) if table.rows else DocumentPart(table.caption, [table.empty]) for table in tables]
    return ShortDocument(title=f"Certificate of removal: {run}", facts=facts, parts=parts, foot=f"{run}, {uk_date(run.done_on)}")


def run_buttons(run: RetentionRun, person: Person) -> dict[str, bool]:
    return {"may_confirm": run.is_open and can_confirm_removal(person, run), "may_cancel": run.is_open and can_cancel_removal(person)}


def next_step(run: RetentionRun, person: Person) -> str:
    if run.is_open:
        if run.asked_by_id == person.pk:
            return (
                "Somebody else confirms it: the information governance officer, another QA lead or a director. It waits in their My work."
            )
        return "Look at what is due, then confirm it. It cannot be undone."
    if run.confirmed_by_id and not run.done_on and not run.cancelled_on:
        return "It is being done in the background. Open this page again to see the certificate."
    return ""


def holds_table(holds: Iterable[LegalHold], on: datetime.date) -> Table:
    columns = [
        Column("What is kept", names_row=True),
        Column("Why"),
        Column("Placed by", more=True),
        Column("Until", nowrap=True),
        Column("State"),
        Column("To do", unseen=True),
    ]
    rows: list[AnyRow] = []
    for each in holds:
        in_force = each.is_in_force(on)
        state = "In force" if in_force else "Ended" if each.ended_on else "Over"
        end = Cell("End", href=reverse("governance:end-hold", args=[each.pk]), unseen=str(each), acts=True) if in_force else None
        until = Cell(each.last_day) if each.last_day else Cell("Until it is ended")
        ended = [f"Ended by {each.ended_by} on {uk_date(each.ended_on)}: {each.ended_because}"] if each.ended_on else []
        rows.append(
            [
                Cell(each.on_what, notes=[str(each.get_kind_display())]),
                Cell(each.reason, notes=ended),
                Cell(str(each.placed_by), notes=[uk_date(each.placed_on)]),
                until,
                Cell(state, CellKind.STATE, colour="yellow" if in_force else "grey"),
                end,
            ]
        )
    empty = "Nothing is under a legal hold. Place one when an inquiry, a court or a complaint needs something kept."
    return Table("Legal holds", columns, rows, empty=empty, paged=True, blanks="An empty cell means that there is nothing to do.")
