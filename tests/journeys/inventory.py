"""Every page of the portal, read from the table of addresses, so that a new page joins the walks by itself.

An address with parameters needs an object of the demo in the right state: `OBJECTS` says how to find it. A new
address without an entry here is tried with the first object of its room, and fails the walk where nobody can open it.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from actions.enums import ActionState, Asked, Level, Priority
from actions.models import Action, Request
from audits.enums import AuditState
from audits.models import (
    AgencyPart,
    Audit,
    AuditVersion,
    CalibrationRound,
    Exemption,
    FactualCheck,
    FeedbackLetter,
    FindingTheme,
    KindOfAudit,
    ReadyTheme,
    ReflectiveConversation,
    RiskFlag,
    Sample,
    SampledRecord,
    Tool,
)
from audits.reaudits.queries import asking_for_re_audit
from commissions.models import Commission
from foundation.accounts.enums import ListKind, Role
from foundation.accounts.models import Absence, PeopleUpload, Person, PowerRequest, Service, Team
from foundation.matching.models import ListAnswer
from inspections.models import Inspection, InspectionFramework, PlanPriority
from learning.models import Invitation, LearningEvent
from observations.enums import ObservationState
from observations.models import Observation, ObservationPlan, ObservationTemplate
from oversight.models import CheckAndChallenge, TeamPlan
from performance.models import DatedEvent, Import, Mapping, Place
from publications.models import ExampleConsent, Publication
from publications.queries.strengths import strengths_to_propose
from reports.models import Report
from studies.enums import StudyKind
from studies.models import Study, StudyRecord
from tests.journeys.not_pages import NOT_PAGES
from tests.shares import share_of
from voices.models import QuestionSet, VoiceRecord

# Of a report that was approved; the others are walked with a draft.
OF_APPROVED_REPORTS = {"reports:edition", "reports:seal", "reports:correct", "reports:changes", "reports:audience", "reports:release"}
# For a person who may approve and has not written.
OF_A_SECOND_PERSON = {"reports:approve", "reports:release"}


@dataclass(frozen=True)
class Visit:
    """One page and who opens it: nobody where none of the people tried may."""

    name: str
    address: str
    email: str | None


def addresses(resolver=None, namespace: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address's name and the names of its parameters."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", tuple(entry.pattern.converters)


def objects() -> dict[str, tuple[dict, Person | None]]:
    """For addresses that need one: the parameters, and who can open it (None: the first of the sign-ins who may)."""
    audits, actions = Audit.objects, Action.objects
    started = audits.filter(state=AuditState.IN_PROGRESS).latest("pk")
    waiting = audits.filter(state=AuditState.SUBMITTED).latest("pk")
    brought = PeopleUpload.objects.filter(kind=ListKind.PEOPLE).latest("pk")
    teams_brought = PeopleUpload.objects.filter(kind=ListKind.TEAMS).latest("pk")
    silent = audits.filter(state=AuditState.MODERATED, auditor_replies=None, imported=False, auditor__is_active=True).latest("pk")
    awaited = audits.awaiting_response().latest("pk")
    version = AuditVersion.objects.latest("pk")
    challenged = audits.filter(challenge__answered_on=None, challenge__isnull=False).latest("pk")
    unstarted = audits.filter(state=AuditState.ALLOCATED, auditor=None).latest("pk")
    open_action = (
        actions.gone_live()
        .filter(state=ActionState.OPEN, requests=None, owner__line_manager__isnull=False, audit__isnull=False)
        .latest("pk")
    )
    done_action = actions.filter(state=ActionState.DONE, owner__line_manager__isnull=False).latest("pk")
    planned = Observation.objects.filter(state=ObservationState.PLANNED).latest("pk")
    report = Report.objects.latest("first_month")
    in_reserve = SampledRecord.objects.reserves().latest("pk")
    risk = RiskFlag.objects.latest("pk")
    to_talk = ReflectiveConversation.objects.waiting().latest("pk")
    return {
        "audits:cycle": ({"code": "2023-07"}, None),
        "audits:change-cycle": ({"code": "2023-07"}, None),
        "audits:add-audit": ({"code": "2023-07"}, None),
        "audits:remove-cycle": ({"code": "2023-07"}, None),
        "audits:sample": ({"code": "2023-07"}, None),
        **_ready_themes(),
        **_kinds_and_parts(),
        **tool_objects(),
        "actions:matters-most": ({"number": started.pk}, started.auditor),
        **_rounds(),
        "audits:audit": ({"number": audits.finished().latest("pk").pk}, None),
        "audits:readings": ({"number": audits.finished().latest("pk").pk}, None),
        "audits:allocate": ({"number": unstarted.pk}, None),
        "audits:correct-facts": ({"number": unstarted.pk}, None),
        "audits:sample-records": ({"code": "2023-08", "pk": in_reserve.sample_id}, None),
        "audits:correct-listed": ({"code": "2023-08", "sample": in_reserve.sample_id, "pk": in_reserve.pk}, None),
        "audits:plan-year": ({"year": 2023}, None),
        "insight:health-rows": ({"measure": "feedback-obtained"}, None),
        "insight:fact": ({"key": "expected_submitted-2023-07"}, None),
        "audits:expected": ({"code": "2023-08"}, None),
        "audits:exemptions": ({"code": "2023-08"}, None),
        "audits:exemption": ({"code": "2023-08", "pk": Exemption.objects.pending().latest("pk").pk}, None),
        "audits:pause-cycle": ({"code": "2023-08"}, None),
        "audits:sample-draw": ({"code": "2023-08", "pk": Sample.objects.applied().latest("pk").pk}, None),
        "audits:sample-list": ({"code": "2023-09", "pk": Sample.objects.waiting().latest("pk").pk}, None),
        "audits:sample-correct": ({"code": "2023-09", "pk": Sample.objects.waiting().latest("pk").pk}, None),
        "audits:reopen": ({"number": audits.finished().filter(imported=False).latest("pk").pk}, None),
        "audits:version": ({"number": version.audit_id, "version": version.number}, None),
        "audits:withdraw": ({"number": started.pk}, None),
        "audits:allocation": ({"code": "2023-07"}, None),
        "audits:pins": ({"number": unstarted.pk}, None),
        "audits:reassign": ({"pk": started.auditor_id}, None),
        "audits:hand-back": ({"number": waiting.pk}, waiting.moderator),
        "audits:form": ({"number": started.pk}, started.auditor),
        "audits:section": ({"number": started.pk, "section": "overall"}, started.auditor),
        "audits:check": ({"number": started.pk}, started.auditor),
        "audits:moderate": ({"number": waiting.pk}, waiting.moderator),
        "audits:agree": ({"number": waiting.pk}, waiting.moderator),
        "audits:return": ({"number": waiting.pk}, waiting.moderator),
        "audits:release": ({"number": waiting.pk}, None),
        "audits:reply": ({"number": silent.pk}, silent.auditor),
        "audits:raise-risk": ({"number": started.pk}, started.auditor),
        "audits:risk": ({"number": risk.audit_id, "pk": risk.pk}, None),
        "audits:conversation": ({"number": to_talk.audit_id}, None),
        "audits:record-conversation": ({"number": to_talk.audit_id}, to_talk.audit.team.service.manager),
        "audits:respond": ({"number": awaited.pk}, awaited.team.manager),
        **_practitioners_side(),
        "audits:challenge": ({"number": challenged.pk}, challenged.team.manager),
        "audits:answer-challenge": ({"number": challenged.pk}, challenged.moderator),
        "actions:action": ({"number": open_action.pk}, None),
        "actions:done": ({"number": open_action.pk}, open_action.owner),
        "actions:verify": ({"number": done_action.pk}, done_action.owner.line_manager),
        "actions:return": ({"number": done_action.pk}, done_action.owner.line_manager),
        "actions:extend": ({"number": open_action.pk}, None),
        "actions:reassign": ({"number": open_action.pk}, None),
        "actions:withdraw": ({"number": open_action.pk}, None),
        **_closing_the_loop(open_action),
        "audits:plan-re-audit": ({"number": asking_for_re_audit()[0].audit.pk}, None),
        **_commissions(),
        **_publications(),
        **_learning(),
        **_voices(),
        **_oversight(),
        "observations:observation": ({"number": Observation.objects.recorded().latest("pk").pk}, None),
        "observations:record": ({"number": planned.pk}, planned.observer),
        "observations:share": ({"number": planned.pk}, planned.observer),
        **_observations(),
        **_studies(),
        **_inspections(),
        "accounts:person": ({"pk": started.auditor_id}, None),
        "insight:theme": ({"pk": _theme().pk}, None),
        "insight:triangulation-rows": ({"source": "observations"}, None),
        "insight:month-findings": ({"code": "2023-06"}, None),
        "audits:finding-theme": ({"pk": _theme().pk}, None),
        "audits:merge-finding-theme": ({"pk": _theme().pk}, None),
        "desk:help-area": ({"slug": "moderation"}, None),
        "desk:leaving": ({"pk": started.auditor_id}, None),
        "passwords:temporary": ({"pk": started.auditor_id}, None),
        "accounts:dates-away-of": ({"pk": Absence.objects.latest("pk").person_id}, None),
        "accounts:list-answer": ({"pk": ListAnswer.objects.latest("pk").pk}, None),
        "accounts:check-people": ({"pk": brought.pk}, brought.uploaded_by),
        "accounts:check-teams": ({"pk": teams_brought.pk}, teams_brought.uploaded_by),
        "accounts:match-list": ({"pk": brought.pk}, brought.uploaded_by),
        "accounts:power": ({"pk": PowerRequest.objects.open().latest("pk").pk}, None),
        "accounts:team": ({"pk": Team.objects.latest("pk").pk}, None),
        "accounts:service": ({"pk": Service.objects.latest("pk").pk}, None),
        "performance:indicator": ({"slug": _slug()}, None),
        "performance:breakdown": ({"slug": "case-supervision-percent"}, None),
        "performance:part": ({"slug": "case-supervision-percent", "pk": Place.objects.get(name="Locality Coast").pk}, None),
        "performance:batch": ({"pk": Import.objects.latest("pk").pk}, None),
        "performance:undo": ({"pk": Import.objects.latest("pk").pk}, None),
        "performance:saved-mapping": ({"pk": Mapping.objects.latest("pk").pk}, None),
        "performance:delete-mapping": ({"pk": Mapping.objects.latest("pk").pk}, None),
        "performance:comment": ({"slug": _slug(), "month": "2023-07"}, None),
        "performance:ask": ({"slug": _slug(), "month": "2023-07"}, None),
        "performance:missing": ({"slug": _slug(), "month": "2023-07"}, None),
        "performance:change-indicator": ({"slug": _slug()}, None),
        "performance:targets": ({"slug": _slug()}, None),
        "performance:restart-limits": ({"slug": _slug()}, None),
        "performance:take-back-restart": ({"pk": DatedEvent.objects.get(restarts_limits=True).pk}, None),
        "performance:collect": ({"month": "2023-07"}, None),
        **{
            name: (_of_report(name, parameters, report), _second_person() if name in OF_A_SECOND_PERSON else None)
            for name, parameters in addresses()
            if name.startswith("reports:") and parameters and name not in NOT_PAGES
        },
    }


def _kinds_and_parts() -> dict[str, tuple[dict, Person | None]]:
    kind = {"pk": KindOfAudit.objects.get(name="Closed records").pk}
    given, begun, there = (AgencyPart.objects.filter(state=state).latest("pk") for state in ("given", "begun", "submitted"))
    return {
        **{f"audits:{name}": (kind, None) for name in ("kind", "change-kind", "kind-terms", "plan-kind")},
        "audits:agency": ({"pk": given.agency_id}, None),
        "audits:parts": ({"number": given.audit_id}, None),
        "audits:part": ({"pk": begun.pk}, begun.partner),
        "audits:part-section": ({"pk": begun.pk, "section": "seen"}, begun.partner),
        "audits:hand-back-part": ({"pk": given.pk}, given.partner),
        "audits:hand-over-part": ({"pk": given.pk}, given.audit.auditor),
        "audits:leave-part-out": ({"pk": given.pk}, given.audit.auditor),
        "audits:ask-part-back": ({"pk": there.pk}, there.audit.auditor),
    }


def _ready_themes() -> dict[str, tuple[dict, Person | None]]:
    """One ready theme, and a month that is still open to it."""
    one = {"pk": ReadyTheme.objects.earliest("pk").pk}
    return {
        **{f"audits:{name}-ready-theme": (one, None) for name in ("change", "plan")},
        "audits:ready-theme": (one, None),
        "audits:choose-ready-theme": ({"code": "2023-08"}, None),
        "audits:take-ready-theme": ({"code": "2023-08"} | one, None),
    }


def _observations() -> dict[str, tuple[dict, Person | None]]:
    """One that waits for the family's consent, one that is shared; a round; and a draft of a form, which nobody has begun in the demo."""
    to_ask = Observation.objects.planned().filter(kind__with_family=True, practitioner__isnull=False).latest("pk")
    shared = Observation.objects.filter(state=ObservationState.SHARED).latest("pk")
    template = ObservationTemplate.objects.first()
    return {
        "observations:consent": ({"number": to_ask.pk}, to_ask.practitioner),
        "observations:reflect": ({"number": shared.pk}, shared.practitioner),
        "observations:acknowledge": ({"number": shared.pk}, shared.practitioner),
        "observations:reschedule": ({"number": to_ask.pk}, to_ask.observer),
        "observations:cancel": ({"number": to_ask.pk}, None),
        "observations:plan": ({"pk": ObservationPlan.objects.first().pk}, None),
        "observations:change-plan": ({"pk": ObservationPlan.objects.first().pk}, None),
        "observations:template": ({"pk": template.pk}, None),
        "observations:change-type": ({"kind": "visit"}, None),
    }


