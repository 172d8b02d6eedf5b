"""What is known of a theme of findings itself: what auditors wrote of it, and voices that are coded to it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse

from audits.enums import ThemeReply
from foundation.council.months import month_code, period_name
from insight.calculations import Share
from insight.triangulation.calculations import PracticeEvidence
from insight.triangulation.enums import EvidenceSource
from insight.triangulation.queries.observed import SeenOrSaid, said_on_theme, voices_of
from insight.triangulation.queries.themed import AREA, STRENGTH, AuditOnTheme, audits_on_theme, share_of_strengths, themes_in_safe_months

from .asked import WITHHELD, EvidenceAsked, PracticeSource, ThemeAsked, before, may_be_shown, rows_address

if TYPE_CHECKING:
    from insight.pages.behind import AuditsBehind

A_PART = "Not shown: voices on a theme are a part of those on its domains."
NO_DIRECTION = "None says whether its domains work well"


class FindingsOnTheme(PracticeSource):
    """Each audit once: good where the theme is in its strengths alone."""

    source = EvidenceSource.AUDITS
    good, counted = "with strengths alone", "audits"

    def read(self, asked: EvidenceAsked, *answers: Any) -> Mapping[str, Iterable[PracticeEvidence]]:
        theme = asked.theme
        now, earlier = findings_asked(asked)
        if theme is None or not now:
            return {}
        return {theme.name: [self._evidence(theme, self._shown(asked, now), self._shown(asked, earlier), asked)]}

    def _shown(self, asked: EvidenceAsked, found: list[AuditOnTheme]) -> list[AuditOnTheme]:
        return themes_in_safe_months(found) if asked.is_wider else found

    def _evidence(self, theme: ThemeAsked, now: list[AuditOnTheme], earlier: list[AuditOnTheme], asked: EvidenceAsked) -> PracticeEvidence:
        share, was = share_of_strengths(now), share_of_strengths(earlier)
        is_shown = may_be_shown(asked, share)
        return PracticeEvidence(
            self.source,
            f"Findings of {period_name(asked.scope.first, asked.scope.last)} on this theme",
            _kinds_in_words(now) if is_shown else WITHHELD,
            good=share if is_shown else None,
            before=was if is_shown and was.n and may_be_shown(asked, was) else None,
            is_withheld=not is_shown,
            theme=theme.key,
        )

    def rows(self, evidence: PracticeEvidence, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked) -> str:
        return findings_address(asked) if audits else ""


def findings_asked(asked: EvidenceAsked) -> tuple[list[AuditOnTheme], list[AuditOnTheme]]:
    """Of the months that are looked at, and of as many before."""
    if asked.theme is None:
        return [], []
    both = asked.scope.over(before(asked.scope)[0], asked.scope.last)
    found = audits_on_theme(asked.theme.key, both, [*asked.months_seen_before, *asked.months_seen])
    now = [each for each in found if each.month >= asked.scope.first]
    return now, [each for each in found if each.month < asked.scope.first]


def findings_address(asked: EvidenceAsked, **narrowed: str) -> str:
    """The list of findings behind a count; empty where it cannot be narrowed to just these."""
    scope = asked.scope
    if asked.theme is None or scope.team or scope.plan_type or scope.theme or scope.kind:
        return ""
    query = {"theme": str(asked.theme.key), "first": month_code(scope.first), "last": month_code(scope.last)}
    chosen = {"cohort": scope.cohort, "service": str(scope.service.pk) if scope.service else ""}
    return f"{reverse('audits:findings')}?{urlencode(query | {name: value for name, value in chosen.items() if value} | narrowed)}"


def _kinds_in_words(found: list[AuditOnTheme]) -> str:
    """“in 9 audits: strengths alone in 2, an area for improvement in 7, with a strength in 1 of these”."""
    areas = sum(AREA in each.kinds for each in found)
    both = sum({AREA, STRENGTH} <= each.kinds for each in found)
    audits = f"in {len(found)} audit{'' if len(found) == 1 else 's'}"
    said = f"{audits}: strengths alone in {len(found) - areas}, an area for improvement in {areas}"
    return f"{said}, with a strength in {both} of these" if both else said


class VoicesOnTheme(PracticeSource):
    """Voices that are coded to the theme, each once, by the lowest that it says of the theme's domains; of another it is not known what it
    says of the theme, so it is counted and not weighed. They are a part of the voices on these domains: no wider audience is shown them.
    """

    source = EvidenceSource.VOICES
    good, counted = "positive", "voices"

    def read(self, asked: EvidenceAsked, *answers: Any) -> Mapping[str, Iterable[PracticeEvidence]]:
        theme = asked.theme
        if theme is None:
            return {}
        months = [*asked.months_seen_before, *asked.months_seen]
        found, coded = said_on_theme(voices_of(asked.scope, months), theme.key, theme.name, theme.domains)
        now = [each for each in found if each.month >= asked.scope.first]
        earlier = [each for each in found if each.month < asked.scope.first]
        many = sum(month >= asked.scope.first for month in coded)
        return {theme.name: [self._evidence(theme, _share(theme, now), _share(theme, earlier), many, asked)]} if many else {}

    def _evidence(self, theme: ThemeAsked, share: Share, was: Share, coded: int, asked: EvidenceAsked) -> PracticeEvidence:
        is_weighed = share.n > 0 and not asked.is_wider
        return PracticeEvidence(
            self.source,
            f"Voices of {period_name(asked.scope.first, asked.scope.last)} coded to this theme",
            A_PART if asked.is_wider else _voices_in_words(share, coded),
            good=share if is_weighed else None,
            before=was if is_weighed and was.n else None,
            note="" if asked.is_wider or share.n else NO_DIRECTION,
            is_withheld=asked.is_wider,
            theme=theme.key,
        )

    def rows(self, evidence: PracticeEvidence, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked) -> str:
        return rows_address(self.source, str(evidence.theme), audits, asked, "finding_theme") if evidence.good else ""


def _share(theme: ThemeAsked, found: list[SeenOrSaid]) -> Share:
    return Share(sum(each.lowest[theme.name] == ThemeReply.YES for each in found), len(found))


def _voices_in_words(share: Share, coded: int) -> str:
    if not share.n:
        return f"{coded} coded to it"
    beside = f"; {coded - share.n} more not weighed" if coded > share.n else ""
    return f"positive in {share.count} of {share.n}{beside}"
