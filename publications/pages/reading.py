"""What differs on the page of a publication from one reader to the next."""

from typing import Any

from foundation.accounts.models import Person
from publications.enums import PublicationState
from publications.models import Publication, PublishedEdition
from publications.permissions import can_review, can_say_read, can_see_reads, can_withdraw, is_worker_of_example
from publications.queries.editions import has_read, read_count

from .publication import STATE_COLOURS, buttons_of, history_of, presses_of, publication_summary, read_words, what_next, works_on


def page_for(person: Person, publication: Publication, edition: PublishedEdition | None) -> dict[str, Any]:
    is_published, works = edition is not None, works_on(person, publication)
    said = edition is not None and has_read(person, edition)
    return {
        "rows": publication_summary(publication, edition, person),
        "state_words": publication.get_state_display(),
        "colour": STATE_COLOURS[publication.state],
        "page_actions": buttons_of(person, publication),
        "presses": presses_of(person, publication),
        "what_next": what_next(person, publication),
        "history": history_of(publication) if works else [],
        "may_say_read": is_published and not said and can_say_read(person),
        "said_read": said,
        "reads": read_words(read_count(edition)) if edition and can_see_reads(person, publication) else "",
        "may_send_back": publication.state == PublicationState.IN_REVIEW and can_review(person, publication),
        "may_withdraw": publication.state != PublicationState.WITHDRAWN and can_withdraw(person, publication),
        "withdraw_text": "Withdraw it" if is_published else "Give up this draft",
        "is_asked_worker": is_worker_of_example(person, publication),
        "works": works,
    }
