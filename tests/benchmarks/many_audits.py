"""Many past months' work: some hundred audits with all that follows from one, multiplied in the database to as many as are asked for."""

import datetime
import random
from dataclasses import dataclass, field
from typing import Any

from django.core.management.color import no_style

BASE = 500
LEAD = "naomi.fielding@marram.example"
FIRST, LAST = datetime.date(2022, 8, 1), datetime.date(2023, 7, 1)
COHORTS = ("Cared for children", "Care experienced adults")
TEXTS = (
    "Visits were on time and the child was seen alone",
    "The plan has no dates and nobody is named for what it asks",
    "Supervision was monthly, yet it does not say what changed",
    "The genogram is missing and the father was not spoken to",
)
REASON = (
    "The record shows three visits since March, the chronology was updated after the conference and the plan names who does what, "
    "so that the child is seen often and the risk has become smaller."
)


def add_audits(number: int) -> None:
    """So many audits of the twelve months, whose grades, findings and actions are as mixed with few as with many; all are counted."""
    from audits.services.counting import rebuild_counts

    assert number % BASE == 0, number
    _multiply(_write_base(), number // BASE)
    rebuild_counts()


@dataclass(frozen=True)
class _Rows:
    """So many rows of one model that were written last, whose keys follow each other. `named` is what differs in each copy, as SQL."""

    model: Any
    width: int
    named: dict[str, str] = field(default_factory=dict)


def _write_base() -> list[_Rows]:
    from audits.models import Audit, Cycle, Finding, Sample, SampledRecord
    from foundation.accounts.models import Person, Team

    dice = random.Random(1)
    cycles = list(Cycle.objects.in_period(FIRST, LAST).select_related("tool").order_by("month"))
    teams = list(Team.objects.order_by("pk"))
    # What waits for one person is theirs to do, not the council's size: so none of it is the person's whose pages are measured.
    people = list(Person.objects.filter(is_active=True).exclude(email=None).exclude(email=LEAD).order_by("pk")[:40])
    audits = Audit.objects.bulk_create([_audit(dice, place, cycles, teams, people) for place in range(BASE)])
    samples = {
        cycle.pk: Sample.objects.create(
            cycle=cycle, file_name="list.csv", file_hash="0", brought_by=people[0], seed=1, audited_since=cycle.month,
            applied_by=people[0], applied_on=cycle.month, draws=1,
        )
        for cycle in cycles
    }  # fmt: skip
    place = f"(number - {audits[0].pk} + copy.n * {BASE})"
    named = {"case_id": f"'N-' || {place}", "case_key": f"'{audits[0].case_key.removesuffix('0')}' || {place}"}
    written = [_Rows(Audit, BASE, named)]
    differs: dict[Any, dict[str, str]] = {
        Finding: {"text": "text || ' (' || copy.n || ')'"},
        SampledRecord: {
            "case_id": "case_id || '-' || copy.n",
            "case_key": "case_key || '-' || copy.n",
            "position": f"position + copy.n * {BASE}",
        },
    }
    for made in _of_audits(dice, audits, people, samples):
        written.append(_Rows(type(made[0]), len(made), differs.get(type(made[0]), {})))
    return written


def _audit(dice: random.Random, place: int, cycles: list[Any], teams: list[Any], people: list[Any]) -> Any:
    """Of a hundred one waits for moderation and is late, two were withdrawn, three released, eight came from a spreadsheet."""
    from audits.enums import AuditState
    from audits.models import Audit
    from foundation.council.months import last_day

    cycle = cycles[place % len(cycles)]
    submitted = last_day(cycle.month) + datetime.timedelta(days=dice.randint(1, 25))
    finished = submitted + datetime.timedelta(days=dice.randint(1, 30))
    state = {0: AuditState.SUBMITTED, 1: AuditState.WITHDRAWN, 2: AuditState.WITHDRAWN}.get(place % 100, AuditState.MODERATED)
    if place % 100 in (3, 4, 5):
        state = AuditState.RELEASED
    return Audit(
        cycle=cycle,
        tool=cycle.tool,
        case_id=f"N-{place}",
        team=dice.choice(teams),
        allocated_worker=people[(place + 7) % len(people)],
        cohort=dice.choice(COHORTS),
        plan_type=dice.choice(["cared_for", "child_in_need"]),
        auditor=people[place % len(people)],
        moderator=people[(place + 1) % len(people)],
        state=state,
        submitted_on=None if state == AuditState.WITHDRAWN else submitted,
        finished_on=finished if state in (AuditState.MODERATED, AuditState.RELEASED) else None,
        was_closed=place % 11 == 0,
        imported=place % 100 >= 92,
    )


def _of_audits(dice: random.Random, audits: list[Any], people: list[Any], samples: dict[int, Any]) -> list[list[Any]]:
    from audits.enums import AuditState, Stage
    from audits.models import Finding, FindingCode, FindingTheme, Judgement

    live = [audit for audit in audits if audit.state != AuditState.WITHDRAWN]
    domains = {tool: [None, *tool.domains.all()] for tool in {audit.tool for audit in audits}}
    judgements = Judgement.objects.bulk_create(
        [
            Judgement(audit=audit, domain=domain, stage=stage, grade=_grade(dice), reason=REASON if stage == Stage.PRE else "")
            for audit in live
            for domain in domains[audit.tool]
            for stage in (Stage.PRE, Stage.MODERATOR, Stage.AGREED)
            if stage == Stage.PRE or audit.state == AuditState.MODERATED or (stage == Stage.AGREED and audit.finished_on)
        ]
    )
    findings = Finding.objects.bulk_create(
        [
            Finding(audit=audit, kind=dice.choice(["strength", "area"]), source=dice.choice(["record", "child", "family"]),
                    text=f"{dice.choice(TEXTS)}, in {dice.randint(2, 90)} weeks.")
            for audit in live
            for _ in range(3)
        ]
    )  # fmt: skip
    themes = list(FindingTheme.objects.filter(merged_into=None, retired_on=None))
    codes = FindingCode.objects.bulk_create(
        [FindingCode(finding=finding, theme=dice.choice(themes), coded_by=people[0]) for finding in findings if dice.random() < 0.8]
    )
    found = [judgements, findings, codes, *_voices_and_letters(dice, live, people), *_work_that_follows(dice, live, people)]
    return [*found, _sampled(audits, samples)]


def _grade(dice: random.Random) -> str:
    from audits.enums import PRACTICE_GRADES

    return dice.choices(PRACTICE_GRADES, [10, 45, 35, 10])[0]


def _voices_and_letters(dice: random.Random, live: list[Any], people: list[Any]) -> list[list[Any]]:
    from audits.enums import Voice, VoiceOutcome
    from audits.models import AuditorReply, FactualCheck, FeedbackLetter, Reflection, TeamResponse, VoiceHeard

    here = [audit for audit in live if not audit.imported]
    finished = [audit for audit in here if audit.finished_on]
    day = datetime.timedelta(days=1)
    voices = [VoiceHeard(audit=audit, voice=voice, outcome=dice.choice(VoiceOutcome.values)) for audit in here for voice in Voice]
    responses = [
        TeamResponse(audit=audit, due=audit.submitted_on + 10 * day, text="We met and agreed what to do.", answered_by=people[0],
                     answered_on=audit.submitted_on + dice.randint(1, 15) * day)
        for audit in here[::8]
    ]  # fmt: skip
    letters = [
        FeedbackLetter(audit=audit, addressed_to=audit.allocated_worker, opening="Thank you.", sent_by=people[0],
                       sent_on=audit.finished_on + dice.randint(1, 20) * day, read_by=audit.finished_on + 30 * day,
                       acknowledged_on=audit.finished_on + 25 * day)
        for audit in finished
        if audit.number % 50
    ]  # fmt: skip
    reflections = [
        Reflection(audit=audit, written_by=audit.allocated_worker, proud_of="I saw the child alone.", sent_on=audit.submitted_on - day)
        for audit in here[::5]
    ]
    checks = [
        FactualCheck(audit=audit, parts=[], asked_by=audit.auditor, asked_of=audit.allocated_worker, asked_on=audit.submitted_on - 9 * day,
                     due=audit.submitted_on - 2 * day, answered_on=audit.submitted_on - 3 * day, settled_on=audit.submitted_on - day)
        for audit in here[::5]
    ]  # fmt: skip
    replies = [
        AuditorReply(
            audit=audit, version=1, person=audit.auditor, agrees=audit.number % 9 > 0, words="I saw the plan.", said_on=audit.finished_on
        )
        for audit in finished[::3]
        if audit.state == "moderated"
    ]
    return [
        AuditorReply.objects.bulk_create(replies),
        VoiceHeard.objects.bulk_create(voices),
        TeamResponse.objects.bulk_create(responses),
        FeedbackLetter.objects.bulk_create(letters),
        Reflection.objects.bulk_create(reflections),
        FactualCheck.objects.bulk_create(checks),
    ]


def _work_that_follows(dice: random.Random, live: list[Any], people: list[Any]) -> list[list[Any]]:
    from actions.models import Action
    from audits.enums import AllocationSource, ChosenBy, Part
    from audits.models import Allocation, ModerationChoice, ReAudit
    from observations.enums import ObservationState
    from observations.models import Observation

    here = [audit for audit in live if not audit.imported]
    again = [
        ReAudit(earlier=earlier, audit=later, planned_by=people[0], planned_on=later.cycle.month)
        for earlier, later in zip(here[:60:3], here[301:480:9], strict=False)
        if earlier.cycle.month < later.cycle.month
    ]
    choices = [
        ModerationChoice(audit=audit, chosen_by=ChosenBy.RANDOM if audit.number % 3 else ChosenBy.GRADE, seed=1, lot=1, percentage=20)
        for audit in here
        if audit.state == "moderated"
    ]
    allocations = [
        Allocation(audit=audit, part=part, after=after, made_by=people[0], made_on=audit.cycle.month, source=AllocationSource.PROPOSED)
        for audit in here
        for part, after in ((Part.AUDITOR, audit.auditor), (Part.MODERATOR, audit.moderator))
    ]
    seen = [
        Observation(cycle=audit.cycle, month=audit.cycle.month, audit=audit, kind_id="visit",
                    observer=audit.auditor, practitioner=audit.allocated_worker,
                    team=audit.team, state=ObservationState.SHARED, seen_on=audit.submitted_on, recorded_on=audit.submitted_on,
                    shared_on=audit.submitted_on, seen="A visit at home.", family_feedback="She listens." if dice.random() < 0.5 else "")
        for audit in here[::10]
    ]  # fmt: skip
    return [
        ReAudit.objects.bulk_create(again),
        ModerationChoice.objects.bulk_create(choices),
        Allocation.objects.bulk_create(allocations),
        Observation.objects.bulk_create(seen),
        Action.objects.bulk_create([_action(dice, audit, people) for audit in live if not audit.imported]),
    ]


def _action(dice: random.Random, audit: Any, people: list[Any]) -> Any:
    from actions.enums import ActionState
    from actions.models import Action

    raised = audit.submitted_on
    due = raised + datetime.timedelta(days=28)
    state = dice.choices([ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE, ActionState.VERIFIED, ActionState.DONE, ActionState.OPEN],
                         [50, 20, 27.4, 0.2, 2.4])[0]  # fmt: skip
    place = dice.randrange(1, len(people) - 1)
    # The lead verifies what people without a manager have done, and the lead’s own work is not the council’s size.
    owner = people[place] if state != ActionState.DONE else next(each for each in people[place:] if each.line_manager_id)
    done = {} if state == ActionState.OPEN else {"done_on": due - datetime.timedelta(days=dice.randint(-6, 9))}
    if state not in (ActionState.OPEN, ActionState.DONE):
        done |= {"verified_by": people[place + 1], "verified_on": due + datetime.timedelta(days=dice.randint(1, 9))}
    return Action(
        what="Update the chronology and use it in the plan", why="It stops in March.", owner=owner, team=audit.team, due=due,
        first_due=due, state=state, audit=audit, raised_by=audit.auditor, raised_on=raised, **done,
    )  # fmt: skip


def _sampled(audits: list[Any], samples: dict[int, Any]) -> list[Any]:
    from audits.enums import Sampled
    from audits.models import SampledRecord

    records = [
        SampledRecord(sample=samples[audit.cycle_id], case_id=audit.case_id, stratum=f"Stratum {place % 5}", position=place,
                      state=Sampled.DRAWN, audit=audit)
        for place, audit in enumerate(audits)
        if not audit.imported
    ]  # fmt: skip
    return SampledRecord.objects.bulk_create(records)


def _multiply(written: list[_Rows], times: int) -> None:
    """Copy these rows until there are as many times of each; a copy points to the copies of what its row points to."""
    from django.db import connection

    widths = {rows.model: rows.width for rows in written}
    with connection.cursor() as cursor:
        for rows in written:
            meta = rows.model._meta
            end = rows.model.objects.order_by("-pk").values_list("pk", flat=True)[0]
            given = {field.column: _copied(field, widths, rows) for field in meta.concrete_fields}
            cursor.execute(
                "WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < %s) "
                f"INSERT INTO {meta.db_table} ({', '.join(map(_quoted, given))}) "
                f"SELECT {', '.join(given.values())} FROM copy CROSS JOIN {meta.db_table} "
                f"WHERE copy.n < %s AND {_quoted(meta.pk.column)} > %s ORDER BY copy.n, {_quoted(meta.pk.column)}",
                [times, times, end - rows.width],
            )
        if connection.vendor == "postgresql":
            # As it does by itself where a council works: what it knows of sizes, and the next numbers.
            for statement in connection.ops.sequence_reset_sql(no_style(), list(widths)):
                cursor.execute(statement)
            cursor.execute("ANALYZE")


def _copied(field: Any, widths: dict[Any, int], rows: _Rows) -> str:
    width = rows.width if field.primary_key and not field.is_relation else widths.get(field.related_model, 0)
    return rows.named.get(field.column) or f"{_quoted(field.column)}{f' + copy.n * {width}' if width else ''}"


def _quoted(name: str) -> str:
    from django.db import connection

    return connection.ops.quote_name(name)
