"""Everything a person can do with what is published to staff. Nothing else in this app writes."""

from .examples import give_consent, propose_example, refuse_consent
from .leaving import hand_over_publications
from .newsletters import arrange_newsletter, assemble_newsletter, replace_fact
from .reads import note_read
from .reviewing import (
    publish_publication,
    return_publication,
    review_publication,
    send_for_review,
    take_back,
    withdraw_publication,
    write_next_edition,
)
from .writing import begin_publication, choose_findings, write_publication

__all__ = [
    "arrange_newsletter",
    "assemble_newsletter",
    "begin_publication",
    "choose_findings",
    "give_consent",
    "hand_over_publications",
    "note_read",
    "propose_example",
    "publish_publication",
    "refuse_consent",
    "replace_fact",
    "return_publication",
    "review_publication",
    "send_for_review",
    "take_back",
    "withdraw_publication",
    "write_next_edition",
    "write_publication",
]