def _studies() -> dict[str, tuple[dict, Person | None]]:
    """The accuracy sample has records to read; the other dip sample has all of them read."""
    reading, read = Study.objects.get(kind=StudyKind.ACCURACY), Study.objects.get(kind=StudyKind.DIP_SAMPLE)
    record = StudyRecord.objects.to_read().filter(wave__study=reading).first()
    return {
        "studies:study": ({"number": read.pk}, None),
        "studies:change": ({"number": reading.pk}, None),
        "studies:draw": ({"number": read.pk}, None),
        "studies:records": ({"number": read.pk}, None),
        "studies:record": ({"number": reading.pk, "pk": record.pk}, None),
        "studies:set-aside": ({"number": reading.pk, "pk": record.pk}, None),
        "studies:finish": ({"number": read.pk}, None),
    }


def _closing_the_loop(open_action: Action) -> dict[str, tuple[dict, Person | None]]:
    """What follows a verified action, what is asked of open ones, and a draft."""
    looked_at = Action.objects.awaiting_second_look().latest("pk")
    verified = Action.objects.awaiting_effect().filter(level=Level.TEAM).latest("pk")
    time, withdrawal = (Request.objects.filter(agreed=None, asked=asked).latest("pk").action for asked in Asked)
    draft = Action.objects.open().filter(audit__submitted_on=None, audit__isnull=False, priority=Priority.NORMAL).latest("pk")
    return {
        "actions:second-look": ({"number": looked_at.pk}, None),
        "actions:effect": ({"number": verified.pk}, None),
        "actions:ask-time": ({"number": open_action.pk}, open_action.owner),
        "actions:answer-time": ({"number": time.pk}, time.owner.line_manager),
        "actions:answer-withdrawal": ({"number": withdrawal.pk}, withdrawal.owner.line_manager),
        "actions:amend": ({"number": open_action.pk}, None),
        "actions:supervision": ({"pk": open_action.owner_id}, open_action.owner.line_manager),
        "actions:drop": ({"number": draft.pk}, draft.raised_by),
    }


