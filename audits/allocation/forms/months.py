"""A month's allocation as one form: an auditor and a moderator for every record, and a reason for each conflict that it asks about."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.urls import reverse

from audits.allocation.pages.plans import ConflictQuestion, Plan, PlanRow, plan_of
from audits.allocation.pages.tables import loads_table
from audits.allocation.queries.months import AllocationMonth
from audits.allocation.queries.proposals import AllocationChoice, Choices, propose
from audits.allocation.reading import COLUMNS, NOT_READ, AllocationList, match_allocation, read_allocation
from audits.allocation.services.files import LIMITS, answer_allocation_file, keep_allocation_file, sheet_of
from audits.allocation.services.months import Chosen, apply_allocation, version_token
from audits.enums import AllocationSource, ConflictKind, Part
from audits.forms import offered_date_field
from audits.models import AllocationFile, Audit, Cycle
from audits.queries.due_days import due_of
from audits.sheets.rows import Rejection
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.own_time import own_due
from foundation.errors import RefusedRows
from foundation.govuk.forms import CappedFileField, GovukDateWidget, ServiceForm
from foundation.matching.forms import MatchForm
from foundation.names.numbers import whole_number
from foundation.sheets import Sheet, UnreadableFile, read_rows

SEEN = "seen-"
DUE = "due"
LONGEST_NUMBER = 16
SOURCES = (AllocationSource.PROPOSED, AllocationSource.CSV, AllocationSource.REASSIGNED)


class AllocationForm(ServiceForm):
    """Built from plans: what it asks follows from who is chosen. `posted_seen` are the marks of the audits that the lead looked at."""

    submit_text = "Apply"
    other_submits = (("check", "Check again"),)

    def __init__(
        self,
        *args: Any,
        plans: Iterable[Plan],
        source: str = AllocationSource.PROPOSED,
        reasons: Mapping[str, str] | None = None,
        posted_seen: Mapping[int, str] | None = None,
        cycle: Cycle | None = None,
        why: str = "",
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.cycle, self.why = cycle, why
        self.plans = list(plans)
        self.posted_seen = dict(posted_seen or {})
        self.fields["source"] = forms.ChoiceField(
            choices=[(each.value, each.label) for each in SOURCES], initial=source, widget=forms.HiddenInput
        )
        for row in self._rows():
            self._ask(row, reasons or {})
        if any(_is_late(row.audit) for row in self._rows()):
            self.initial.setdefault(DUE, own_due(today()))
            self.add_field(DUE, offered_date_field("Due date for what is given late", "What is due later keeps its date."))

    @property
    def late_due(self) -> BoundField | None:
        """Asked where something here would be due before its new owner has days of their own."""
        return self[DUE] if DUE in self.fields else None

    def _rows(self) -> list[PlanRow]:
        return [row for plan in self.plans for row in plan.rows]

    def _ask(self, row: PlanRow, reasons: Mapping[str, str]) -> None:
        number = row.audit.pk
        self.fields[f"{SEEN}{number}"] = forms.CharField(initial=version_token(row.audit), widget=forms.HiddenInput)
        for part, options in row.options.items():
            label = f"{part.label} of audit {number}"
            chosen = str(row.choice.of(part) or "")
            self.add_field(f"{part}-{number}", forms.ChoiceField(choices=options, initial=chosen, required=False, label=label))
        for question in row.questions:
            self.fields[question.name] = forms.CharField(
                label=f"{question.conflict.sentence} Why is this accepted?",
                initial=reasons.get(question.name, ""),
                widget=forms.Textarea,
                error_messages={"required": f"{question.conflict.sentence} Say why this is accepted, or choose somebody else."},
            )

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name.startswith("reason-"):
            return {"rows": 2, "label_size": "s"}
        return {"hide_label": True, "width": "full"} if name.startswith(tuple(Part)) else {}

    def sections(self) -> list[dict[str, Any]]:
        """Each plan with its rows and their fields, and the table of what everybody would have."""
        return [{"plan": plan, "loads": loads_table(plan), "rows": [self._shown(row) for row in plan.rows]} for plan in self.plans]

    def _shown(self, row: PlanRow) -> dict[str, Any]:
        fields = {part.value: self[name] for part in Part if (name := f"{part}-{row.audit.pk}") in self.fields}
        return fields | {"row": row, "seen": self[f"{SEEN}{row.audit.pk}"], "reasons": [self[question.name] for question in row.questions]}

    def clean(self) -> dict[str, Any]:
        for row in self._rows():
            for part, sentence in row.barred.items():
                self.add_error(f"{part}-{row.audit.pk}", sentence)
        return self.cleaned_data

    def act(self) -> int:
        """How many audits were reallocated. What was chosen is kept where it is refused."""
        people = Person.objects.in_bulk({int(key) for name, key in self.cleaned_data.items() if name.startswith(tuple(Part)) and key})
        chosen = [self._chosen(row, people) for row in self._rows()]
        known = {each.audit for each in chosen}
        gone = [Chosen(number, None, None, seen) for number, seen in self.posted_seen.items() if number not in known]
        source, due = AllocationSource(self.cleaned_data["source"]), self.cleaned_data.get(DUE)
        return apply_allocation(actor=self.actor, chosen=sorted([*gone, *chosen], key=_number), cycle=self.cycle, source=source, due=due)

    def add_errors_from(self, refused: ValidationError) -> None:
        """Each row's by its own field."""
        if not isinstance(refused, RefusedRows):
            return super().add_errors_from(refused)
        for number, sentences in refused.rows.items():
            self.add_error(self._field_of(number), sentences)

    def _chosen(self, row: PlanRow, people: Mapping[int, Person]) -> Chosen:
        number, given = row.audit.pk, self.cleaned_data
        has = {Part.AUDITOR: row.audit.auditor, Part.MODERATOR: row.audit.moderator}
        parts = {part: people.get(int(given[name] or 0)) if (name := f"{part}-{number}") in self.fields else has[part] for part in Part}
        reasons = {_about(question): given.get(question.name, "") for question in row.questions}
        seen = self.posted_seen.get(number, "")
        return Chosen(number, parts[Part.AUDITOR], parts[Part.MODERATOR], seen, reasons, self.why)

    def _field_of(self, number: int) -> str | None:
        return next((name for part in Part if (name := f"{part}-{number}") in self.fields), None)


