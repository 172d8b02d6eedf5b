"""Good practice: proposed from a strength, shared if its worker agrees, out of the library once they do not."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import FindingKind
from audits.models import Audit, Finding
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.moves.services import begin_move, complete_move
from publications.enums import ConsentState, PublicationKind, PublicationState
from publications.models import ExampleConsent, Publication
from publications.permissions import can_propose

from .moves import CONSENTS, PUBLICATIONS
from .notifications import tell_answer, tell_worker
from .reviewing import withdrawn
from .writing import store_new

NOT_SHARED = "It is no longer shared."
_TWICE = "This strength was proposed already."


@transaction.atomic
def propose_example(*, actor: Person, finding: Finding, title: str, kept: str = "") -> Publication:
    """Propose a strength of a finished audit as good practice, and ask its worker whether it may be shared."""
    require(can_propose, actor, why="The QA lead proposes good practice.")
    audit = locked(Audit.objects.select_related("cycle", "allocated_worker"), pk=finding.audit_id)
    finding = locked(Finding.objects.select_related("domain"), pk=finding.pk)
    if finding.kind != FindingKind.STRENGTH or not audit.is_finished:
        raise ValidationError("Good practice is proposed from a strength of an audit that is moderated or released.")
    worker = audit.allocated_worker
    if worker is None or not worker.can_be_notified:
        raise ValidationError("The worker of this audit cannot be asked: nobody is named, or they no longer work here. Choose another one.")
    if ExampleConsent.objects.filter(finding=finding).exists():
        raise ValidationError(_TWICE)
    month = audit.cycle.month
    publication = store_new(actor, PublicationKind.EXAMPLE, title, actor, month, month, domain=finding.domain, kept=kept)
    with first_come(ValidationError(_TWICE)):
        consent = ExampleConsent.objects.create(
            publication=publication, audit=audit, finding=finding, strength=finding.text, worker=worker, asked_by=actor, asked_on=today()
        )
    record(actor=actor, verb="consent.asked", target=consent, audit=audit.pk)
    tell_worker(consent)
    return publication


@transaction.atomic
def give_consent(*, actor: Person, consent: ExampleConsent) -> ExampleConsent:
    """Agree, or agree after all."""
    moves = {ConsentState.DECLINED: "give_after_all", ConsentState.WITHDRAWN: "give_again"}
    return _answer(actor, consent, moves.get(ConsentState(consent.state), "give"))


@transaction.atomic
def refuse_consent(*, actor: Person, consent: ExampleConsent) -> ExampleConsent:
    """Do not agree, or no longer: wherever the example is by now, it is withdrawn. Nobody is asked why."""
    consent = _answer(actor, consent, "take_back" if consent.state == ConsentState.GIVEN else "decline")
    publication = consent.publication
    if publication.state != PublicationState.WITHDRAWN:
        row, step = begin_move(PUBLICATIONS, actor, publication, f"take_out_{publication.state}")
        consent.publication = withdrawn(actor, row, step, NOT_SHARED)
    return consent


def _answer(actor: Person, consent: ExampleConsent, move: str) -> ExampleConsent:
    consent, step = begin_move(CONSENTS, actor, consent, move)
    consent.answered_on = today()
    consent = complete_move(actor, consent, step)
    entry = Entry.objects.of(consent).order_by("-pk").values_list("pk", flat=True).first() or 0
    if consent.asked_by != actor:
        tell_answer(consent, entry)
    return consent
