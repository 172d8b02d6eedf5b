"""What a few typed letters find, among what the person may see: a page of each kind of thing, with the passage where the words are."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from actions.models import Action
from actions.pages.naming import owner_named
from actions.queries.naming import with_owner_named
from actions.queries.supervision import people_supervised_by
from audits.models import Audit, Cycle, Domain
from audits.permissions import can_lead, can_see_cycles
from desk.calculations import SearchTerms, Subject, read_search, without_kinds
from desk.queries.texts import (
    ACTION_TEXTS,
    AT_ONCE,
    AUDIT_TEXTS,
    OBSERVATION_TEXTS,
    REPORT_TEXTS,
    VOICE_TEXTS,
    TextSource,
    comment_texts,
    mentioned_in,
    reach_of,
    texts_of,
)
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import can_change_people
from foundation.council.clock import today
from foundation.council.months import month_name
from foundation.council.words import as_stored
from foundation.documents.formats import number
from foundation.lookups.folding import holding_words
from foundation.lookups.mentions import mentioned_words
from foundation.names import case_key, folded, words_of
from foundation.names.mentions import Passage, passage_of
from observations.models import Observation
from performance.models import Commentary, Indicator
from reports.models import Report
from voices.models import VoiceRecord

# Of each kind beside the others, and of one alone.
FEW, A_PAGE = 10, 25
LAST_PAGE = 400
MOST_PASSAGES = 2
_LETTERS_AND_DIGITS, _BETWEEN = re.compile(r"([a-z]+)[\s/_-]*([0-9]+)"), ("-", "", " ", "/")


@dataclass(frozen=True)
class Quoted:
    """Where the words are: of what the text is, and the piece of it that has them."""

    of: str
    passage: Passage


@dataclass(frozen=True)
class Found:
    text: str
    url: str
    about: str
    quoted: tuple[Quoted, ...] = ()


@dataclass(frozen=True)
class OlderAudits:
    """Words were not looked for in all audits: in which they were, and the part that comes next."""

    text: str
    next: int


@dataclass(frozen=True)
class PageButton:
    text: str
    page: int


@dataclass(frozen=True)
class SearchSection:
    """One kind of thing: a page of what was found of it, `alone` or the first few beside others; of audits, in which `part` of them."""

    key: str
    name: str
    rows: tuple[Found, ...]
    page: int
    has_more: bool
    alone: bool
    part: int = 0
    older: OlderAudits | None = None

    @property
    def heading(self) -> str:
        return f"{self.name}, page {self.page}" if self.page > 1 else self.name

    @property
    def pages(self) -> list[PageButton]:
        if not self.alone:
            return [PageButton(f"Show more: {self.name.lower()}", 1)] if self.has_more else []
        before = [PageButton("Previous page", self.page - 1)] if self.page > 1 else []
        return before + ([PageButton("Next page", self.page + 1)] if self.has_more else [])


@dataclass(frozen=True)
class Wanted:
    """Which of what is found: the `span` is a page and one more; words are looked for in the newest audits, then in the `older` ones."""

    span: slice
    older: int = 0


Finder = Callable[[Person, SearchTerms, Wanted], list[Found]]


def search(person: Person, text: str, only: str = "", page: int = 1, older: int = 0) -> list[SearchSection]:
    """A section for each kind of thing found; where nothing is, without the words for its kind. `only` is the key of one kind, to be
    read page by page.
    """
    asked, shorter = read_search(text), without_kinds(text)
    size = A_PAGE if only else FEW
    first = (min(max(page, 1), LAST_PAGE) - 1) * size if only else 0
    wanted = Wanted(slice(first, first + size + 1), min(max(older, 0), LAST_PAGE))
    found = _sections(person, asked, only, wanted)
    return found if found or asked.only or shorter == text else _sections(person, read_search(shorter), only, wanted)


def _sections(person: Person, asked: SearchTerms, only: str, wanted: Wanted) -> list[SearchSection]:
    finders: tuple[tuple[str, str, tuple[Subject, ...], Finder], ...] = (
        ("audits", "Audits", (Subject.AUDIT, Subject.RECORD), _audits),
        ("actions", "Actions", (Subject.ACTION,), _actions),
        ("observations", "Observations", (Subject.OBSERVATION,), _observations),
        ("voices", "Voices", (Subject.VOICE,), _voices),
        ("months", "Months", (), _months),
        ("reports", "Reports", (), _reports),
        ("indicators", "Indicators", (), _indicators),
        ("comments", "Comments on figures", (), _comments),
        ("people", "People and teams", (), _people_and_teams),
    )
    size, first = wanted.span.stop - wanted.span.start - 1, wanted.span.start
    sections = []
    for key, name, kinds, finder in finders:
        if not asked.means(*kinds) or only not in ("", key):
            continue
        rows, older = finder(person, asked, wanted), _older_audits(person, asked, wanted) if key == "audits" else None
        if rows or older:
            sections.append(
                SearchSection(key, name, tuple(rows[:size]), first // size + 1, len(rows) > size, bool(only), wanted.older, older)
            )
    return sections


def _older_audits(person: Person, asked: SearchTerms, wanted: Wanted) -> OlderAudits | None:
    reach = reach_of(person, wanted.older) if _words(asked) else None
    if reach is None or not reach.has_more:
        return None
    looked_in = "newest" if not wanted.older else "next"
    text = f"Words were looked for in the {looked_in} {number(AT_ONCE)} audits that you may read. Look in older ones"
    return OlderAudits(text, wanted.older + 1)


def _words(asked: SearchTerms) -> list[str]:
    """What to look for in texts: nothing where a number is asked for."""
    return mentioned_words(asked.words) if asked.number is None else []


def _quoted(sources: Sequence[TextSource], words: list[str], rows: Sequence[Any]) -> dict[Any, tuple[Quoted, ...]]:
    """By the key of each row, the passages to quote of it."""
    return {
        key: tuple(Quoted(str(found_in.label), passage_of(text, words)) for found_in, text in texts[:MOST_PASSAGES])
        for key, texts in texts_of(sources, words, rows).items()
    }


def _numbered(asked: SearchTerms) -> Q:
    """The row with this number, where the text is one; nothing otherwise."""
    return Q(pk__in=[]) if asked.number is None else Q(number=asked.number)


def _of_record(text: str) -> Q:
    """Whose case ID holds these letters, however either is written: MB-60414 as MB 60414 or mb60414 too."""
    key = case_key(text)
    if not any(letter.isalnum() for letter in key):
        return Q(pk__in=[])
    parts = _LETTERS_AND_DIGITS.fullmatch(key)
    keys = {key, *(f"{parts[1]}{sign}{parts[2]}" for sign in _BETWEEN)} if parts else {key}
    return reduce(or_, (Q(case_key__contains=each) for each in sorted(keys)))


def _called(model: type[Person] | type[Team] | type[Domain], words: str) -> list[int]:
    """Looked for once among the few, rather than beside every audit and action."""
    return list(model._default_manager.filter(holding_words(words, "name")).order_by().values_list("pk", flat=True))


def _cycles(words: str) -> list[Cycle]:
    """By the month's name or code, or its theme and cohort: a few dozen in ten years, told apart here as every database would."""
    asked = words_of(words)
    parts = (
        (cycle, folded(f"{cycle} {cycle.code} {cycle.month:%m/%Y} {cycle.theme} {cycle.cohort}")) for cycle in Cycle.objects.all() if asked
    )
    return [cycle for cycle, text in parts if all(word in text for word in asked)]