def _is_late(audit: Audit) -> bool:
    due = due_of(audit)
    return due is not None and due < own_due(today())


def _number(chosen: Chosen) -> int:
    return chosen.audit


def _about(question: ConflictQuestion) -> tuple[int, ConflictKind]:
    return question.conflict.person.pk, question.conflict.kind


def proposed_form(
    months: Iterable[AllocationMonth], *, actor: Person, seed: int, source: AllocationSource = AllocationSource.PROPOSED
) -> AllocationForm:
    """Filled in with a proposal; the reason for a pin stands where it brings a conflict."""
    plans = []
    for month in months:
        proposal = propose(month, seed)
        plans.append(plan_of(month, proposal.choices, proposal.unplaced))
    pinned = {(pin.audit_id, pin.person_id): pin.reason for plan in plans for pin in plan.month.pins.values()}
    reasons = {each.name: pinned.get((each.audit, each.conflict.person.pk), "") for plan in plans for each in plan.questions}
    return AllocationForm(actor=actor, plans=plans, source=source, reasons=reasons)


def current_form(months: Iterable[AllocationMonth], *, actor: Person) -> AllocationForm:
    """Filled in with the people who have the audits now."""
    plans = [plan_of(month, _as_now(month)) for month in months]
    return AllocationForm(actor=actor, plans=plans, source=AllocationSource.REASSIGNED)


def listed_form(month: AllocationMonth, listed: AllocationList, *, actor: Person) -> AllocationForm:
    """Filled in with what a file says; its reason is offered for each conflict of its row."""
    plan = plan_of(month, _as_now(month) | listed.choices)
    reasons = {each.name: listed.reasons.get(each.audit, "") for each in plan.questions}
    return AllocationForm(actor=actor, plans=[plan], source=AllocationSource.CSV, reasons=reasons)


def posted_form(
    data: QueryDict, months: Iterable[AllocationMonth], *, actor: Person, binds: bool, cycle: Cycle | None = None, why: str = ""
) -> AllocationForm:
    """With what was chosen: bound where it is to be applied, with `why`, else counted again without complaint."""
    plans = [plan_of(month, _posted_choices(data, month)) for month in months]
    seen = seen_in(data)
    if not binds:
        reasons = {name: str(data.get(name, "")) for name in data if name.startswith("reason-")}
        typed = GovukDateWidget().value_from_datadict(data, {}, DUE)
        initial = {DUE: typed} if any(typed) else {}
        return AllocationForm(actor=actor, plans=plans, source=data.get("source", ""), reasons=reasons, posted_seen=seen, initial=initial)
    fresh = data.copy()
    for plan in plans:
        for row in plan.rows:
            # What is shown from here on is as it stands now; what was looked at before is in `posted_seen`.
            fresh[f"{SEEN}{row.audit.pk}"] = version_token(row.audit)
    return AllocationForm(fresh, actor=actor, plans=plans, posted_seen=seen, cycle=cycle, why=why)


