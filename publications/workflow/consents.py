"""Every legal move of a worker's consent."""

from foundation.moves.workflow import Move, table_of
from publications import permissions
from publications.enums import ConsentState

_ASKED, _GIVEN, _DECLINED, _WITHDRAWN = ConsentState.ASKED, ConsentState.GIVEN, ConsentState.DECLINED, ConsentState.WITHDRAWN
_GIVE = (permissions.can_answer_consent, "consent.given", "agreed that it is shared")
_THEIRS = "Only the worker whose practice it is answers."

MOVES = table_of(
    (
        Move("give", _ASKED, _GIVEN, *_GIVE, denied_because=_THEIRS),
        Move("decline", _ASKED, _DECLINED, permissions.can_answer_consent, "consent.declined", "did not agree", denied_because=_THEIRS),
        Move(
            "take_back",
            _GIVEN,
            _WITHDRAWN,
            permissions.can_answer_consent,
            "consent.withdrawn",
            "took back that they agree",
            denied_because=_THEIRS,
        ),
        # Somebody may think again.
        Move("give_after_all", _DECLINED, _GIVEN, *_GIVE, denied_because=_THEIRS),
        Move("give_again", _WITHDRAWN, _GIVEN, *_GIVE, denied_because=_THEIRS),
    )
)
