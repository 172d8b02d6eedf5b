"""Exemptions that wait for one person's decision."""

from audits.cycles.queries.exempted import audits_of_exempt
from audits.models import Exemption
from audits.permissions import can_decide_exemption
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkQuestion, items_of_all

BESIDE = ("cycle", "asked_by", "team__service__head", "auditor__team__service__head")


def work_for(person: Person) -> list[WorkItem]:
    return items_of_all(work_questions(person))


def work_questions(person: Person) -> list[WorkQuestion]:
    """The service's head decides; a director where there is none who may."""
    if not person.has_role(Role.HEAD_OF_SERVICE, Role.DIRECTOR):
        return []
    pending = Exemption.objects.pending().select_related(*BESIDE)
    return [WorkQuestion(pending, lambda: [_item(each) for each in pending if _waits_for(person, each)])]


def taken_back_words(exemption: Exemption) -> str:
    """What the approval took from people, after the sentence that says what was decided."""
    count = len(audits_of_exempt(exemption).vacant)
    if not count:
        return ""
    audits = "1 audit that nobody had begun is" if count == 1 else f"{count} audits that nobody had begun are"
    return f" {audits} with the QA lead again, who chooses other people."


def _waits_for(person: Person, exemption: Exemption) -> bool:
    whom = exemption.team or (exemption.auditor.team if exemption.auditor else None)
    head = whom.service.head if whom and whom.service else None
    has_head = head is not None and head.is_active and can_decide_exemption(head, exemption)
    return can_decide_exemption(person, exemption) and (head == person or not has_head)


def _item(exemption: Exemption) -> WorkItem:
    return WorkItem(
        what=f"Decide on an exemption from {exemption.cycle}",
        why=f"{exemption.asked_by} asked that {exemption.whom} do {exemption.audits} fewer; it counts once it is approved",
        url=exemption.get_absolute_url(),
        email_text=f"Decide on an exemption from {exemption.cycle}",
    )