def seen_in(data: QueryDict) -> dict[int, str]:
    """The audits that a page showed, with their marks."""
    numbers = {name: name.removeprefix(SEEN) for name in data if name.startswith(SEEN)}
    return {
        int(number): str(data.get(name, ""))
        for name, number in numbers.items()
        if number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER
    }


def _as_now(month: AllocationMonth) -> Choices:
    return {audit.pk: AllocationChoice(audit.auditor_id, audit.moderator_id) for audit in month.audits}


def _posted_choices(data: QueryDict, month: AllocationMonth) -> Choices:
    return {
        audit.pk: AllocationChoice(*(_posted(data, month, audit, part) for part in (Part.AUDITOR, Part.MODERATOR)))
        for audit in month.audits
    }


def _posted(data: QueryDict, month: AllocationMonth, audit: Audit, part: Part) -> int | None:
    name = f"{part}-{audit.pk}"
    if part not in month.parts_open(audit) or name not in data:
        return audit.auditor_id if part == Part.AUDITOR else audit.moderator_id
    return whole_number(str(data[name]))


class AllocationFileForm(ServiceForm):
    """What it reads is shown in the form of the month; nothing is stored."""

    submit_text = "Check the file"
    also_refused = (UnreadableFile,)
    refused_field = "file"

    # Tells this form from the one above it on the page.
    upload = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)
    # An empty file is let through, so that it gets the same sentence as any other that cannot be read.
    file = CappedFileField(
        most=LIMITS.file_bytes,
        label="File of auditors and moderators",
        help_text="CSV, Excel (.xlsx) or OpenDocument (.ods)",
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cycle = cycle
        self.rejected: list[Rejection] = []
        self.notes: list[str] = []
        # The file, where something of it has to be said or corrected.
        self.kept: AllocationFile | None = None

    def act(self) -> AllocationForm:
        """The month with what the file says. Where it cannot be taken `kept` is the file, and `rejected` has every cell that is wrong.

        `notes` say what was not read.
        """
        file = self.cleaned_data["file"]
        content = file.read()
        sheet = read_rows(BytesIO(content), file.name, limits=LIMITS)
        if match_allocation(sheet).asks:
            self.kept = keep_allocation_file(actor=self.actor, cycle=self.cycle, name=file.name, content=content)
            raise ValidationError({"file": "It is not clear what the columns of this file hold."})
        listed = read_for_month(sheet, self.cycle, self.actor)
        self.notes = listed.notes
        if listed.rejected:
            self.kept = keep_allocation_file(actor=self.actor, cycle=self.cycle, name=file.name, content=content)
            self.rejected = listed.rejected
            count = "1 cell" if len(listed.rejected) == 1 else f"{len(listed.rejected)} cells"
            said = "Correct the rows that are named below and choose the file again, or go on without them."
            raise ValidationError({"file": f"{count} of this file cannot be taken. {said}"})
        return listed_form(AllocationMonth(self.cycle, also=listed.choices, reader=self.actor), listed, actor=self.actor)


def read_for_month(sheet: Sheet, cycle: Cycle, reader: Person) -> AllocationList:
    open_ones = Audit.objects.filter(cycle=cycle).values_list("pk", flat=True)
    return read_allocation(sheet, AllocationMonth(cycle, also=open_ones, reader=reader))


def kept_form(kept: AllocationFile, *, actor: Person) -> tuple[AllocationForm, AllocationList]:
    """The month with the rows of a kept file that can be taken, and what was not."""
    listed = read_for_month(sheet_of(kept), kept.cycle, actor)
    return listed_form(AllocationMonth(kept.cycle, also=listed.choices, reader=actor), listed, actor=actor), listed


class AllocationMatchForm(MatchForm):
    def __init__(self, *args: Any, kept: AllocationFile, **kwargs: Any):
        super().__init__(*args, match=match_allocation(sheet_of(kept)), columns=COLUMNS, none=NOT_READ, **kwargs)
        self.kept = kept
        self.cancel_url = reverse("audits:allocation", args=[kept.cycle.code])

    def act(self) -> AllocationFile:
        return answer_allocation_file(actor=self.actor, kept=self.kept, columns=self.column_answers)
