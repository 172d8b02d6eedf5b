"""Every legal move that a publication can make. Read this file to know the process."""

from foundation.moves.workflow import Move, table_of
from publications import permissions
from publications.enums import PublicationState

_DRAFT, _IN_REVIEW, _REVIEWED = PublicationState.DRAFT, PublicationState.IN_REVIEW, PublicationState.REVIEWED
_PUBLISHED, _WITHDRAWN = PublicationState.PUBLISHED, PublicationState.WITHDRAWN
_WRITTEN, _DROPPED = ("publication.written", "wrote in it"), ("publication.dropped", "gave it up")
_TAKEN_OUT = ("publication.taken_out", "did not agree that their work is shared")
_WHOLE = ("named", "consent", "facts", "words")
_WRITERS, _LEADS = "Its author and the QA lead write in it.", "The QA lead publishes."
_REVIEWS = "The person who was asked reviews it. Nobody reviews what they wrote in."

MOVES = table_of(
    (
        Move("write", _DRAFT, _DRAFT, permissions.can_write, *_WRITTEN, denied_because=_WRITERS),
        # What was reviewed is reviewed again once it is another text.
        Move("write_again", _REVIEWED, _DRAFT, permissions.can_write, *_WRITTEN, denied_because=_WRITERS),
        Move(
            "send",
            _DRAFT,
            _IN_REVIEW,
            permissions.can_write,
            "publication.sent",
            "sent it for review",
            needs=_WHOLE,
            title="Send for review",
            denied_because=_WRITERS,
        ),
        Move("take_back", _IN_REVIEW, _DRAFT, permissions.can_write, "publication.taken_back", "took it back", denied_because=_WRITERS),
        Move(
            "return",
            _IN_REVIEW,
            _DRAFT,
            permissions.can_review,
            "publication.returned",
            "sent it back to be changed",
            needs=("reason",),
            reason_field="returned_because",
            title="Send back",
            denied_because=_REVIEWS,
        ),
        Move(
            "review",
            _IN_REVIEW,
            _REVIEWED,
            permissions.can_review,
            "publication.reviewed",
            "reviewed it",
            needs=_WHOLE,
            denied_because=_REVIEWS,
        ),
        Move(
            "publish",
            _REVIEWED,
            _PUBLISHED,
            permissions.can_publish,
            "publication.published",
            "published it",
            needs=_WHOLE,
            denied_because=_LEADS,
        ),
        Move(
            "withdraw",
            _PUBLISHED,
            _WITHDRAWN,
            permissions.can_withdraw,
            "publication.withdrawn",
            "withdrew it",
            needs=("reason",),
            reason_field="withdrawn_because",
            title="Withdraw",
        ),
        *(
            Move(
                f"drop_{source}",
                source,
                _WITHDRAWN,
                permissions.can_withdraw,
                *_DROPPED,
                needs=("reason",),
                reason_field="withdrawn_because",
                title="Give up this draft",
            )
            for source in (_DRAFT, _IN_REVIEW, _REVIEWED)
        ),
        *(
            Move(f"take_out_{source}", source, _WITHDRAWN, permissions.can_take_out, *_TAKEN_OUT, reason_field="withdrawn_because")
            for source in (_DRAFT, _IN_REVIEW, _REVIEWED, _PUBLISHED)
        ),
        Move(
            "write_edition",
            _WITHDRAWN,
            _DRAFT,
            permissions.can_write,
            "publication.begun_again",
            "began the next edition",
            needs=("consent",),
            denied_because=_WRITERS,
        ),
    )
)
