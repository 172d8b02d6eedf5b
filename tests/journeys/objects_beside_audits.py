"""The same for the rooms beside audits: observations, dip samples, voices, learning, publications, inspections…"""

from commissions.models import Commission
from feeds.models import FeedToken, Webhook
from foundation.accounts.models import Person
from governance.models import DataComplaint, LegalHold, SubjectRequest
from inspections.models import Inspection, InspectionFramework, PlanPriority
from learning.models import Invitation, LearningEvent
from observations.enums import ObservationState
from observations.models import Observation, ObservationPlan, ObservationTemplate
from oversight.models import CheckAndChallenge, TeamPlan
from publications.models import ExampleConsent, Publication
from publications.queries.strengths import strengths_to_propose
from studies.enums import StudyKind
from studies.models import Study, StudyRecord
from voices.models import QuestionSet, VoiceRecord


def observations() -> dict[str, tuple[dict, Person | None]]:
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


def studies() -> dict[str, tuple[dict, Person | None]]:
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


def commissions() -> dict[str, tuple[dict, Person | None]]:
    """Questions to quality assurance: that which was answered to read, the open one to change."""
    answered, open_one = (Commission.objects.filter(state=state).latest("pk") for state in ("answered", "under_way"))
    return {
        "commissions:commission": ({"number": answered.pk}, None),
        **{f"commissions:{name}": ({"number": open_one.pk}, None) for name in ("change", "answer", "withdraw", "link")},
    }


def voices() -> dict[str, tuple[dict, Person | None]]:
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


def learning() -> dict[str, tuple[dict, Person | None]]:
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


def feeds() -> dict[str, tuple[dict, Person | None]]:
    """The token and the webhook of the demo."""
    token, webhook = FeedToken.objects.earliest("pk"), Webhook.objects.earliest("pk")
    return {"feeds:token": ({"pk": token.pk}, None), "feeds:webhook": ({"pk": webhook.pk}, None)}


def oversight() -> dict[str, tuple[dict, Person | None]]:
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


def governance() -> dict[str, tuple[dict, Person | None]]:
    """A request that is open, the hold that is in force, a complaint to acknowledge and one to answer."""
    asked, hold = SubjectRequest.objects.open().earliest("pk"), LegalHold.objects.filter(ended_on=None).earliest("pk")
    new, acknowledged = (
        DataComplaint.objects.filter(acknowledged_on__isnull=empty, closed_on=None).earliest("pk") for empty in (True, False)
    )
    of_request = ("request", "change-request", "request-dates", "request-search", "withhold", "answer-request", "everything")
    return {
        "governance:preview": ({"kind": "child_records"}, None),
        "governance:rule": ({"kind": "child_records"}, None),
        "governance:end-hold": ({"pk": hold.pk}, None),
        **{f"governance:{name}": ({"pk": asked.pk}, None) for name in of_request},
        "governance:complaint": ({"pk": new.pk}, None),
        "governance:acknowledge-complaint": ({"pk": new.pk}, None),
        "governance:answer-complaint": ({"pk": acknowledged.pk}, None),
    }


def publications() -> dict[str, tuple[dict, Person | None]]:
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


def inspections() -> dict[str, tuple[dict, Person | None]]:
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
