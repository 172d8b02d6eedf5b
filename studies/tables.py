"""The list of dip samples, the records of one, and both as rows of a file."""

from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString

from foundation.govuk.list_tables import ListTable
from foundation.govuk.tags import state_tag

from .enums import ReadState, StudyState
from .models import Study, StudyRecord

STATE_COLOURS: dict[str, str] = {StudyState.OPEN: "blue", StudyState.FINISHED: "green"}
READ_COLOURS: dict[str, str] = {ReadState.TO_READ: "yellow", ReadState.READ: "green", ReadState.SET_ASIDE: "grey"}
HEADER = ("Number", "Kind", "What is looked at", "Lead", "Read", "To read", "Planned on", "Finished on", "State")
RECORDS_HEADER = ("Wave", "Place", "Case ID", "Team", "State", "Why set aside", "Note", "Somebody must act", "Read by", "Read on")


class StudyTable(ListTable):
    caption = "Dip samples"
    on_card = ("kind", "to_read", "state")
    title = tables.Column(verbose_name="What is looked at", linkify=True, order_by="title__folded")
    kind = tables.Column()
    lead = tables.Column(order_by="lead__name__folded")
    read = tables.Column(attrs={"th": {"class": "qa-number"}, "td": {"class": "qa-number"}})
    to_read = tables.Column(verbose_name="To read", attrs={"th": {"class": "qa-number"}, "td": {"class": "qa-number"}})
    state = tables.Column()

    class Meta:
        order_by = "-number"
        empty_text = "No dip sample here yet, or none that matches. Clear the filters to see all that you can."

    def render_state(self, record: Study) -> SafeString:
        return state_tag(record.get_state_display(), STATE_COLOURS[record.state])


class StudyRecordTable(ListTable):
    caption = "Records"
    on_card = ("wave", "state")
    case_id = tables.Column(verbose_name="Case ID", linkify=True, order_by="case_id__folded")
    wave = tables.Column(order_by=("wave__place", "place"))
    team = tables.Column(order_by="team__name__folded", default="–")
    state = tables.Column()
    follow_up = tables.BooleanColumn(verbose_name="Somebody must act", yesno="Yes,")
    note = tables.Column(default="", orderable=False)

    class Meta:
        order_by = "wave"
        empty_text = "No record here. Clear the filters to see all of them."

    def render_state(self, record: StudyRecord) -> SafeString:
        return state_tag(record.get_state_display(), READ_COLOURS[record.state])


def file_row(study: Study) -> tuple[Any, ...]:
    """One study under `HEADER`, of `with_progress`."""
    progress = (study.read, study.to_read)  # type: ignore[attr-defined]  # counted by the list's query
    state = study.get_state_display()
    return (study.number, study.get_kind_display(), study.title, str(study.lead), *progress, study.planned_on, study.finished_on, state)


def record_row(record: StudyRecord, questions: dict[int, str]) -> tuple[Any, ...]:
    """One record under `RECORDS_HEADER`, then the reply to each question."""
    replies = {answer.question_id: answer.get_reply_display() for answer in record.answers.all()}
    about = (str(record.wave), record.place, record.case_id, str(record.team or ""), record.get_state_display(), record.reason, record.note)
    read = ("Yes" if record.follow_up else "", str(record.read_by or ""), record.read_on)
    return (*about, *read, *(replies.get(pk, "") for pk in questions))