def _commissions() -> dict[str, tuple[dict, Person | None]]:
    """Questions to quality assurance: that which was answered to read, the open one to change."""
    answered, open_one = (Commission.objects.filter(state=state).latest("pk") for state in ("answered", "under_way"))
    return {
        "commissions:commission": ({"number": answered.pk}, None),
        **{f"commissions:{name}": ({"number": open_one.pk}, None) for name in ("change", "answer", "withdraw", "link")},
    }


def _voices() -> dict[str, tuple[dict, Person | None]]:
    """One that waits for a practitioner's answer, one that may be quoted, and the questions in use."""
    waiting, quotable = (
        VoiceRecord.objects.waiting().filter(source="practitioner").latest("pk"),
        VoiceRecord.objects.quotable().latest("pk"),
    )
    questions = QuestionSet.objects.filter(replaced_by=None, retired_on=None).latest("pk")
    return {
        **{f"voices:{name}": ({"number": waiting.pk}, None) for name in ("record", "close", "link")},
        **{f"voices:{name}": ({"number": quotable.pk}, None) for name in ("voice", "themes", "consent", "quote")},
        **{f"voices:{name}": ({"pk": questions.pk}, None) for name in ("questions", "change-questions")},
    }


def _learning() -> dict[str, tuple[dict, Person | None]]:
    """The training that was held, and one that is planned."""
    held, planned = LearningEvent.objects.held().earliest("pk"), LearningEvent.objects.planned().latest("pk")
    published = Publication.objects.published().order_by("pk").first()
    silent = Invitation.objects.filter(attendance="came", evaluated=False).earliest("pk")
    return {
        **{f"learning:{name}": ({"number": held.pk}, None) for name in ("event", "attendance", "impact")},
        **{f"learning:{name}": ({"number": planned.pk}, None) for name in ("change", "cancel", "invite")},
        **({"learning:impact-of-publication": ({"number": published.pk}, None)} if published else {}),
        "learning:impact-of-priority": ({"number": PlanPriority.objects.earliest("pk").pk}, None),
        "learning:evaluate": ({"number": silent.event_id}, silent.person),
    }


