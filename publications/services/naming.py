"""Nothing that is published names a child or a worker: what is found is refused, with where it stands."""

from collections.abc import Iterable, Mapping

from foundation.guard.free_text import Find
from foundation.guard.services import Identified, IdentityCheck, check_for_identities
from publications.enums import NamedAs, PublicationPart, TextPlace
from publications.models import Publication
from publications.queries.naming import Named, PeopleAndRecords, PlaceInWords, asked_in, guarded_in, named_in, words_of

_TITLES = {"title": "the title", "summary": "the summary", "reason": "the reason"}


def check_for_names(words: Mapping[str, str], *, kept: str = "", target: Publication | None = None) -> IdentityCheck:
    """Raise Identified, by the name of each text, where one names somebody.

    A colleague's name or address and a case ID, in whichever spelling, can in no way stand. What looks like a name, and initials or a first
    name that somebody here has, may stand for a reason: `kept`.
    """
    known = PeopleAndRecords()
    sure = _sentences(named_in(words, known))
    if sure:
        raise Identified(sure, may_stay=False)
    asked = {} if kept.strip() else {name: _asked(finds) for name, finds in asked_in(words, known, target).items()}
    try:
        looked = check_for_identities(words, kept=kept, target=target)
    except Identified as refused:
        raise Identified(_together(refused.message_dict, asked), may_stay=refused.may_stay) from None
    if asked:
        raise Identified(asked, may_stay=True)
    finds = [find for found in asked_in(words, known, target).values() for find in found]
    return IdentityCheck([*looked.finds, *finds], kept.strip())


def names_left(publication: Publication) -> dict[str, list[str]]:
    """By the name of each text, the sentences on what must be taken out before others read it."""
    words, known = words_of(publication), PeopleAndRecords()
    guarded = {name: _asked(finds) for name, finds in guarded_in(words, publication).items()}
    asked = {name: _asked(finds) for name, finds in asked_in(words, known, publication).items()}
    return _together(_sentences(named_in(words, known)), guarded, asked)


def _together(*found: Mapping[str, list[str]]) -> dict[str, list[str]]:
    every: dict[str, list[str]] = {}
    for each in found:
        for name, sentences in each.items():
            every[name] = [*every.get(name, []), *sentences]
    return every


def _sentences(found: Iterable[Named]) -> dict[str, list[str]]:
    every: dict[str, list[str]] = {}
    for named in found:
        every.setdefault(named.part, []).append(_sentence(named))
    return every


def _sentence(named: Named) -> str:
    what = NamedAs(named.named_as).label
    return f"“{named.text}” is {what}, in {where(named.part, named.place)}. Take it out: all staff read this."


def _asked(finds: Iterable[Find]) -> list[str]:
    return [f"“{find.text}” looks like {find.kind}. Take it out, or say below why it may stand." for find in finds]


def where(part: str, place: PlaceInWords) -> str:
    """“What we found”, table 1, row 2, column “Who”."""
    heading = _TITLES.get(part) or f"“{PublicationPart(part).label}”"
    if part in _TITLES or place.what is None:
        return heading
    if place.what == TextPlace.CELL:
        line = f"row {place.row}" if place.row else "the headings"
        return f"{heading}, table {place.number}, {line}" + (f", column “{place.column}”" if place.column and place.row else "")
    return f"{heading}, {place.what.label} {place.number}"
