"""Planning a study, changing its plan, finishing it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from audits.models import Domain
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.clock import today
from foundation.council.months import first_of
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Missing, Move, Workflow, answer_needed
from performance.models import Indicator
from studies.enums import ReadState, StudyKind
from studies.models import Study, StudyQuestion, StudyRecord
from studies.permissions import READ_FOR_QUALITY, can_plan, can_run
from studies.workflow.studies import MOVES

from .accuracy import flag_the_figure

MOST_QUESTIONS = 6
READS_NO_RECORDS = "does not work here as an auditor, moderator or QA lead. Choose somebody else."
# What a sample was planned by stays once it is drawn.
FIXED_BY_A_DRAW = {"questions", "size", "hoped_before", "hoped_after"}
ASKED_FOR_ACCURACY = "Does the record say what the figure’s row says?"


def _stale_text(study: Study, step: Move) -> str:
    return f"{study.short_name} is {study.get_state_display().lower()} already. Open it again to see what happened."


def _all_read(study: Study, answers: Any) -> Missing:
    records = StudyRecord.objects.filter(wave__study=study)
    left = records.filter(state=ReadState.TO_READ).count()
    if left:
        return {"read": f"{left} record{'s are' if left != 1 else ' is'} still to be read. Read them, or set them aside with the reason."}
    return {} if records.filter(state=ReadState.READ).exists() else {"read": "No record has been read yet. Draw the records first."}


STUDIES = Workflow(
    moves=MOVES,
    rows=Study.objects.for_page,
    stale_text=_stale_text,
    needs={"read": _all_read, "learned": answer_needed("learned", "Say what was learned, and what follows from it.")},
)


@transaction.atomic
def plan_study(
    *,
    actor: Person,
    title: str,
    why: str,
    size: int,
    lead: Person,
    kind: StudyKind = StudyKind.DIP_SAMPLE,
    questions: Sequence[str] = (),
    readers: Iterable[Person] = (),
    change: str = "",
    changed_on: datetime.date | None = None,
    hoped_before: int | None = None,
    hoped_after: int | None = None,
    domain: Domain | None = None,
    indicator: Indicator | None = None,
    month: datetime.date | None = None,
    kept: str = "",
) -> Study:
    """Plan a study. The first question is the one that it is judged by; an accuracy sample asks its own. What is planned on a `domain` of
    the audit tool is shown beside its grades.

    `kept`: why words that look like an identity may stand; colleagues may be named. Raises ValidationError by field.
    """
    require(can_plan, actor, why="Only the QA lead can plan a dip sample.")
    if kind == StudyKind.ACCURACY:
        questions = [ASKED_FOR_ACCURACY]
        hoped_before = hoped_after = None
    study = Study(
        kind=kind, title=title.strip(), why=why.strip(), size=size, lead=lead, change=change.strip(), changed_on=changed_on,
        hoped_before=hoped_before, hoped_after=hoped_after, domain=domain, indicator=indicator, month=month and first_of(month),
        planned_on=today(),
    )  # fmt: skip
    asked = _questions(questions)
    _require_sense(study)
    looked = check_for_identities(_words(study, asked), audience=Audience.STAFF, kept=kept)
    study.save()
    _ask(study, asked)
    study.readers.set(_readers(lead, readers))
    record(actor=actor, verb="study.planned", target=study, title=study.title, size=size, questions=asked, lead=lead)
    looked.keep(actor, study)
    return study


@transaction.atomic
def change_study(
    *,
    actor: Person,
    study: Study,
    questions: Sequence[str],
    readers: Iterable[Person],
    version: str | None = None,
    kept: str = "",
    **given: Any,
) -> Study:
    """Change the plan. Once a record is drawn its questions, size and hopes stay: the sample was planned by them.

    `given`: title, why, lead, domain, change, changed_on and, before the first draw, size, hoped_before and hoped_after.
    """
    study = locked(Study.objects.for_page(), pk=study.pk)
    require(can_run, actor, study)
    require_version(study, version)
    if not study.is_open:
        raise StaleState(f"{study.short_name} is finished, so its plan no longer changes.")
    asked = [question.text for question in study.questions.all()]
    wanted = asked if study.is_of_accuracy else _questions(questions)
    changed = _take(study, given) | ({"questions"} if wanted != asked else set())
    if changed & FIXED_BY_A_DRAW and study.waves.exists():
        raise StaleState("Records have been drawn by this plan, so its questions and numbers stay. Plan another dip sample.")
    _require_sense(study)
    looked = check_for_identities(_words(study, wanted), audience=Audience.STAFF, kept=kept, target=study)
    study.save()
    if "questions" in changed:
        study.questions.all().delete()
        _ask(study, wanted)
    study.readers.set(_readers(study.lead, readers))
    record(actor=actor, verb="study.changed", target=study, changed=sorted(changed), lead=study.lead)
    looked.keep(actor, study)
    return study


def _take(study: Study, given: Mapping[str, Any]) -> set[str]:
    """Set what is given; the names of what is another than before."""
    wanted = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    changed = {name for name, value in wanted.items() if getattr(study, name) != value}
    for name, value in wanted.items():
        setattr(study, name, value)
    return changed


def _ask(study: Study, questions: Iterable[str]) -> None:
    StudyQuestion.objects.bulk_create([StudyQuestion(study=study, place=place, text=text) for place, text in enumerate(questions, start=1)])


@transaction.atomic
def finish_study(*, actor: Person, study: Study, learned: str, kept: str = "") -> Study:
    """Write down what was learned. What an accuracy sample found is shown from then on wherever its indicator's figures are."""
    study, step = begin_move(STUDIES, actor, study, "finish", learned=learned)
    looked = check_for_identities({"learned": learned}, audience=Audience.STAFF, kept=kept, target=study)
    looked.keep(actor, study)
    study.learned, study.finished_on = learned.strip(), today()
    study = complete_move(actor, study, step)
    if study.is_of_accuracy:
        flag_the_figure(study)
    return study