def _cohorts(words: str) -> list[str]:
    """A few hundred in ten years: told apart here, rather than beside every audit."""
    asked = words_of(words)
    cohorts = Audit.objects.exclude(cohort="").order_by().values_list("cohort", flat=True).distinct() if asked else ()
    return [cohort for cohort in cohorts if all(word in folded(cohort) for word in asked)]


def _audits(person: Person, asked: SearchTerms, wanted: Wanted) -> list[Found]:
    """By number, case ID, cohort, words in it where it is within reach, or the name of a team, a month or its theme, or of a person whom
    the audit's page names.
    """
    named, words = Q(cohort__in=_cohorts(asked.words)), _words(asked)
    if people := _called(Person, asked.words):
        named |= Q(auditor__in=people) | Q(moderator__in=people) | Q(allocated_worker__in=people)
    named |= Q(team__in=_called(Team, asked.words)) | Q(cycle__in=_cycles(asked.words))
    readable = Audit.objects.with_words_visible_to(person)
    if words and (reach := reach_of(person, wanted.older)):
        within = Q(pk__range=(reach.oldest, reach.newest)) & Q(Exists(readable.filter(pk=OuterRef("pk")).order_by()))
        named |= within & mentioned_in(AUDIT_TEXTS, words)
    found = Audit.objects.visible_to(person).filter(_numbered(asked) | _of_record(asked.case) | named)
    rows = list(found.select_related("cycle", "team").with_last_version()[wanted.span])
    quoted = _quoted(AUDIT_TEXTS, words, list(readable.filter(pk__in=[row.pk for row in rows])))
    return [
        Found(
            str(row),
            row.get_absolute_url(),
            ", ".join(str(part) for part in (row.case_id, row.cycle, row.team, row.get_state_display()) if part),
            quoted.get(row.pk, ()),
        )
        for row in rows
    ]