def _oversight() -> dict[str, tuple[dict, Person | None]]:
    """The meeting that is planned, one whose record is agreed, and the plan of a team that its manager owns."""
    planned, agreed = (CheckAndChallenge.objects.get(state=state) for state in ("planned", "agreed"))
    decision = agreed.decisions.open().get()
    plan = TeamPlan.objects.exclude(owned_by=None).get()
    return {
        "oversight:meeting": ({"number": agreed.pk}, None),
        **{f"oversight:{name}": ({"number": planned.pk}, None) for name in ("change-meeting", "hold-meeting", "cancel-meeting")},
        **{f"oversight:{name}": ({"pk": decision.pk}, None) for name in ("finish-decision", "make-action", "open-again")},
        "oversight:team-plan": ({"pk": plan.team_id}, None),
        "oversight:write-team-plan": ({"pk": plan.team_id}, plan.team.manager),
    }


def _publications() -> dict[str, tuple[dict, Person | None]]:
    """The alert to read and to withdraw, the newsletter to write and put in order, the briefing in review, the example's worker."""
    alert, briefing, newsletter = (Publication.objects.filter(kind=kind).latest("pk") for kind in ("alert", "briefing", "newsletter"))
    consent = ExampleConsent.objects.latest("pk")
    lead = Person.objects.get(email="naomi.fielding@marram.example")
    return {
        "publications:publication": ({"number": alert.number}, None),
        "publications:withdraw": ({"number": alert.number}, lead),
        **{f"publications:{name}": ({"number": newsletter.number}, lead) for name in ("write", "findings", "arrange", "send")},
        "publications:return": ({"number": briefing.number}, briefing.reviewer),
        "publications:propose-one": ({"finding": strengths_to_propose(lead)[0].pk}, lead),
        "publications:consent": ({"number": consent.publication_id}, consent.worker),
    }


