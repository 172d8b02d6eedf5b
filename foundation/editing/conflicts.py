"""The one optimistic lock on words: what a writer began from is no longer what is stored."""

from collections.abc import Iterable

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.errors import StaleState

from .version_tokens import Lines, version_token


class EditConflict(StaleState):
    """Other words are stored than those that the writer began from: `theirs` are stored, `mine` were given.

    `token` is that of what is stored: a save that carries it stands. `by` and `at` say who stored it and when; `what` is what both
    wrote, such as “section”.
    """

    def __init__(self, *, what: str, actor: Person, theirs: Lines, mine: Lines, writes: Iterable[Entry]):
        self.what, self.theirs, self.mine, self.token = what, theirs, mine, version_token(theirs)
        entry = next(iter(writes), None)
        self.at = entry.moment if entry else None
        own = entry is not None and entry.actor_id == actor.pk
        self.by = "you, in another window" if own else str(entry.actor) if entry else "somebody else"
        super().__init__(f"This {what} was changed in another window while you were writing. Both versions are shown: nothing is lost.")


def require_unchanged(*, what: str, actor: Person, seen: str | None, theirs: Lines, mine: Lines, writes: Iterable[Entry]) -> None:
    """Raise EditConflict where `seen`, the token of what the writer began from, is not that of what is stored; None asks nothing.

    `theirs` is stored, read under lock, and `mine` was given; `writes` are the trail's
    entries on such saves, the newest first. A save that brings what
    is stored already is no conflict, so a repeated one does no harm.
    """
    if seen is not None and seen != version_token(theirs) and theirs != mine:
        raise EditConflict(what=what, actor=actor, theirs=theirs, mine=mine, writes=writes)