def _actions(person: Person, asked: SearchTerms, wanted: Wanted) -> list[Found]:
    """By number, words in it or its evidence, the name of a team or of a domain that it is about, or of an owner whom the person may read
    there.
    """
    on, visible, words = today(), Action.objects.visible_to(person), _words(asked)
    named = Q(team__in=_called(Team, asked.words)) | mentioned_in(ACTION_TEXTS, words)
    about = Action.domains.through.objects.filter(domain__in=_called(Domain, asked.words))
    named |= Q(pk__in=about.values("action"))
    if people := _called(Person, asked.words):
        owned = with_owner_named(visible.filter(owner__in=people), person, on)
        named |= Q(pk__in=owned.order_by().values("pk"))
    rows = list(visible.filter(_numbered(asked) | named).select_related("owner").distinct()[wanted.span])
    quoted = _quoted(ACTION_TEXTS[1:], words, rows)
    return [
        Found(
            str(row),
            row.get_absolute_url(),
            f"{owner_named(row, person, on, 'nobody yet')}, {row.get_state_display().lower()}",
            quoted[row.pk],
        )
        for row in rows
    ]


def _observations(person: Person, asked: SearchTerms, wanted: Wanted) -> list[Found]:
    words = _words(asked)
    named = mentioned_in(OBSERVATION_TEXTS, words) | Q(team__in=_called(Team, asked.words)) | Q(cycle__in=_cycles(asked.words))
    if people := _called(Person, asked.words):
        named |= Q(observer__in=people) | Q(practitioner__in=people)
    found = Observation.objects.visible_to(person).filter(_numbered(asked) | named).select_related("kind", "team").distinct()
    rows = list(found[wanted.span])
    quoted = _quoted(OBSERVATION_TEXTS, words, rows)
    return [Found(str(row), row.get_absolute_url(), f"{row.kind}, {row.team}, {month_name(row.month)}", quoted[row.pk]) for row in rows]


def _voices(person: Person, asked: SearchTerms, wanted: Wanted) -> list[Found]:
    words = _words(asked)
    named = mentioned_in(VOICE_TEXTS, words) | Q(team__in=_called(Team, asked.words))
    found = VoiceRecord.objects.visible_to(person).filter(_numbered(asked) | named).distinct()
    rows = list(found[wanted.span])
    quoted = _quoted(VOICE_TEXTS, words, rows)
    return [Found(str(row), row.get_absolute_url(), f"{row.get_source_display()}, {month_name(row.month)}", quoted[row.pk]) for row in rows]