def _practitioners_side() -> dict[str, tuple[dict, Person | None]]:
    """Reflections, factual checks and letters: each with the person whose page it is."""
    to_reflect = Audit.objects.filter(cycle__collaborative=True, state=AuditState.IN_PROGRESS, submitted_on=None, reflections=None).latest(
        "pk"
    )
    check = FactualCheck.objects.latest("pk")
    sent, drafted = FeedbackLetter.objects.sent().latest("pk"), FeedbackLetter.objects.filter(sent_on=None).latest("pk")
    return {
        "audits:reflection": ({"number": to_reflect.pk}, to_reflect.allocated_worker),
        "audits:ask-factual-check": ({"number": to_reflect.pk}, to_reflect.auditor),
        "audits:factual-check": ({"number": check.audit_id}, check.asked_of),
        "audits:feedback": ({"number": sent.audit_id}, sent.addressed_to),
        "audits:letter": ({"number": sent.audit_id}, None),
        "audits:write-letter": ({"number": drafted.audit_id}, drafted.audit.auditor),
        "audits:send-letter": ({"number": drafted.audit_id}, drafted.audit.auditor),
        "audits:record-page": ({"number": sent.audit_id}, None),
    }


def tool_objects() -> dict[str, tuple[dict, Person | None]]:
    """The pages of the audit tool, with the draft that the lead has begun; a month's own questions, with a month still open to them."""
    draft = Tool.objects.get(published_on=None)
    domain, item = draft.domains.first(), draft.checklist.first()
    whole, one = {"pk": draft.pk}, {"pk": domain.pk}
    named = {f"audits:{name}": (whole, None) for name in ("tool", "preview-tool", "publish-tool", "discard-tool", "add-domain", "add-item")}
    months = {f"audits:{name}": ({"code": "2023-07"}, None) for name in ("theme", "checklist", "choose-tool")}
    return (
        named
        | months
        | {
            "audits:change-domain": (one, None),
            "audits:add-question": (one, None),
            "audits:change-question": ({"pk": domain.questions.first().pk}, None),
            "audits:change-item": ({"pk": item.pk}, None),
            "audits:remove-part": ({"kind": "domain", "pk": domain.pk}, None),
            "audits:theme-questions": ({"code": "2023-08"}, None),
        }
    )


