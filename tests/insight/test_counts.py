"""The counts that Results, facts and reports are made of are those of the judgements, whatever was done to audits and in what order."""

import contextlib
import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actions.enums import ActionState
from actions.services.closing import mark_done, verify_action
from actions.services.raising import raise_action
from audits.allocation.services.allocation import add_audit
from audits.auditing.services.auditing import grade_domain, save_findings, save_voice, submit_audit
from audits.calculations.counted import GradeLine, lines_as_text, lines_of_text
from audits.corrections.services.audits import correct_facts
from audits.cycles.services.cycles import plan_cycle
from audits.enums import PRACTICE_GRADES, AuditKind, AuditState, CountedBy, FindingKind, Grade, Source, Stage, Voice, VoiceOutcome
from audits.models import Audit, AuditorMonth, CountedAudit, GradeCount, ModerationChoice
from audits.moderation.services.moderation import finish_moderation, release_audit, return_audit, save_moderator_grades, withdraw_audit
from audits.moderation.services.reopening import reopen_audit
from audits.practitioner.services.letter import send_letter, write_letter
from audits.queries.counted import differences
from audits.reaudits.services import plan_re_audit
from audits.responses.services.responses import answer_inadequate
from audits.services.counting import count_again, counted_at_the_end
from audits.services.counting_latest import wrong_latest
from audits.themes.services.coding import code_findings
from audits.themes.services.themes import add_themes, bring_back_theme, merge_theme
from foundation.accounts.enums import Role
from foundation.accounts.models import Service, Team
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.council.clock import today
from insight.queries.agreement import agreement_of, auditor_agreement
from insight.queries.counted import Scope, counted
from insight.queries.distributions import distributions_of
from insight.queries.flows import flow_of
from tests.audit_stages import JUNE, grade_all
from tests.audits.past_audits.sheets import past, sheet
from tests.insight import recount, recount_work
from tests.month_grades import OVERALL, add_judgements, add_month, alter
from tests.observation_kinds import observation_kind
from tests.observations.recorded import record_unplanned_observation
from tests.people import add_person
from tests.shares import WHOLE

APRIL, JULY = datetime.date(2023, 4, 1), datetime.date(2023, 7, 1)
EXAMPLES = 60 if WHOLE else 4
GRADES = [Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE]
GRADED = ["submit", "own_grades", "moderate", "return", "release", "withdraw", "reopen", "remoderate", "team", "cohort", "again", "import"]
# What is counted of an audit besides its grades.
WORKED = ["voice", "finding", "code", "merge", "bring_back", "letter", "answer", "raise", "close", "observe", "child"]
DONE = [*GRADED, *WORKED]


def as_counts(found) -> dict:
    """Every count of `distributions_of` that is not nought, as `recount.grades_by_month` has them."""
    rows = {}
    for month in found:
        rows[month.month, month.stage, None, ""] = month.audits
        for name, counts in {"": month.overall, **month.domains}.items():
            rows |= {(month.month, month.stage, name, grade.value): count for grade, count in counts.items() if count}
    return rows


def pairs_of(table) -> dict:
    return {
        (was.value, after.value): table[row][column]
        for row, was in enumerate(PRACTICE_GRADES)
        for column, after in enumerate(PRACTICE_GRADES)
    }


def assert_right(scope: Scope, wanted: recount.Wanted) -> None:
    assert as_counts(distributions_of(scope)) == dict(recount.grades_by_month(scope.first, scope.last, wanted))
    agreed, own = (recount.pairs(scope.first, scope.last, wanted, stage) for stage in (Stage.AGREED, Stage.MODERATOR))
    found, moved = flow_of(scope), agreement_of(scope)
    assert {(was.value, after.value): number for was, row in found.matrix.items() for after, number in row.items() if number} == {
        key[1:]: number for key, number in agreed.items() if not key[0]
    }
    for name, one in moved.items():
        assert {key: number for key, number in pairs_of(one.compared).items() if number} == {
            key[1:]: number for key, number in own.items() if key[0] == name
        }