def _months(person: Person, asked: SearchTerms, wanted: Wanted) -> list[Found]:
    cycles = _cycles(asked.words) if can_see_cycles(person) and asked.number is None else []
    return [Found(f"Audits of {row}", row.get_absolute_url(), row.theme or "No theme") for row in cycles[wanted.span]]


def _reports(person: Person, asked: SearchTerms, wanted: Wanted) -> list[Found]:
    """By its months, and by what was written in its sections and key findings."""
    words = words_of(asked.words) if asked.number is None else []
    if not words:
        return []
    visible = list(Report.objects.visible_to(person).standing())
    quoted = _quoted(REPORT_TEXTS, _words(asked), visible)
    rows = [row for row in visible if quoted[row.pk] or all(word in folded(f"{row} {row.code}") for word in words)]
    return [Found(str(row), row.get_absolute_url(), row.get_state_display(), quoted[row.pk]) for row in rows[wanted.span]]


def _indicators(person: Person, asked: SearchTerms, wanted: Wanted) -> list[Found]:
    """Figures are aggregates: everyone may read them. A number is never the name of one, though many name 12 months."""
    if asked.number is not None:
        return []
    rows = Indicator.objects.filter(holding_words(as_stored(asked.words), "label", "measure__name"))
    return [
        Found(str(row), row.get_absolute_url(), f"{row.get_series_display()}, {row.get_basis_display().lower()}")
        for row in rows[wanted.span]
    ]


def _comments(person: Person, asked: SearchTerms, wanted: Wanted) -> list[Found]:
    """What people say of an indicator's month; a Board member reads that of released months."""
    words = _words(asked)
    sources = comment_texts(person)
    found = Commentary.objects.filter(mentioned_in(sources, words)).select_related("indicator__measure").order_by("-month", "-pk")
    rows = list(found[wanted.span]) if words else []
    quoted = _quoted(sources, words, rows)
    return [Found(str(row.indicator), row.indicator.get_absolute_url(), month_name(row.month), quoted[row.pk]) for row in rows]


def _people_and_teams(person: Person, asked: SearchTerms, wanted: Wanted) -> list[Found]:
    """Administrators are led to their settings; the lead, and who manages them, to what they audit and answer for."""
    people = Person.objects.filter(holding_words(asked.words, "name"), is_system=False).select_related("team")
    if not can_change_people(person):
        return _people_at_work(person, people, wanted) if words_of(asked.words) else []
    teams = Team.objects.filter(holding_words(asked.words, "name")).select_related("service")
    found = [Found(row.name, reverse("accounts:person", args=[row.pk]), _who(row)) for row in people]
    return (found + [Found(row.name, reverse("accounts:team", args=[row.pk]), str(row.service or "Team")) for row in teams])[wanted.span]


def _people_at_work(person: Person, people: QuerySet[Person], wanted: Wanted) -> list[Found]:
    if can_lead(person):
        busy = people.filter(Exists(Audit.objects.filter(auditor=OuterRef("pk"))) | Exists(Action.objects.filter(owner=OuterRef("pk"))))
        return [found for row in busy.order_by("name__folded")[wanted.span] for found in _for_the_lead(row)][
            : wanted.span.stop - wanted.span.start
        ]
    supervised = {row.pk for row in people_supervised_by(person)}
    rows = people.filter(pk__in=supervised).order_by("name__folded")[wanted.span]
    return [Found(row.name, reverse("actions:supervision", args=[row.pk]), f"{_who(row)}: actions for supervision") for row in rows]


def _for_the_lead(row: Person) -> Iterable[Found]:
    if Audit.objects.filter(auditor=row).exists():
        yield Found(row.name, reverse("audits:list", query={"auditor": row.pk}), f"{_who(row)}: audits that they wrote")
    if Action.objects.filter(owner=row).exists():
        yield Found(
            row.name,
            reverse("actions:list", query={"view": "all", "owner": row.pk, "state": "every"}),
            f"{_who(row)}: actions that they own",
        )


def _who(row: Person) -> str:
    return ", ".join(str(part) for part in (row.job_title, row.team) if part) or "No team"
