"""What a few typed letters find, among what the person may see: a part of each kind of thing, with the passage where the words are."""

from dataclasses import dataclass

from foundation.accounts.models import Person
from foundation.accounts.permissions import is_partner
from foundation.documents.formats import number
from foundation.search.asking import Sought, read_search, without_kinds
from foundation.search.kinds import A_PAGE, MOST, Found, Matches, SearchKind, Wanted, kinds
from foundation.search.matching import looked_up
from foundation.search.services import follow_trail


@dataclass(frozen=True)
class SearchSection:
    """One kind of thing: a page of what was found of it, `alone` or the first few beside others."""

    key: str
    name: str
    rows: tuple[Found, ...]
    count: int
    page: int
    alone: bool

    @property
    def counted(self) -> str:
        return f"more than {number(MOST)}" if self.count > MOST else number(self.count)

    @property
    def heading(self) -> str:
        return f"{self.name} ({self.counted}), page {self.page}" if self.page > 1 else f"{self.name} ({self.counted})"

    @property
    def has_more(self) -> bool:
        """Beside other kinds: of this one more than is shown."""
        return not self.alone and self.count > len(self.rows)

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        """The next page; 0 where there is none."""
        is_last = not self.alone or self.page * A_PAGE >= min(self.count, MOST)
        return 0 if is_last else self.page + 1

    @property
    def is_too_much(self) -> bool:
        return self.alone and not self.after and self.count > MOST


@dataclass(frozen=True)
class SearchResults:
    """`is_behind`: words that were written lately, or all of them, are not in the index yet."""

    sections: tuple[SearchSection, ...] = ()
    is_behind: bool = False


def kinds_to_choose(only: str) -> list[tuple[str, str, bool]]:
    """The key and the name of each kind, and whether it is the one that was chosen."""
    return [("", "Everything", not only), *((kind.key, kind.name, kind.key == only) for kind in kinds())]


def search(person: Person, text: str, only: str = "", page: int = 1) -> SearchResults:
    """A section for each kind of thing found; where nothing is, without the words for its kind. `only` is the key of one kind, to be
    read page by page.
    """
    asked, shorter = _read(text), without_kinds(text)
    is_behind = bool(asked.terms) and not follow_trail()
    wanted = Wanted(page, alone=bool(only))
    sections = _sections(person, asked, only, wanted)
    if not sections and not asked.only and shorter != text:
        sections = _sections(person, _read(shorter), only, wanted)
    return SearchResults(sections, is_behind)


def _read(text: str) -> Sought:
    called = {word: kind.key for kind in kinds() for word in kind.called}
    return read_search(text, called, {word: kind.key for kind in kinds() for word in kind.records})


def _sections(person: Person, asked: Sought, only: str, wanted: Wanted) -> tuple[SearchSection, ...]:
    asked = looked_up(asked)
    if is_partner(person):
        return ()
    looked_in = [kind for kind in kinds() if asked.only in ("", kind.key) and only in ("", kind.key)]
    found = [(kind, kind.find(person, asked, wanted)) for kind in looked_in]
    return tuple(_section(kind, matches, wanted) for kind, matches in found if matches.rows)


def _section(kind: SearchKind, matches: Matches, wanted: Wanted) -> SearchSection:
    return SearchSection(kind.key, kind.name, matches.rows, matches.count, wanted.page if wanted.alone else 1, wanted.alone)
