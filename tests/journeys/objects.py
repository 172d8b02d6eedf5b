"""What a walk opens an address with: an object of the demo in the right state, and who can open it."""

from actions.enums import ActionState, Asked, Level, Priority
from actions.models import Action, Request
from audits.enums import AuditState
from audits.models import (
    AgencyPart,
    Audit,
    AuditVersion,
    BreakGlass,
    CalibrationRound,
    Exemption,
    FactualCheck,
    FeedbackLetter,
    FindingTheme,
    KindOfAudit,
    ReadyTheme,
    ReflectiveConversation,
    RestrictedRecord,
    RiskFlag,
    Sample,
    SampledRecord,
    Tool,
)
from audits.reaudits.queries import asking_for_re_audit
from foundation.accounts.enums import ListKind, Role
from foundation.accounts.models import Absence, PeopleUpload, Person, PowerRequest, Service, Team
from foundation.matching.models import ListAnswer
from observations.enums import ObservationState
from observations.models import Observation
from performance.models import DatedEvent, Import, Mapping, Place
from reports.models import Report
from tests.journeys.addresses import addresses
from tests.journeys.not_pages import NOT_PAGES
from tests.journeys.objects_beside_audits import (
    commissions,
    feeds,
    governance,
    inspections,
    learning,
    observations,
    oversight,
    publications,
    studies,
    voices,
)

# Of a report that was approved; the others are walked with a draft.
OF_APPROVED_REPORTS = {"reports:edition", "reports:seal", "reports:correct", "reports:changes", "reports:audience", "reports:release"}
# For a person who may approve and has not written.
OF_A_SECOND_PERSON = {"reports:approve", "reports:release"}


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
    opened = BreakGlass.objects.latest("pk")
    return {
        "audits:break-glass": ({}, opened.person),
        "desk:look-at-readings": ({"pk": opened.person_id, "day": "2023-07-27", "what": "out_of_hours"}, None),
        "audits:review-break-glass": ({"pk": opened.pk}, None),
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
        "audits:restrict": ({"number": unstarted.pk}, None),
        "audits:restricted-record": ({"number": RestrictedRecord.objects.latest("pk").pk}, None),
        "audits:name-readers": ({"number": RestrictedRecord.objects.latest("pk").pk}, None),
        "audits:end-restriction": ({"number": RestrictedRecord.objects.latest("pk").pk}, None),
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
        **commissions(),
        **publications(),
        **learning(),
        **feeds(),
        **voices(),
        **oversight(),
        **governance(),
        "observations:observation": ({"number": Observation.objects.recorded().latest("pk").pk}, None),
        "observations:record": ({"number": planned.pk}, planned.observer),
        "observations:share": ({"number": planned.pk}, planned.observer),
        **observations(),
        **studies(),
        **inspections(),
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
