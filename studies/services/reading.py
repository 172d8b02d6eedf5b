"""Reading a record of a study: its answers, what is noted, and records that cannot be read."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.council.clock import today
from foundation.errors import Incomplete, StaleState
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Move, Workflow, answer_needed
from studies.enums import ReadState, RecordReply
from studies.models import Study, StudyAnswer, StudyRecord
from studies.workflow.records import MOVES

OWN_RECORD = "You work with this child, so somebody else reads this record."


def _stale_text(record: StudyRecord, step: Move) -> str:
    if record.state == ReadState.READ:
        return f"{record.read_by} read {record.case_id} a moment ago. Go on with the next record."
    return f"{record.case_id} is “{record.get_state_display().lower()}” now. Go on with the next record."


RECORDS = Workflow(
    moves=MOVES,
    rows=StudyRecord.objects.for_page,
    stale_text=_stale_text,
    needs={"reason": answer_needed("reason", "Say why the record cannot be read.")},
)


@transaction.atomic
def read_record(
    *,
    actor: Person,
    record: StudyRecord,
    replies: Mapping[int, str],
    note: str = "",
    follow_up: bool = False,
    version: str | None = None,
    kept: str = "",
) -> StudyRecord:
    """Answer every question about a record, or correct the answers while the study is open.

    `replies` lead from a question's key to a reply. Raises Incomplete by `question_<key>`.
    """
    move = "correct" if record.state == ReadState.READ else "read"
    record, step = begin_move(RECORDS, actor, record, move, version=version)
    _require_readable(actor, record)
    questions = list(record.wave.study.questions.all())
    missing = {f"question_{each.pk}": f"Answer “{each.text}”" for each in questions if replies.get(each.pk) not in RecordReply.values}
    if missing:
        raise Incomplete(missing)
    if follow_up and not note.strip():
        raise ValidationError({"note": "Say what must be done about this record."})
    looked = check_for_identities({"note": note}, audience=Audience.STAFF, kept=kept, target=record)
    looked.keep(actor, record)
    for each in questions:
        StudyAnswer.objects.update_or_create(record=record, question=each, defaults={"reply": replies[each.pk]})
    record.note, record.follow_up = note.strip(), follow_up
    record.read_by, record.read_on = actor, today()
    return complete_move(actor, record, step, follow_up=follow_up)


@transaction.atomic
def set_record_aside(*, actor: Person, record: StudyRecord, reason: str, version: str | None = None, kept: str = "") -> StudyRecord | None:
    """A record that cannot be read, with the reason; the next of the reserve takes its place and is returned, if there is one."""
    record, step = begin_move(RECORDS, actor, record, "set_aside", version=version, reason=reason)
    _require_open(record.wave.study)
    looked = check_for_identities({"reason": reason}, audience=Audience.STAFF, kept=kept, target=record)
    complete_move(actor, record, step, reason=reason.strip())
    looked.keep(actor, record)
    # What a later wave has drawn meanwhile stays there: two waves are two samples.
    elsewhere = StudyRecord.objects.drawn().filter(wave__study=record.wave.study_id).exclude(wave=record.wave)
    reserves = StudyRecord.objects.filter(wave=record.wave, state=ReadState.RESERVE)
    reserve = reserves.exclude(case_key__in=elsewhere.values("case_key")).first()
    if reserve is None:
        return None
    reserve, step = begin_move(RECORDS, actor, reserve, "take")
    return complete_move(actor, reserve, step)


def _require_readable(actor: Person, record: StudyRecord) -> None:
    _require_open(record.wave.study)
    require(lambda person: record.worker_id != person.pk, actor, why=OWN_RECORD)


def _require_open(study: Study) -> None:
    """Locked, so that a study is not finished under somebody's hands."""
    if not locked(Study.objects.all(), pk=study.pk).is_open:
        raise StaleState(f"{study.short_name} is finished, so its records no longer change. Its lead can open it again.")