@transaction.atomic
def reopen_study(*, actor: Person, study: Study) -> Study:
    """For another wave, or a correction."""
    study, step = begin_move(STUDIES, actor, study, "reopen")
    study.finished_on = None
    return complete_move(actor, study, step)


@transaction.atomic
def hand_over_studies(*, actor: Person, person: Person, to: Person) -> None:
    """Open studies of somebody who leaves are led, and their records read, by somebody else."""
    require(can_give_away, actor, person)
    if not _may_read(to):
        raise ValidationError(f"{to} {READS_NO_RECORDS}")
    for study in Study.objects.select_for_update().open().filter(Q(lead=person) | Q(pk__in=person.studies_read.values("pk"))):
        if study.lead_id == person.pk:
            study.lead = to
            study.save(update_fields=["lead"])
        readers = [reader for reader in study.readers.all() if reader != person and _may_read(reader)]
        study.readers.set(_readers(study.lead, [*readers, to]))
        record(actor=actor, verb="study.handed_over", target=study, before=person, lead=study.lead)


def _questions(given: Sequence[str]) -> list[str]:
    asked = [" ".join(text.split()) for text in given if text.strip()]
    if not asked:
        raise ValidationError({"questions": "Enter at least one question, each on a line of its own."})
    if len(asked) > MOST_QUESTIONS:
        raise ValidationError(
            {"questions": f"Ask at most {MOST_QUESTIONS} questions: a dip sample is narrow, so that a record takes minutes."}
        )
    if long := next((text for text in asked if len(text) > 200), ""):
        raise ValidationError({"questions": f"“{long[:40]}…” is longer than 200 characters. Ask it in fewer words."})
    if len({text.casefold() for text in asked}) < len(asked):
        raise ValidationError({"questions": "A question is there twice. Ask each once."})
    return asked


def _require_sense(study: Study) -> None:
    """Of each thing that is wrong what to do, by field."""
    lacks_its_figure = study.is_of_accuracy and study.indicator_id is None
    lacks_its_month = study.is_of_accuracy and study.month is None
    hopes_for_half = (study.hoped_before is None) != (study.hoped_after is None)
    nothing_to_find = study.hoped_before is not None and study.hoped_before == study.hoped_after
    wrong = (
        ("title", not study.title, "Say in a few words what is looked at."),
        ("why", not study.why, "Say what the study is for."),
        ("size", not 1 <= study.size <= 500, "A wave has 1 to 500 records."),
        ("hoped_after", hopes_for_half, "Enter both shares, before and after, or neither."),
        ("hoped_after", nothing_to_find, "This is the same share as before, so there would be nothing to find. Enter another."),
        ("indicator", lacks_its_figure, "Select the indicator whose rows are checked."),
        ("month", lacks_its_month, "Enter the month of the figure."),
        ("lead", not _may_read(study.lead), f"{study.lead} {READS_NO_RECORDS}"),
    )
    if problems := {field: sentence for field, is_wrong, sentence in wrong if is_wrong}:
        raise ValidationError(problems)


def _readers(lead: Person, readers: Iterable[Person]) -> list[Person]:
    chosen = [person for person in readers if person != lead]
    if other := next((person for person in chosen if not _may_read(person)), None):
        raise ValidationError({"readers": f"{other} {READS_NO_RECORDS}"})
    return chosen


def _may_read(person: Person) -> bool:
    """Their records are case content: only people who read it for quality assurance already are asked."""
    return person.is_active and person.has_role(*READ_FOR_QUALITY)


def _words(study: Study, questions: Sequence[str]) -> dict[str, str]:
    return {"title": study.title, "why": study.why, "change": study.change, "questions": "\n".join(questions)}