def _rounds() -> dict[str, tuple[dict, Person | None]]:
    """The calibration round that is being graded, and one that is closed."""
    graded, closed = (CalibrationRound.objects.filter(state=state).latest("pk") for state in ("grading", "closed"))
    waiting = graded.parts.filter(finished_on=None).first().person
    led = {f"audits:calibration-{name}": ({"pk": graded.pk}, None) for name in ("round", "reference", "invite", "open")}
    return led | {
        "audits:calibration-grade": ({"pk": graded.pk}, waiting),
        "audits:calibration-discussion": ({"pk": closed.pk}, None),
    }


def _inspections() -> dict[str, tuple[dict, Person | None]]:
    """The inspection with recommendations, the first of them, an open priority and a closed one."""
    inspection = Inspection.objects.exclude(recommendations=None).earliest("pk")
    recommendation = inspection.recommendations.first()
    opened, closed = PlanPriority.objects.open().earliest("pk"), PlanPriority.objects.exclude(closed_on=None).earliest("pk")
    of_recommendation = ("recommendation", "change-recommendation", "map-recommendation", "remove-recommendation")
    of_priority = ("priority", "change-priority", "map-priority", "note-progress", "close-priority")
    return {
        **{f"inspections:{name}": ({"number": inspection.pk}, None) for name in ("inspection", "change", "paste", "progress", "tracking")},
        **{f"inspections:{name}": ({"pk": recommendation.pk}, None) for name in of_recommendation},
        **{f"inspections:{name}": ({"number": opened.pk}, None) for name in of_priority},
        "inspections:reopen-priority": ({"number": closed.pk}, None),
        "inspections:change-framework": ({"pk": InspectionFramework.objects.latest("pk").pk}, None),
    }


def _slug() -> str:
    from performance.models import Indicator

    return Indicator.objects.get(label="Cared for children currently open", unit="number").slug


def _theme() -> FindingTheme:
    """One that is in use and into which another was merged."""
    return FindingTheme.objects.exclude(merged=None).get()


def _second_person() -> Person:
    """Who approves a report: not who wrote in it."""
    return Person.objects.with_role(Role.DIRECTOR).earliest("pk")


def _of_report(name: str, parameters: tuple[str, ...], report: Report) -> dict:
    about = Report.objects.approved().latest("first_month") if name in OF_APPROVED_REPORTS else report
    known = {"code": about.code, "edition": about.edition, "key": "summary", "month": "2023-07", "audience": "public"}
    if "pk" in parameters:
        known["pk"] = about.comments.latest("pk").pk
    return {parameter: known[parameter] for parameter in parameters}


def pages() -> Iterator[tuple[str, str, Person | None]]:
    """Name, address and, where it must be one person, that person; for every page that there is."""
    known = objects()
    for name, parameters in addresses():
        if name in NOT_PAGES:
            continue
        arguments, person = known.get(name, ({}, None))
        assert set(arguments) == set(parameters), f"tests/journeys/inventory.py must say which object {name} is walked with"
        yield name, reverse(name, kwargs=arguments), person


def visits(emails: list[str], at_most: int = 10_000, always: Container[str] = ()) -> Iterator[Visit]:
    """Every page with the person whose it is, else with the first of these people who may open it.

    `at_most`: a share of them, with those that are named in `always`.
    """
    visitors = {email: signed_in(email) for email in emails}
    every = list(pages())
    drawn = share_of(every, at_most, about="visits")
    for name, address, person in [page for page in every if page in drawn or page[0] in always]:
        may = (email for email, visitor in visitors.items() if visitor.get(address, follow=True).status_code == 200)
        yield Visit(name, address, person.email if person else next(may, None))


def signed_in(email: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(email=email))
    return client


def let_in(emails: set[str], password: str) -> None:
    """Give a password to those of the demo's people who have none of their own."""
    Person.objects.filter(email__in=emails, password__startswith=UNUSABLE_PASSWORD_PREFIX).update(password=make_password(password))
