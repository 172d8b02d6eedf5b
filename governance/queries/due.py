"""What is due to go: of each kind, by its rule, less what is held and what still waits for somebody."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType

from actions.models import Action
from audits.enums import OPEN_STATES
from audits.models import AllocationFile, Audit, AuditUpload, CalibrationRound, Interest, RestrictedRecord, RiskFlag, Sample, SampledRecord
from foundation.accounts.models import PeopleUpload, Person
from foundation.activity.models import Access, Entry, Segment
from foundation.chasing.models import Reminder
from foundation.council.months import last_day
from foundation.names import case_key
from foundation.notices.enums import MessageState
from foundation.notices.models import Message, Notice
from governance.enums import PassedOver, RecordKind, Uploaded
from governance.marks import MARK, REMOVED, REMOVED_NAME
from governance.models import DataComplaint, LegalHold, SubjectRequest
from observations.enums import ObservationState
from observations.models import Observation
from packs.models import Pack
from studies.models import StudyRecord
from voices.enums import VoiceState
from voices.models import VoiceRecord

from .accounts import left_on
from .closure import Rows, targeting, with_parts
from .data_map import Model
from .keeping import HoldsInForce


@dataclass
class DueRecords:
    """`things`: each by a name for the page, with its rows; `kept`: how many more are as old, by why they are kept."""

    things: dict[str, Rows] = field(default_factory=dict)
    kept: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return len(self.things)

    def add(self, name: str, rows: Rows, why_kept: str) -> None:
        if why_kept:
            self.kept[why_kept] += 1
        else:
            self.things[name] = rows


def due_records(kind: RecordKind, up_to: datetime.date, on: datetime.date) -> DueRecords:
    """Everything of a kind that is not later than `up_to`; holds are those in force on `on`."""
    return _FINDERS[kind](up_to, HoldsInForce(on))


@dataclass
class _CaseRecord:
    """All that is held under one case ID, and the last day of any of it."""

    case_id: str
    latest: datetime.date = datetime.date.min
    rows: Rows = field(default_factory=dict)

    def add(self, model: Model, pk: int, *days: datetime.date | None) -> None:
        self.rows.setdefault(model, set()).add(pk)
        self.latest = max([self.latest, *(day for day in days if day)])


def _cases() -> dict[str, _CaseRecord]:
    found: dict[str, _CaseRecord] = {}
    for model, rows in (
        (Audit, Audit.objects.order_by("pk").values_list("pk", "case_id", "cycle__month", "submitted_on", "finished_on")),
        (SampledRecord, SampledRecord.objects.order_by("pk").values_list("pk", "case_id", "sample__cycle__month")),
        (StudyRecord, StudyRecord.objects.order_by("pk").values_list("pk", "case_id", "wave__drawn_on", "read_on")),
        (CalibrationRound, CalibrationRound.objects.order_by("pk").values_list("pk", "case_id", "due", "closed_on")),
    ):
        for pk, case_id, *days in rows:
            if not case_id.startswith(REMOVED):
                found.setdefault(case_key(case_id), _CaseRecord(case_id)).add(model, pk, *days)
    for also, dated in (
        (Interest, Interest.objects.order_by("pk").values_list("pk", "case_id", "ended_on")),
        (RestrictedRecord, RestrictedRecord.objects.order_by("pk").values_list("pk", "case_id", "restricted_on", "ended_on")),
        (LegalHold, LegalHold.objects.order_by("pk").values_list("pk", "case_id", "ended_on", "last_day")),
        (SubjectRequest, SubjectRequest.objects.order_by("pk").values_list("pk", "case_id", "received_on", "answered_on")),
    ):
        for pk, case_id, *days in dated:
            if case_key(case_id) in found:
                found[case_key(case_id)].add(also, pk, *days)
    return found


def _child_records(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    return _records(up_to, holds, lambda rows: not _only_listed(rows))


def _listed(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    return _records(up_to, holds, _only_listed)


def _only_listed(rows: Rows) -> bool:
    return not {Audit, StudyRecord, CalibrationRound} & set(rows)


def _records(up_to: datetime.date, holds: HoldsInForce, wanted: Callable[[Rows], bool]) -> DueRecords:
    found, busy = DueRecords(), _busy_audits()
    for key, each in _cases().items():
        # A record goes as a whole, once the last of it is old enough: so how children are counted does not change.
        if each.latest <= up_to and wanted(each.rows):
            found.add(each.case_id, each.rows, holds.keeps_case(key) or _held_worker(holds, each.rows) or _busy(each.rows, busy))
    return found


def _held_worker(holds: HoldsInForce, rows: Rows) -> str:
    held = (holds.people_held_in(model, keys) for model, keys in rows.items())
    return next((hold for each in held for hold in each.values()), "")


def _busy_audits() -> dict[int, str]:
    """Audits of which something still waits for somebody, and what."""
    open_actions = Action.objects.open().order_by()
    busy = dict.fromkeys(open_actions.exclude(audit=None).values_list("audit", flat=True), PassedOver.OPEN_ACTION.label)
    busy |= dict.fromkeys(
        open_actions.exclude(observation__audit=None).values_list("observation__audit", flat=True), PassedOver.OPEN_ACTION.label
    )
    busy |= dict.fromkeys(RiskFlag.objects.filter(closed_at=None).order_by().values_list("audit", flat=True), PassedOver.OPEN_RISK.label)
    return busy | dict.fromkeys(
        Audit.objects.filter(state__in=OPEN_STATES).order_by().values_list("pk", flat=True), PassedOver.STILL_OPEN.label
    )


def _busy(rows: Rows, busy: dict[int, str]) -> str:
    return next((busy[int(pk)] for pk in rows.get(Audit, ()) if int(pk) in busy), "")


def _observations(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    rows = Observation.objects.filter(audit=None, month__lte=up_to).order_by("pk").select_related("practitioner")
    rows = rows.exclude(practitioner__name=REMOVED_NAME)
    held = holds.people_held_in(Observation, [row.pk for row in rows])
    busy = set(Action.objects.open().exclude(observation=None).order_by().values_list("observation", flat=True))
    found = DueRecords()
    for row in rows:
        if last_day(row.month) > up_to or max(filter(None, [row.seen_on, row.acknowledged_on]), default=up_to) > up_to:
            continue
        waits = PassedOver.NOT_FINISHED.label if row.state in (ObservationState.PLANNED, ObservationState.RECORDED) else ""
        found.add(
            _called("Observation", row.pk),
            {Observation: {row.pk}},
            held.get(row.pk, "") or waits or (PassedOver.OPEN_ACTION.label if row.pk in busy else ""),
        )
    return found


def _voices(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    rows = VoiceRecord.objects.filter(audit=None, observation=None, asked_on__lte=up_to).exclude(who=MARK).order_by("pk")
    held = holds.people_held_in(VoiceRecord, [row.pk for row in rows])
    found = DueRecords()
    for row in rows:
        if max(row.given_on or up_to, row.month or up_to) <= up_to:
            waits = PassedOver.NOT_FINISHED.label if row.state == VoiceState.SOUGHT else ""
            found.add(_called("Voice", row.pk), {VoiceRecord: {row.pk}}, held.get(row.pk, "") or waits)
    return found


def _called(name: str, key: int) -> str:
    return f"{name} {key}"


def _each(name: str, model: Model, keys: Iterable[int]) -> Iterator[tuple[str, Rows]]:
    return ((_called(name, key), {model: {key}}) for key in keys)


def _simple(*lists: tuple[str, Model, Iterable[int]]) -> DueRecords:
    found = DueRecords()
    for name, model, keys in lists:
        found.things |= dict(_each(name, model, keys))
    return found


def _lists(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    samples = Sample.objects.filter(applied_on=None, brought_at__date__lte=up_to, records=None)
    return _simple(
        (Uploaded.SAMPLE.label, Sample, samples.order_by("pk").values_list("pk", flat=True)),
        (Uploaded.ALLOCATION.label, AllocationFile, _until(AllocationFile, "brought_at", up_to)),
        (Uploaded.PAST_AUDITS.label, AuditUpload, _until(AuditUpload, "uploaded_at", up_to)),
        (Uploaded.PEOPLE.label, PeopleUpload, _until(PeopleUpload, "uploaded_at", up_to)),
    )


def _packs(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    return _simple(
        ("Pack", Pack, Pack.objects.filter(with_records=True, made_at__date__lte=up_to).order_by("pk").values_list("pk", flat=True))
    )


def _mail(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    workers = holds.worker_keys
    notices = Notice.objects.filter(day__lte=up_to, told_on__lte=up_to).exclude(person__in=workers)
    sent = (
        Message.objects.filter(day__lte=up_to).exclude(state__in=[MessageState.WAITING, MessageState.SENDING]).exclude(person__in=workers)
    )
    # A mail goes with the last of what it told.
    later = Notice.objects.exclude(message=None).exclude(pk__in=notices.values("pk")).values("message")
    reminders = Reminder.objects.filter(day__lte=up_to).exclude(person__in=workers)
    return _simple(
        ("Notice", Notice, notices.order_by("pk").values_list("pk", flat=True)),
        ("Mail", Message, sent.exclude(pk__in=later).order_by("pk").values_list("pk", flat=True)),
        ("Reminder", Reminder, reminders.order_by("pk").values_list("pk", flat=True)),
    )


def _accounts(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    old = [pk for pk, day in left_on().items() if day <= up_to]
    names, found = Person.objects.in_bulk(old), DueRecords()
    for pk in old:
        found.add(f"{names[pk]} ({pk})", {Person: {pk}}, holds.keeps_person([pk]))
    return found


def _subject_access(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    """A request goes with its complaints, once the last of them is old enough; a complaint about something else by itself."""
    found = DueRecords()
    complaints: dict[int | None, list[DataComplaint]] = {}
    for complaint in DataComplaint.objects.order_by("pk"):
        complaints.setdefault(complaint.request_id, []).append(complaint)
    for request in SubjectRequest.objects.order_by("pk"):
        own = complaints.get(request.pk, [])
        held = holds.keeps_case(request.case_key) or holds.keeps_person([request.worker_id])
        if max([request.answered_on or request.received_on, *map(_last_of, own)]) <= up_to:
            rows: Rows = {SubjectRequest: {request.pk}, DataComplaint: {each.pk for each in own}}
            found.add(str(request), rows, held or _unfinished([request.answered_on, *(each.closed_on for each in own)]))
    for complaint in complaints.get(None, []):
        if _last_of(complaint) <= up_to:
            found.add(str(complaint), {DataComplaint: {complaint.pk}}, _unfinished([complaint.closed_on]))
    return found


def _unfinished(ended_on: list[datetime.date | None]) -> str:
    return PassedOver.NOT_FINISHED.label if None in ended_on else ""


def _last_of(complaint: DataComplaint) -> datetime.date:
    return complaint.closed_on or complaint.acknowledged_on or complaint.received_on


def _reading_log(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    rows = Access.objects.filter(day__lte=up_to).exclude(actor__in=holds.worker_keys)
    return _log_rows("Reading", Access, rows.order_by("pk").values_list("pk", flat=True), holds)


def _trail(up_to: datetime.date, holds: HoldsInForce) -> DueRecords:
    rows = Entry.objects.filter(day__lte=up_to).exclude(actor__in=holds.worker_keys)
    # What says that rows were removed stays for good.
    rows = rows.exclude(target_type=ContentType.objects.get_for_model(Segment))
    return _log_rows("Entry", Entry, rows.order_by("pk").values_list("pk", flat=True), holds)


def _log_rows(name: str, model: Model, keys: Iterable[int], holds: HoldsInForce) -> DueRecords:
    found, held = DueRecords(), _held_log_rows(model, holds)
    for key in keys:
        found.add(_called(name, key), {model: {key}}, PassedOver.LOGGED.label if key in held else "")
    return found


def _held_log_rows(model: Model, holds: HoldsInForce) -> set[int | str]:
    held = holds.audits
    return targeting(with_parts({Audit: set(held)}), [model]).get(model, set()) if held else set()


def _until(model: Model, name: str, up_to: datetime.date) -> Iterable[int]:
    return model._default_manager.filter(**{f"{name}__date__lte": up_to}).order_by("pk").values_list("pk", flat=True)


_FINDERS: dict[RecordKind, Callable[[datetime.date, HoldsInForce], DueRecords]] = {
    RecordKind.CHILD_RECORDS: _child_records,
    RecordKind.LISTED: _listed,
    RecordKind.OBSERVATIONS: _observations,
    RecordKind.VOICES: _voices,
    RecordKind.LISTS: _lists,
    RecordKind.PACKS: _packs,
    RecordKind.MAIL: _mail,
    RecordKind.ACCOUNTS: _accounts,
    RecordKind.SUBJECT_ACCESS: _subject_access,
    RecordKind.READING_LOG: _reading_log,
    RecordKind.TRAIL: _trail,
}

__all__ = ["DueRecords", "due_records"]
