"""What was observed of practice, and said of it: each observation and each voice once for each domain."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from audits.enums import CountedBy, ThemeReply
from audits.tool.queries import domain_lines, domains_by_name
from foundation.accounts.models import Person
from foundation.lookups.read_once import read_once
from foundation.lookups.read_together import ListQuestion
from insight.calculations import Share
from insight.queries.counted import Scope
from insight.triangulation.calculations import is_safe_to_show
from observations.enums import ObservedGrade
from observations.models import AreaSeen, Observation
from observations.querysets import ObservationQuerySet
from performance.querysets import released
from voices.enums import GROUP_OF, VoiceGroup, VoiceSource
from voices.models import VoiceAnswer, VoiceCode, VoiceDomain, VoiceRecord
from voices.querysets import VoiceQuerySet

Months = Collection[datetime.date]
SCALE = list(ObservedGrade)
GOOD_GRADES = (ObservedGrade.STRONG, ObservedGrade.SECURE)
REPLIES = list(ThemeReply)


@dataclass(frozen=True)
class SeenOrSaid:
    """One observation or voice by its number: of its domains, by their newest names, the lowest that was said."""

    number: int
    month: datetime.date
    lowest: dict[str, str]
    group: VoiceGroup | None = None


def of_scope(scope: Scope, *audits: str) -> Q | None:
    """Of observations and voices: by their team, and by the cohort, the plan type and the month's theme of the audit of the same record.

    `audits` lead to that audit. None where they cannot be narrowed so: audits that are counted apart are no month's.
    """
    if scope.other_kind or CountedBy.KIND in scope.parts:
        return None
    found = Q(team__in=list(map(int, scope.parts[CountedBy.TEAM]))) if CountedBy.TEAM in scope.parts else Q()
    for name, value in (("cohort", scope.cohort), ("plan_type", str(scope.plan_type)), ("cycle__theme", scope.theme)):
        if value:
            found &= reduce(or_, (Q(**{f"{audit}__{name}": value}) for audit in audits))
    return found


def observations_of(scope: Scope, months: Months) -> ObservationQuerySet:
    part = of_scope(scope, "audit")
    rows = Observation.objects.recorded().filter(released(), month__in=list(months))
    return rows.none() if part is None else rows.filter(part)


def voices_of(scope: Scope, months: Months) -> VoiceQuerySet:
    part = of_scope(scope, "audit", "observation__audit")
    rows = VoiceRecord.objects.obtained().filter(released(), month__in=list(months))
    return rows.none() if part is None else rows.filter(part)


def observed(rows: ObservationQuerySet) -> list[SeenOrSaid]:
    """What their observers graded: the area of a domain by the lowest of its grades."""
    question = asked_of_observed(rows)
    return question.answer(question.rows)


def asked_of_observed(rows: ObservationQuerySet) -> ListQuestion[list[SeenOrSaid]]:
    seen = AreaSeen.objects.filter(observation__in=rows.order_by().values("pk")).exclude(grade="").exclude(area__domain=None).order_by()
    return ListQuestion(seen.values_list("observation", "observation__month", "area__domain", "grade"), _lowest_seen)


def _lowest_seen(rows: Iterable[Any]) -> list[SeenOrSaid]:
    lines = domain_lines()
    found: dict[int, SeenOrSaid] = {}
    for number, month, domain, grade in rows:
        if domain in lines:
            _keep_lowest(found.setdefault(number, SeenOrSaid(number, month, {})).lowest, lines[domain].name, grade, SCALE)
    return list(found.values())


def said(rows: VoiceQuerySet) -> list[SeenOrSaid]:
    """What they replied to questions on a domain, and what their words were coded to say of it, by the lowest of each."""
    question = asked_of_said(rows)
    return question.answer(question.rows)


def asked_of_said(rows: VoiceQuerySet) -> ListQuestion[list[SeenOrSaid]]:
    answers = VoiceAnswer.objects.filter(voice__in=rows.order_by().values("pk")).exclude(reply="").exclude(question__domain_name="")
    coded = VoiceDomain.objects.filter(voice__in=rows.order_by().values("pk")).exclude(says="").order_by()
    of_voice = ("voice", "voice__month", "voice__source")
    replied = answers.order_by().values_list(*of_voice, "question__domain_name", "reply")
    return ListQuestion(replied.union(coded.values_list(*of_voice, "domain_name", "says"), all=True), _lowest_said)


def _lowest_said(rows: Iterable[Any]) -> list[SeenOrSaid]:
    names = _newest_names()
    found: dict[int, SeenOrSaid] = {}
    for number, month, source, domain, reply in rows:
        one = found.setdefault(number, SeenOrSaid(number, month, {}, GROUP_OF[VoiceSource(source)]))
        _keep_lowest(one.lowest, names.get(domain, domain), reply, REPLIES)
    return list(found.values())


def said_on_theme(rows: VoiceQuerySet, theme: int, name: str, domains: Collection[str]) -> tuple[list[SeenOrSaid], list[datetime.date]]:
    """Of the voices coded to a theme those that say something of its `domains`, by the lowest of it under the theme's `name`; and the
    month of each that is coded to it.
    """
    of_theme = Q(theme=theme) | Q(theme__merged_into=theme)
    codes = VoiceCode.objects.filter(of_theme, voice__in=rows.order_by().values("pk")).order_by()
    coded = dict(codes.values_list("voice", "voice__month"))
    found = []
    for each in said(rows.filter(pk__in=coded)) if coded else ():
        values = [each.lowest[domain] for domain in domains if domain in each.lowest]
        if values:
            lowest: dict[str, str] = {}
            for value in values:
                _keep_lowest(lowest, name, value, REPLIES)
            found.append(replace(each, lowest=lowest))
    return found, list(coded.values())


def _keep_lowest(lowest: dict[str, str], domain: str, value: str, scale: Sequence[str]) -> None:
    lowest[domain] = max(lowest.get(domain, value), value, key=scale.index)


def _newest_names() -> dict[str, str]:
    """Of each name that a domain had, the newest of its line."""
    own = read_once(domains_by_name, domains_by_name)
    return {own[pk].name: line.name for pk, line in domain_lines().items()}


def by_domain(found: Iterable[SeenOrSaid]) -> Iterator[tuple[str, Counter[str], set[VoiceGroup]]]:
    """Each domain with how often each of the values was its lowest, and which groups said something."""
    counts: dict[str, Counter[str]] = {}
    groups: dict[str, set[VoiceGroup]] = {}
    for each in found:
        for domain, value in each.lowest.items():
            counts.setdefault(domain, Counter())[value] += 1
            groups.setdefault(domain, set()).update({each.group} if each.group else ())
    yield from ((domain, counter, groups[domain]) for domain, counter in counts.items())


def in_safe_months(found: Iterable[SeenOrSaid], good: Collection[str]) -> list[SeenOrSaid]:
    """What a wider audience may be told of: of a domain no month in which so few would give somebody away, so that no two periods differ
    by such a month. What is left is the same rows without those domains.
    """
    rows = list(found)
    shares: dict[tuple[str, datetime.date], list[bool]] = {}
    for each in rows:
        for domain, value in each.lowest.items():
            shares.setdefault((domain, each.month), []).append(value in good)
    safe = {place for place, said_good in shares.items() if is_safe_to_show(Share(sum(said_good), len(said_good)))}
    return [replace(each, lowest={domain: value for domain, value in each.lowest.items() if (domain, each.month) in safe}) for each in rows]


def visible_rows(person: Person, rows: ObservationQuerySet | VoiceQuerySet) -> Collection[int]:
    """Which of them this person may open."""
    return set(rows.visible_to(person).order_by().values_list("pk", flat=True))
