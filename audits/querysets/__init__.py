"""Domain words that chain. Who may see which audit lives here."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest

from audits.enums import (
    FINISHED_STATES,
    OPEN_STATES,
    WRITTEN_STATES,
    AllocationSource,
    AuditState,
    ExemptionState,
    Grade,
    Part,
    Stage,
)
from foundation.accounts.enums import Role
from foundation.accounts.querysets import line_of, people_below
from foundation.accounts.worded_once import keys_for
from foundation.names import case_key

from .calibration import CalibrationRoundQuerySet as CalibrationRoundQuerySet
from .cycles import CycleQuerySet as CycleQuerySet
from .cycles import monthly as monthly
from .parts import AgencyPartQuerySet as AgencyPartQuerySet
from .restrictions import BreakGlassQuerySet as BreakGlassQuerySet
from .restrictions import RestrictedRecordQuerySet as RestrictedRecordQuerySet
from .restrictions import closed_audits as closed_audits
from .restrictions import closed_keys as closed_keys
from .restrictions import keys_closed_by_interest as keys_closed_by_interest
from .samples import SampledRecordQuerySet as SampledRecordQuerySet
from .samples import SampleQuerySet as SampleQuerySet
from .seeing import audits_judged_by as audits_judged_by
from .seeing import hidden_audits as hidden_audits
from .seeing import seen_audits as seen_audits
from .seeing import theirs_to_see

EVERYTHING = (Role.QA_LEAD, Role.DIRECTOR)
# A person notified of a risk reads a case ID: Board members, analysts and administrators are not named for it.
MAY_BE_TOLD = (*EVERYTHING, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER, Role.TEAM_MANAGER)


class AuditQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "AuditQuerySet":
        """Leads and directors see all; auditors and moderators theirs; managers and the worker what was found, once it is theirs to read.

        An Inadequate is shown to the managers on submission, since they must respond. Board members, analysts and
        administrators see none by virtue of that role. A restricted record's audits are seen by named people alone.
        """
        if person.is_system:
            return self
        shown = self.exclude(pk__in=closed_audits(person))
        if person.has_role(*EVERYTHING):
            return shown
        return shown.filter(pk__in=theirs_to_see(person))

    def with_grades_visible_to(self, person: Any) -> "AuditQuerySet":
        """Those that `person` may see and does not moderate blind just now: pages that exist only because of a grade begin here."""
        return self.visible_to(person).exclude(pk__in=hidden_audits(person))

    def with_words_visible_to(self, person: Any) -> "AuditQuerySet":
        """Those of which `person` may read what their auditor wrote: not what has not been submitted, but for their own, and never while
        they are to moderate it blind. It chains with `visible_to`.
        """
        submitted = Q(submitted_on__isnull=False) & ~Q(state=AuditState.IN_PROGRESS)
        return self.filter(Q(auditor=person) | submitted).exclude(pk__in=hidden_audits(person))

    def to_write(self, person: Any) -> "AuditQuerySet":
        """Audits that `person` is to do now."""
        return self.filter(auditor=person, state__in=WRITTEN_STATES)

    def to_moderate(self, person: Any) -> "AuditQuerySet":
        return self.filter(moderator=person, state=AuditState.SUBMITTED)

    def open_with(self, person: Any) -> "AuditQuerySet":
        """What `person` has still to audit or to moderate, now or once it is submitted."""
        writes = Q(auditor=person, state__in=WRITTEN_STATES)
        return self.filter(writes | Q(moderator=person, state__in=OPEN_STATES))

    def live(self) -> "AuditQuerySet":
        return self.exclude(state=AuditState.WITHDRAWN)

    def submitted(self) -> "AuditQuerySet":
        """Submitted at least once and not withdrawn: these are counted before moderation."""
        return self.live().filter(submitted_on__isnull=False)

    def written_here(self) -> "AuditQuerySet":
        """Submitted at least once through the form, withdrawn since or not; not those that came from a spreadsheet."""
        return self.filter(submitted_on__isnull=False, imported=False)

    def finished(self) -> "AuditQuerySet":
        return self.filter(state__in=FINISHED_STATES)

    def with_was_agreed(self) -> "AuditQuerySet":
        """With `was_agreed`: whether its grades stood as agreed before it was opened again."""
        versions = apps.get_model("audits", "AuditVersion").objects.filter(audit=models.OuterRef("pk"), state__in=FINISHED_STATES)
        return self.annotate(was_agreed=models.Exists(versions))

    def with_last_version(self) -> "AuditQuerySet":
        """With `last_version`: how its latest earlier version ended, which its state's name tells; None without one."""
        versions = apps.get_model("audits", "AuditVersion").objects.filter(audit=models.OuterRef("pk")).order_by("-number")
        return self.annotate(last_version=models.Subquery(versions.values("kind")[:1]))

    def grades_hidden_from(self, person: Any) -> "AuditQuerySet":
        """Those that `person` moderates blind and has not graded yet, whatever else they are.

        Until they have, nothing shows them the auditor's grades, nor what gives them away: actions, the team's response,
        why the audit was chosen.
        """
        return self.filter(pk__in=hidden_audits(person))

    def waiting_for_blind_grades(self) -> "AuditQuerySet":
        """Those that somebody moderates blind and has not graded yet."""
        own_grades = apps.get_model("audits", "Judgement").objects.filter(audit=models.OuterRef("pk"), stage=Stage.MODERATOR)
        return self.filter(~models.Exists(own_grades), moderator__isnull=False, cycle__blind=True, state__in=OPEN_STATES)

    def with_overall(self, seen_by: Any) -> "AuditQuerySet":
        """With `overall_pre` and `overall_agreed`: grade codes, or None, also where they are hidden; and `grades_hidden`."""
        overall = apps.get_model("audits", "Judgement").objects.filter(audit=models.OuterRef("pk"), domain__isnull=True)
        before = models.Subquery(overall.filter(stage=Stage.PRE).values("grade")[:1])
        return self.annotate(
            grades_hidden=models.Case(models.When(pk__in=hidden_audits(seen_by), then=True), default=False),
            overall_pre=models.Case(models.When(grades_hidden=True, then=models.Value(None)), default=before),
            overall_agreed=models.Subquery(overall.filter(stage=Stage.AGREED).values("grade")[:1]),
        )

    def with_waiting(self) -> "AuditQuerySet":
        """With `waits_from`: the day since which an audit has waited for moderation, for sorting by age.

        It starts again where the audit was submitted again, or opened again for its moderator.
        """
        opened = apps.get_model("audits", "AuditVersion").objects.filter(audit=models.OuterRef("pk")).order_by("-number")
        submitted = Coalesce("resubmitted_on", "submitted_on")
        since = Greatest(submitted, Coalesce(models.Subquery(opened.values("ended_on")[:1]), submitted))
        return self.annotate(waits_from=models.Case(models.When(state=AuditState.SUBMITTED, then=since)))

    def for_page(self) -> "AuditQuerySet":
        return self.select_related("cycle", "team", "team__service", "allocated_worker", "auditor", "moderator", "tool")

    def for_list(self) -> "AuditQuerySet":
        return self.select_related("cycle", "team", "auditor")

    def open_to_reflection_of(self, person: Any) -> "AuditQuerySet":
        """Audits of the person's own work on which they may reflect: not submitted yet, in a month that asks for it."""
        mine = self.filter(allocated_worker=person, cycle__collaborative=True, auditor__isnull=False).exclude(pk__in=closed_audits(person))
        return mine.filter(state__in=WRITTEN_STATES, submitted_on=None)

    def with_letter_due(self) -> "AuditQuerySet":
        """Finished ones with a practitioner to write to: past ones from a spreadsheet are left alone."""
        return self.finished().filter(allocated_worker__isnull=False, imported=False)

    def awaiting_letter(self) -> "AuditQuerySet":
        return self.filter(letter_owed=True)

    def awaiting_response(self) -> "AuditQuerySet":
        return self.live().filter(response__isnull=False, response__answered_on__isnull=True, response__not_upheld_on__isnull=True)


class AuditVersionQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "AuditVersionQuerySet":
        """Of audits that `person` may read and does not moderate blind just now.

        The team and the worker read again what once stood and was theirs to read, not what was sent back before.
        """
        seen = self.filter(audit__in=seen_audits(person)).exclude(audit__in=hidden_audits(person))
        if person.is_system or person.has_role(*EVERYTHING):
            return seen
        return seen.filter(Q(audit__auditor=person) | Q(audit__moderator=person) | Q(state__in=FINISHED_STATES))


class ExemptionQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ExemptionQuerySet":
        """Leads and directors see all; others those that they asked for, and those of their services."""
        if person.is_system or person.has_role(*EVERYTHING):
            return self
        return self.filter(Q(asked_by=person) | line_of(person) | line_of(person, "auditor__")).distinct()

    def pending(self) -> "ExemptionQuerySet":
        return self.filter(state=ExemptionState.PENDING)

    def approved(self) -> "ExemptionQuerySet":
        return self.filter(state=ExemptionState.APPROVED)


class JudgementQuerySet(models.QuerySet):
    def at(self, stage: Stage) -> "JudgementQuerySet":
        return self.filter(stage=stage)

    def overall(self) -> "JudgementQuerySet":
        return self.filter(domain__isnull=True)

    def of_domains(self) -> "JudgementQuerySet":
        return self.filter(domain__isnull=False)

    def counted(self) -> "JudgementQuerySet":
        """Those that belong in a denominator."""
        return self.exclude(grade__in=["", Grade.NOT_APPLICABLE])


class AuditUploadQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "AuditUploadQuerySet":
        """An upload is its own person's."""
        return self.filter(uploaded_by=person)

    def waiting(self) -> "AuditUploadQuerySet":
        return self.filter(outcome__isnull=True)


class AllocationFileQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "AllocationFileQuerySet":
        """A file waits for the lead who brought it."""
        return self.filter(brought_by=person) if person.has_role(Role.QA_LEAD) else self.none()


class InterestQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "InterestQuerySet":
        """One's own; leads who allocate see everybody's, but for those in a restricted record that is closed to them."""
        if person.is_system or not person.has_role(Role.QA_LEAD):
            return self if person.is_system else self.filter(person=person)
        return self.filter(Q(person=person) | ~Q(case_key__in=closed_keys(person)))

    def standing(self) -> "InterestQuerySet":
        return self.filter(ended_on=None)

    def standing_first(self) -> "InterestQuerySet":
        return self.order_by(models.F("ended_on").asc(nulls_first=True), "-pk")

    def in_record(self, audit: Any) -> "InterestQuerySet":
        """Standing interests in an audit's child, worker or team."""
        about = Q(case_key=case_key(audit.case_id))
        if audit.team_id:
            about |= Q(team=audit.team_id)
        if audit.allocated_worker_id:
            about |= Q(worker=audit.allocated_worker_id)
        return self.standing().filter(about)


class AllocationQuerySet(models.QuerySet):
    def of_cycle(self, cycle: Any) -> "AllocationQuerySet":
        return self.filter(audit__cycle=cycle)

    def for_list(self) -> "AllocationQuerySet":
        return self.select_related("audit", "before", "after", "made_by").order_by("-pk")

    def ever_moderated_by(self, person: Any) -> "AllocationQuerySet":
        return self.filter(Q(before=person) | Q(after=person), part=Part.MODERATOR)

    def taken_back(self) -> "AllocationQuerySet":
        """Nobody chose somebody else: it was handed back, or its auditor is exempt."""
        return self.filter(source__in=[AllocationSource.HANDED_BACK, AllocationSource.EXEMPTED], after=None)


class RiskFlagQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "RiskFlagQuerySet":
        """Who answers for it today, who raised it, the audit's auditor and moderator, leads and directors: safety beats blindness.

        A flag of the auditor may hint at a grade, yet a moderator who moderates blind sees it; grades stay hidden. The
        allocated worker sees it only when told: a worry may be about the work itself.
        """
        if person.is_system:
            return self
        shown = self.exclude(audit__in=closed_audits(person))
        if person.has_role(*EVERYTHING):
            return shown
        seen = Q(raised_by=person) | Q(audit__auditor=person) | Q(audit__moderator=person) | self._answer(person)
        return shown.filter(pk__in=self.model._default_manager.filter(seen).values("pk"))

    def answered_by(self, person: Any) -> "RiskFlagQuerySet":
        """Flags that `person` answers for today: in the team's line, named by the rules, or notified in place of a person who was away.

        Leads and directors where they were notified, since nobody else was left. A person notified as the holder of a post that they no
        longer hold is none of these.
        """
        shown = self.exclude(audit__in=closed_audits(person))
        return shown.filter(pk__in=self.model._default_manager.filter(self._answer(person)).values("pk"))

    def _answer(self, person: Any) -> Q:
        named = apps.get_model("audits", "AuditRules").objects.filter(pk=1)
        stands = line_of(person, "audit__")
        if person.has_role(*EVERYTHING):
            stands |= Q(told=person)
        if person.has_role(*MAY_BE_TOLD) and named.filter(told_of_risk=person).exists():
            stands |= Q(told=person) | Q(closed_at=None)
        if below := people_below(person):
            places = (
                Q(audit__team__manager__in=below) | Q(audit__team__service__manager__in=below) | Q(audit__team__service__head__in=below)
            )
            stands |= Q(told=person) & (Q() if named.filter(told_of_risk__in=below).exists() else places)
        return stands

    def open(self) -> "RiskFlagQuerySet":
        return self.filter(closed_at__isnull=True)

    def for_page(self) -> "RiskFlagQuerySet":
        people = ("raised_by", "acknowledged_by", "closed_by")
        return self.select_related(*people, "audit__cycle", "audit__team__service", "audit__allocated_worker", "audit__auditor")


class ReflectiveConversationQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ReflectiveConversationQuerySet":
        """The practitioner's own, their managers' and the lead's; not the auditor's nor the moderator's.

        Nobody's while they moderate the audit afresh and blind: that there is one says what stood.
        """
        shown = self.exclude(audit__in=hidden_audits(person)).exclude(audit__in=closed_audits(person))
        if person.is_system or person.has_role(Role.QA_LEAD):
            return shown
        return shown.filter(pk__in=_conversations_of(person))

    def waiting(self) -> "ReflectiveConversationQuerySet":
        return self.filter(held_on__isnull=True)


@keys_for
def _conversations_of(person: Any) -> models.QuerySet:
    seen = Q(audit__allocated_worker=person) | Q(audit__allocated_worker__line_manager=person) | line_of(person, "audit__")
    return apps.get_model("audits", "ReflectiveConversation").objects.filter(seen).values("pk")


class ReflectionQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ReflectionQuerySet":
        """The writer's own; once sent, also the auditor's, the moderator's, the lead's and their manager's.

        Of somebody who was wrongly recorded as the worker nobody else's any more.
        """
        told = Q(audit__auditor=person) | Q(audit__moderator=person) | Q(written_by__line_manager=person) | Q(audit__team__manager=person)
        sent = Q(sent_on__isnull=False, written_by=models.F("audit__allocated_worker"))
        shown = self.exclude(audit__in=closed_audits(person))
        return shown.filter(Q(written_by=person) | (sent if person.has_role(Role.QA_LEAD) else told & sent))


class FactualCheckQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "FactualCheckQuerySet":
        """The practitioner's who is asked, the auditor's and the lead's; the moderator's once their own grades are given.

        A person who was asked by mistake, since another is the record's worker, no longer reads the draft.
        """
        asked = Q(asked_of=person, audit__allocated_worker=person)
        theirs = asked | Q(audit__auditor=person) | Q(audit__moderator=person, audit__submitted_on__isnull=False)
        seen = self if person.has_role(Role.QA_LEAD) else self.filter(theirs)
        shown = seen.exclude(audit__in=hidden_audits(person)).exclude(audit__in=closed_audits(person))
        return shown.exclude(audit__state=AuditState.WITHDRAWN)

    def unanswered(self) -> "FactualCheckQuerySet":
        """Asked of the practitioner while the audit is still being written."""
        return self.filter(answered_on=None, audit__state=AuditState.IN_PROGRESS, asked_of=models.F("audit__allocated_worker"))

    def unsettled(self) -> "FactualCheckQuerySet":
        """Answered with corrections to which the auditor has not said anything yet."""
        return self.filter(answered_on__isnull=False, settled_on=None, audit__state=AuditState.IN_PROGRESS)


class FeedbackLetterQuerySet(models.QuerySet):
    def sent(self) -> "FeedbackLetterQuerySet":
        return self.filter(sent_on__isnull=False)

    def current(self) -> "FeedbackLetterQuerySet":
        """Of finished audits, the letter on how they ended, to the record's worker.

        Opened and finished again it is due another, and so is who turns out to be the worker. Joined, all finished audits would be read.
        """
        sent = models.ExpressionWrapper(models.OuterRef("sent_on"), output_field=models.DateField())
        theirs = {"pk": models.OuterRef("audit"), "allocated_worker": models.OuterRef("addressed_to")}
        ended = apps.get_model("audits", "Audit").objects.finished().filter(**theirs).annotate(letter_sent_on=sent).order_by()
        return self.filter(models.Exists(ended.filter(Q(letter_sent_on=None) | Q(finished_on__lte=models.F("letter_sent_on")))))

    def unread(self) -> "FeedbackLetterQuerySet":
        return self.current().sent().filter(acknowledged_on=None)
