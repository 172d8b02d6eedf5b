"""Who may do what with what is published to staff."""

import rules

from foundation.accounts.enums import Role
from foundation.accounts.permissions import is_lead, is_system, only_reads

# Who may be asked to review: they know practice, and answer for it.
REVIEWERS = (Role.QA_LEAD, Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.SERVICE_MANAGER, Role.MODERATOR)


@rules.predicate
def can_read_library(person) -> bool:
    """Everybody who signs in: what is in it names nobody."""
    return True


@rules.predicate
def is_its_author(person, publication) -> bool:
    return publication is not None and publication.author_id == person.pk


@rules.predicate
def is_its_reviewer(person, publication) -> bool:
    """Asked to review it, and wrote nothing in it."""
    return publication is not None and publication.reviewer_id == person.pk and not wrote_in_it(person, publication)


@rules.predicate
def wrote_in_it(person, publication) -> bool:
    return publication.author_id == person.pk or publication.writers.filter(pk=person.pk).exists()


@rules.predicate
def is_asked_worker(person, consent) -> bool:
    return consent is not None and consent.worker_id == person.pk


@rules.predicate
def is_worker_of_example(person, publication) -> bool:
    consent = getattr(publication, "consent", None) if publication is not None and publication.is_example else None
    return consent is not None and consent.worker_id == person.pk


can_begin = is_lead | is_system
can_write = is_lead | is_its_author | is_system
can_review = is_its_reviewer | is_system
can_publish = is_lead | is_system
can_withdraw = is_lead | is_its_author | is_system
can_propose = is_lead | is_system
can_answer_consent = is_asked_worker
can_take_out = is_worker_of_example
# Reading is noted for people who work here: Board members are sent nothing to read.
can_say_read = ~only_reads
can_see_reads = is_lead | is_its_author | is_system