class AuditHistory:
    """Three audits of two teams, and what can be done to them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lead, self.auditor, self.moderator = (
            add_person("Leah", Role.QA_LEAD),
            add_person("Amina", Role.AUDITOR, Role.MODERATOR),
            add_person("Mo", Role.MODERATOR),
        )
        self.worker = add_person("Wren", Role.PRACTITIONER)
        self.manager = add_person("Tess", Role.TEAM_MANAGER)
        self.service = Service.objects.create(name="Rowan Service")
        self.teams = [
            Team.objects.create(name="Elm Team", service=self.service, manager=self.manager),
            Team.objects.create(name="Ash Team", manager=self.manager),
        ]
        self.themes = add_themes(actor=self.lead, names=["Visits late or early", "Voices heard or missed"])
        june = plan_cycle(actor=self.lead, month=JUNE, theme="Plans", blind=False)
        self.july = plan_cycle(actor=self.lead, month=JULY, theme="Permanence")
        self.audits = [
            grade_all(
                add_audit(
                    actor=self.lead,
                    cycle=june,
                    case_id=f"C-{number}",
                    team=self.teams[number % 2],
                    cohort=["", "Cared for children", "Care experienced adults"][number],
                    plan_type=["cared_for", "child_in_need", "cared_for"][number],
                    auditor=self.auditor,
                    moderator=self.moderator,
                    allocated_worker=self.worker,
                ),
                GRADES[number],
            ).pk
            for number in range(3)
        ]

    def attempt(self, done: str, which: int, grade: Grade) -> None:
        audit = Audit.objects.get(pk=self.audits[which])
        given = [(domain, grade, "Talked about.", "other") for domain in [*audit.tool.domains.all(), None]]
        lead, moderator = {"actor": self.lead, "audit": audit}, {"actor": self.moderator, "audit": audit}
        doors = {
            "submit": lambda: submit_audit(actor=self.auditor, audit=audit),
            "own_grades": lambda: save_moderator_grades(**moderator, grades=given),
            "moderate": lambda: finish_moderation(**moderator, agreed=given),
            "return": lambda: return_audit(**moderator, reason="Say more."),
            "release": lambda: release_audit(**lead, reason="A pilot."),
            "withdraw": lambda: withdraw_audit(**lead, reason="Transferred."),
            "reopen": lambda: reopen_audit(**lead, reason="New evidence."),
            "remoderate": lambda: reopen_audit(**lead, reason="New evidence.", to=AuditState.SUBMITTED),
            "team": lambda: correct_facts(**lead, reason="As the record says.", team=self.teams[which % 2 - 1]),
            "cohort": lambda: correct_facts(**lead, reason="As the record says.", cohort="Children in need"),
            "again": lambda: plan_re_audit(actor=self.lead, earlier=audit, cycle=self.july),
            "import": lambda: self.bring(which, grade),
        }
        doors |= self.doors_of_work(audit, which, grade)
        with contextlib.suppress(ValidationError, PermissionDenied):
            grade_domain(actor=self.auditor, audit=audit, domain=None, grade=grade, reason="Again.")
        with contextlib.suppress(ValidationError, PermissionDenied, CommandError, ObjectDoesNotExist):
            doors[done]()
        again = Audit.objects.filter(cycle=self.july, imported=False, state=AuditState.ALLOCATED, auditor=None).first()
        if again:
            Audit.objects.filter(pk=again.pk).update(auditor=self.auditor, moderator=self.moderator)
            self.audits.append(grade_all(Audit.objects.get(pk=again.pk), grade).pk)

    def doors_of_work(self, audit: Audit, which: int, grade: Grade) -> dict[str, Callable[[], object]]:
        lead, auditor = {"actor": self.lead, "audit": audit}, {"actor": self.auditor, "audit": audit}
        outcome = list(VoiceOutcome)[GRADES.index(grade)]
        first, second = self.themes
        found = [("Visits were late.", Source.RECORD), ("He likes his worker.", Source.CHILD)][: which + 1]
        return {
            "voice": lambda: save_voice(**auditor, voice=list(Voice)[which], outcome=outcome),
            "finding": lambda: save_findings(**auditor, kind=FindingKind.AREA, findings=found),
            "code": lambda: code_findings(actor=self.lead, chosen={each.pk: [self.themes[which % 2].pk] for each in audit.findings.all()}),
            "merge": lambda: merge_theme(actor=self.lead, theme=second, into=first),
            "bring_back": lambda: bring_back_theme(actor=self.lead, theme=second),
            "letter": lambda: (write_letter(**lead, opening="Thank you.", strengths="Kind."), send_letter(**lead)),
            "answer": lambda: answer_inadequate(actor=self.manager, audit=audit, text="We met."),
            "raise": lambda: raise_action(**auditor, what="Update the plan", why="It is old.", owner=self.manager),
            "close": lambda: self.close(audit),
            "observe": lambda: record_unplanned_observation(
                **lead,
                cycle=audit.cycle,
                kind=observation_kind(),
                observer=self.moderator,
                seen_on=today(),
                seen="A visit.",
                consent="given",
            ),
            "child": lambda: correct_facts(**lead, reason="As the record says.", case_id=f"C-{which + 5}"),
        }

    def close(self, audit: Audit) -> None:
        action = audit.actions.exclude(state=ActionState.WITHDRAWN).latest("pk")
        if action.state == ActionState.OPEN:
            mark_done(actor=self.manager, action=action, evidence="The plan is new.")
        else:
            verify_action(actor=self.lead, action=action)

    def bring(self, which: int, grade: Grade) -> None:
        rows = [past(f"P-{which}", pre="G", month="2023-04"), past(f"Q-{which}", pre="RI", post=grade.value, month="2023-05")]
        path = self.folder / "past.csv"
        path.write_text(sheet(*rows), encoding="utf-8")
        call_command("import_audits", str(path), stdout=io.StringIO())


def test_each_thing_that_is_done_is_counted_at_once(db, tmp_path):
    """In an order in which each of them can be done."""
    history = AuditHistory(tmp_path)
    ways = ["submit", "own_grades", "moderate", "team", "cohort", "remoderate", "own_grades", "moderate", "reopen", "submit"]
    states = []
    for done in [*ways, "return", "submit", "release", "again", "import"]:
        history.attempt(done, 0, Grade.GOOD)
        states.append(Audit.objects.get(pk=history.audits[0]).state)
        assert differences()[1] == [], done
    for done in [*WORKED, "close", "close", "merge", "bring_back"]:
        history.attempt(done, 0, Grade.INADEQUATE)
        assert differences()[1] == [], done
    history.attempt("withdraw", 1, Grade.GOOD)

    assert differences()[1] == []
    assert len(history.audits) == 4
    assert Audit.objects.filter(imported=True).count() == 2
    assert [state for state, before in zip(states, [None, *states], strict=False) if state != before] == [
        *(AuditState.SUBMITTED, AuditState.MODERATED, AuditState.SUBMITTED, AuditState.MODERATED, AuditState.IN_PROGRESS),
        *(AuditState.SUBMITTED, AuditState.IN_PROGRESS, AuditState.SUBMITTED, AuditState.RELEASED),
    ]


class AnyHistory(TestCase):
    """Random people do random things in random order."""

    def setup_example(self):
        super().setup_example()
        self.history = AuditHistory(self.folder)

    @pytest.fixture(autouse=True)
    def in_a_folder(self, tmp_path_factory):
        self.folder = tmp_path_factory.mktemp("past")

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from(DONE), st.integers(0, 2), st.sampled_from(GRADES)), min_size=3, max_size=14), st.booleans())
    def test_every_figure_is_that_of_the_judgements(self, attempts, counted_together):
        history = self.history
        for number in range(3):
            history.attempt("submit", number, GRADES[number])
        with counted_at_the_end() if counted_together else contextlib.nullcontext():
            for done, which, grade in attempts:
                history.attempt(done, which, grade)

        assert differences()[1] == []
        assert wrong_latest() == []
        recount_work.assert_right(APRIL, JULY)
        whole = Scope(APRIL, JULY)
        elm = history.teams[0]
        assert_right(whole, lambda audit: True)
        assert_right(Scope(JULY, JULY), lambda audit: True)
        assert_right(Scope(APRIL, JULY, team=elm), lambda audit: audit.team == elm)
        assert_right(Scope(APRIL, JULY, service=history.service), lambda audit: audit.team == elm)
        assert_right(Scope(APRIL, JULY, cohort="Cared for children"), lambda audit: audit.cohort == "Cared for children")
        assert_right(Scope(APRIL, JULY, plan_type="cared_for"), lambda audit: audit.plan_type == "cared_for")
        assert_right(Scope(APRIL, JULY, theme="Permanence"), lambda audit: audit.cycle.theme == "Permanence")
        assert_right(Scope(APRIL, JULY, kind=AuditKind.AGAIN), lambda audit: not audit.imported and recount.is_again(audit))
        assert_right(Scope(APRIL, JULY, kind=AuditKind.PAST), lambda audit: audit.imported)
        assert_right(
            Scope(APRIL, JULY, team=history.teams[1], cohort="Cared for children"),
            lambda audit: audit.team == history.teams[1] and audit.cohort == "Cared for children",
        )
        own = recount.pairs(APRIL, JULY, lambda audit: audit.auditor == history.auditor, Stage.MODERATOR)
        assert sum(each.moves.n for each in auditor_agreement(APRIL, JULY, history.auditor)) == sum(n for key, n in own.items() if key[0])


LINES = [GradeLine(0, "RI", "RI", "G"), GradeLine(12, "G"), GradeLine(3, "", "", "NA")]


def test_what_is_kept_of_an_audit_is_read_as_it_was_written():
    assert lines_as_text(LINES) == "0 RI RI G;12 G - -;3 - - NA"
    assert list(lines_of_text(lines_as_text(LINES))) == LINES


def test_counts_by_two_things_at_once_are_those_of_the_audits(june):
    Audit.objects.filter(pk=june[0].pk).update(cohort="One", plan_type="cared_for")
    Audit.objects.filter(pk=june[1].pk).update(cohort="One", plan_type="child_in_need")
    ModerationChoice.objects.create(audit=june[0], chosen_by="random")
    count_again([june[0].pk, june[1].pk])
    one = Scope(JUNE, JUNE, cohort="One", plan_type="cared_for")

    assert counted(one, "month", "before", overall=True) == {(JUNE, "G"): 1}
    assert counted(Scope(JUNE, JUNE, cohort="One"), "value", "after", split=CountedBy.CHOICE, overall=True) == {
        ("random", "G"): 1,
        ("", "G"): 1,
    }


def check() -> dict:
    output = io.StringIO()
    call_command("check_figures", stdout=output)
    return json.loads(output.getvalue())


def test_check_figures_counts_every_audit_that_is_counted(june, july):
    assert check() == {"checked": 23, "wrong": []}


def test_check_figures_names_each_wrong_count_and_ends_with_1_until_they_are_rebuilt(june, capsys):
    GradeCount.objects.filter(by=CountedBy.ALL, domain=0, before="I").update(audits=5)
    GradeCount.objects.filter(by=CountedBy.KIND, domain=0, before="G").delete()
    output = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("check_figures", stdout=output)
    wrong = json.loads(output.getvalue())["wrong"]
    assert ended.value.code == 1
    assert {(each["by"], each["domain"], each["before"]) for each in wrong} == {("all", 0, "I"), ("kind", 0, "G")}

    shown = iter(("the wrong counts", "the right ones"))
    assert cached_until_trail_changes("a page", lambda: next(shown)) == "the wrong counts"
    call_command("check_figures", "--rebuild", stdout=io.StringIO())
    assert check() == {"checked": 14, "wrong": []}
    assert cached_until_trail_changes("a page", lambda: next(shown)) == "the right ones"


@pytest.mark.parametrize("kept", [{"reasons_of_substance": 1}, {"finished_on": datetime.date(2023, 7, 1)}])
def test_check_figures_finds_what_is_kept_of_an_audit_otherwise_than_it_is(june, kept):
    CountedAudit.objects.filter(audit=june[0]).update(**kept)

    with pytest.raises(SystemExit):
        call_command("check_figures", stdout=io.StringIO())
    call_command("check_figures", "--rebuild", stdout=io.StringIO())
    assert check()["wrong"] == []


def test_what_is_withdrawn_leaves_every_count_of_grades(lead, june):
    Audit.objects.filter(pk__in=[audit.pk for audit in june]).update(state=AuditState.WITHDRAWN)
    count_again([audit.pk for audit in june])

    assert distributions_of(Scope(JUNE, JUNE)) == []
    assert not GradeCount.objects.exclude(state="withdrawn").exists()


def test_an_audit_that_counts_no_more_leaves_nothing_behind(june):
    Audit.objects.filter(pk=june[0].pk).update(state=AuditState.ALLOCATED, submitted_on=None)
    count_again([june[0].pk])

    assert not CountedAudit.objects.filter(audit=june[0]).exists()
    assert check()["checked"] == 13


def test_what_is_counted_at_the_end_is_counted_before_it_is_read(june):
    of_one = Scope(JUNE, JUNE, cohort="One")
    with counted_at_the_end():
        for audit in june[:3]:
            alter([audit], cohort="One")
        assert counted(of_one, "month", "state", overall=True) == {(JUNE, "moderated"): 3}
        alter(june[:1], cohort="Two")
        alter(june[:1], auditor=add_person("Amina", Role.AUDITOR), moderated_knowing=False)
        assert [row.audits for row in AuditorMonth.objects.all()] == [1]
        alter(june[1:2], cohort="Two")

    assert counted(of_one, "month", "state", overall=True) == {(JUNE, "moderated"): 1}
    assert check() == {"checked": 14, "wrong": []}


def test_what_is_counted_at_the_end_is_counted_once(june, django_assert_num_queries):
    with CaptureQueriesContext(connection) as of_one:
        count_again([june[0].pk])
    # And the savepoint of the block.
    with django_assert_num_queries(len(of_one) + 2), counted_at_the_end():
        for audit in june:
            count_again([audit.pk])


def test_what_an_undone_service_counted_is_counted_again_at_the_end(june):
    with counted_at_the_end():
        alter(june[:1], cohort="One")
        with contextlib.suppress(ValidationError), transaction.atomic():
            alter(june[1:2], cohort="One")
            assert GradeCount.objects.filter(value="One").exists()
            raise ValidationError("It was not so.")

    assert check() == {"checked": 14, "wrong": []}
    assert counted(Scope(JUNE, JUNE, cohort="One"), "month", "state", overall=True) == {(JUNE, "moderated"): 1}


def test_nothing_is_put_off_once_the_block_has_failed(june):
    with contextlib.suppress(ValidationError), counted_at_the_end():
        alter(june[:1], cohort="One")
        raise ValidationError("It was not so.")
    alter(june[1:2], cohort="One")

    assert check() == {"checked": 14, "wrong": []}
    assert counted(Scope(JUNE, JUNE, cohort="One"), "month", "state", overall=True) == {(JUNE, "moderated"): 1}


def test_counting_a_month_more_asks_no_more(june, django_assert_num_queries):
    scope = Scope(JUNE, datetime.date(2023, 8, 1))
    with django_assert_num_queries(3):
        distributions_of(scope)
    august = add_month(datetime.date(2023, 8, 1), {OVERALL: "G " * 30}, {OVERALL: "RI " * 30})
    add_judgements(august, Stage.MODERATOR, {OVERALL: "RI " * 30})
    with django_assert_num_queries(3):
        distributions_of(scope)
