"""Tell the present holder of a post what still waits when it changes hands or its holder goes away."""

from django.db import transaction

from audits.models import Audit, ReflectiveConversation, RiskFlag
from audits.responses.services.responses import notify_of_conversation, notify_of_inadequate
from audits.risks.queries import people_to_notify
from audits.risks.services import notify_of_risk
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_system, require
from foundation.council.models import Council


def notify_by_timetable() -> int:
    """Every few minutes, on any day: a child may be at risk. A demo tells nobody by itself."""
    return 0 if Council.current().demo_day else notify_who_answers_now(actor=Person.objects.system())


@transaction.atomic
def notify_who_answers_now(*, actor: Person) -> int:
    """Tell of each flag that nobody has acknowledged, each response and each conversation that waits; answer how many people of flags
    are new. Nobody is notified twice.
    """
    require(is_system, actor)
    new = 0
    for risk in RiskFlag.objects.open().filter(acknowledged_at=None).for_page():
        told = set(risk.told.all())
        for person in people_to_notify(risk.audit, raised_by=risk.raised_by):
            if person not in told:
                notify_of_risk(risk, person)
                new += 1
    for audit in Audit.objects.awaiting_response().for_page().select_related("response"):
        notify_of_inadequate(audit)
    for conversation in ReflectiveConversation.objects.waiting().filter(audit__in=Audit.objects.finished().values("pk")):
        notify_of_conversation(conversation)
    return new
