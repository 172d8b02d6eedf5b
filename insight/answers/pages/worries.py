"""What should worry a leader: the most telling few of what the portal knows, each by a rule of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from audits.calculations import is_small
from audits.optional_url import optional_url
from foundation.charts import SignalMeaning
from foundation.council.months import month_code, month_name, period_name
from insight.answers.calculations import changes_of, fallen
from insight.answers.queries.practice import PracticeShown
from insight.answers.queries.worries import LateActions, RisksTold
from insight.calculations import Share, domains_summed, in_a_row
from insight.health.calculations import HealthFigure
from insight.health.pages.words import part_words
from insight.themes.queries.counts import Repetition

from .answer import MOST_WORRIES, WHOLE, Answer, Worry
from .from_reports import FalseFactsOfReport
from .indicators import AstrayIndicator, AstrayIndicators
from .words import difference_words, months_in_words

WORRY = "What should worry me?"
MOST_NAMED = 3
RULE = (
    f"At most {MOST_WORRIES} are listed, in this order: children at risk, actions that went up, signals, what has fallen, services that "
    "were not audited, what repeats, indicators astray, sentences of drafts that are no longer so, and risks that have ended."
)
_ABOUT_RISK = (
    "Flags that a child may be at risk now, raised in audits of the months chosen. One is open until somebody has said how it ended."
)
_ABOUT_LATE = "Open actions past their due date that went up to a team manager or beyond, today."
_ABOUT_SIGNALS = "A month is a signal by the rules of the NHS’s Making data count; it is a concern where it lies the worse way."
_ABOUT_FALLEN = (
    "The later half of the months chosen beside as many before it: the 95% interval of the difference in Good or better lies below 0."
)
_ABOUT_SERVICES = "No record of it was audited in the months chosen, though practitioners work there or it was audited before."
_ABOUT_REPEATS = (
    "An area for improvement was coded to the theme in at least one audit of each of three or more months in a row, up to the latest."
)
_ABOUT_TARGETS = "The latest figure on the scorecard is on the worse side of the target that holds in its month."
_ABOUT_NEIGHBOURS = "The latest figure is worse than the statistical neighbours’ by more than a tenth; only where their year is known."
_ABOUT_FACTS = "A computed fact that was put into a draft of a report and that the figures no longer bear out."


@dataclass(frozen=True)
class WhatIsKnown:
    """Everything that is looked at; None or empty where this reader is not shown it."""

    practice: PracticeShown
    charts: Mapping[str, tuple[SignalMeaning | None, str]]
    late: LateActions
    risks: RisksTold
    services: HealthFigure
    repeated: Sequence[tuple[Repetition, str]]
    indicators: AstrayIndicators | None
    false_facts: Sequence[FalseFactsOfReport]
    query: str
    sees_all: bool
    opens_actions: bool


def worrying(known: WhatIsKnown) -> Answer:
    found = list(_every_worry(known))
    more = len(found) - MOST_WORRIES
    return Answer(
        anchor="worry",
        question=WORRY,
        headline=_headline(len(found)),
        sentences=[f"{more} more {'was' if more == 1 else 'were'} found; the file lists all of them."] if more > 0 else [],
        rules=(RULE,),
        href=f"{reverse('insight:facts')}{known.query}",
        link="All computed facts of these months, the most telling first",
        worries=found,
    )


def _headline(count: int) -> str:
    if not count:
        return "Nothing that is looked at here gives cause."
    return "One thing." if count == 1 else f"{count} things."


def _every_worry(known: WhatIsKnown) -> Iterator[Worry]:
    if known.risks.open_now:
        yield from _risks(known)
    yield from _late(known)
    yield from _signals(known)
    yield from _fallen(known)
    yield from _services(known)
    yield from _repeated(known)
    yield from _indicators(known)
    yield from _facts(known)
    if not known.risks.open_now:
        yield from _risks(known)


def _risks(known: WhatIsKnown) -> Iterator[Worry]:
    risks, scope = known.risks, known.practice.scope
    parts = (risks.told, risks.open_now, risks.told - risks.open_now)
    if not risks.told or (not known.sees_all and any(map(is_small, parts))):
        return
    flags = "1 flag that a child may be at risk now was" if risks.told == 1 else f"{risks.told} flags that a child may be at risk now were"
    still = "none is still open" if not risks.open_now else f"{risks.open_now} {'is' if risks.open_now == 1 else 'are'} still open"
    yield Worry(
        f"{flags} raised in audits of {period_name(scope.first, scope.last)}; {still}.",
        _ABOUT_RISK,
        optional_url("desk:my-work") if known.sees_all and risks.open_now else "",
        "My work",
        WHOLE,
        Share(risks.open_now, risks.told),
    )


def _late(known: WhatIsKnown) -> Iterator[Worry]:
    late = known.late
    parts = [late.overdue - late.escalated, *(count for _, count in late.by_step)]
    is_own = known.sees_all or late.of_line
    if not late.escalated or (not is_own and any(map(is_small, parts))):
        return
    steps = in_a_row([f"{count} to the {step.label.lower()}" for step, count in late.by_step])
    covers, whose = ("Your line of management", " of your line") if late.of_line else (WHOLE, "")
    sentence = f"{late.escalated} of {late.overdue} overdue actions{whose} went up: {steps}."
    yield Worry(sentence, _ABOUT_LATE, *_where_actions_are(known), covers, Share(late.escalated, late.overdue))


def _where_actions_are(known: WhatIsKnown) -> tuple[str, str]:
    if known.opens_actions:
        return f"{reverse('actions:list')}?{urlencode({'view': 'all', 'timing': 'overdue'})}", "Overdue actions"
    return f"{reverse('insight:health')}{known.query}#loop-in-time", "Actions closed in time"


def _signals(known: WhatIsKnown) -> Iterator[Worry]:
    for judgement, (meaning, words) in known.charts.items():
        if meaning == SignalMeaning.CONCERN:
            href = f"{reverse('insight:over-time')}?{urlencode({'judgement': judgement})}"
            yield Worry(f"{judgement}, Good or better: {words}", _ABOUT_SIGNALS, href, f"{judgement} over time", WHOLE)
    found = known.indicators
    if found and found.concerns:
        are = "is a signal" if len(found.concerns) == 1 else "are signals"
        counted = f"{len(found.concerns)} of {found.charted} indicators with control limits {are} of concern"
        sentence = f"{counted} in {month_name(found.month)}: {_few([each.name for each in found.concerns])}."
        share = Share(len(found.concerns), found.charted)
        yield Worry(sentence, _ABOUT_SIGNALS, *_followed_up(found, found.concerns), WHOLE, share)


def _followed_up(found: AstrayIndicators, which: Sequence[AstrayIndicator]) -> tuple[str, str]:
    """One leads to its own page, several to the scorecard that has them."""
    if len(which) == 1:
        return which[0].href, which[0].name
    return f"{reverse('performance:scorecard')}?{urlencode({'month': month_code(found.month)})}", f"Scorecard of {month_name(found.month)}"


def _fallen(known: WhatIsKnown) -> Iterator[Worry]:
    practice = known.practice
    for each in fallen(changes_of(domains_summed(practice.earlier), domains_summed(practice.later))):
        change, then, later = each.change, months_in_words(practice.earlier), months_in_words(practice.later)
        shares = f"{change.now.words} in {later}, {change.before.words} in {then}"
        sentence = f"{each.name} has fallen: Good or better {shares}; {difference_words(change)}."
        yield Worry(sentence, _ABOUT_FALLEN, f"{reverse('insight:strengths')}{known.query}", "Domain strengths", share=change.now)


def _services(known: WhatIsKnown) -> Iterator[Worry]:
    figure, scope = known.services, known.practice.scope
    missing = [part_words(figure.measure, part.name) for part in figure.parts if not part.occurs]
    if not missing or len(missing) == len(figure.parts):
        return
    counted = f"{len(missing)} of {len(figure.parts)} services had no record audited"
    sentence = f"{counted} in {period_name(scope.first, scope.last)}: {_few(missing)}."
    href = f"{reverse('insight:health')}{known.query}#services"
    yield Worry(sentence, _ABOUT_SERVICES, href, "Line of sight", WHOLE, Share(len(missing), len(figure.parts)))


def _repeated(known: WhatIsKnown) -> Iterator[Worry]:
    if not known.repeated:
        return
    longest, name = known.repeated[0]
    names = [f"{theme} ({len(found.months)} months)" for found, theme in known.repeated]
    areas = "1 area for improvement repeats" if len(names) == 1 else f"{len(names)} areas for improvement repeat"
    seen = Share(longest.seen, longest.of)
    sentence = f"{areas} month after month: {_few(names)}. {name} was seen in {seen.words} audits with findings of those months."
    yield Worry(sentence, _ABOUT_REPEATS, f"{reverse('insight:themes')}{known.query}", "Themes of findings", share=seen)


def _indicators(known: WhatIsKnown) -> Iterator[Worry]:
    found = known.indicators
    if found is None:
        return
    lots = (
        (found.missed, found.judged, "indicators with a target {are} short of it", _ABOUT_TARGETS),
        (found.behind, found.compared, "indicators with a neighbours’ figure {are} worse than it by more than a tenth", _ABOUT_NEIGHBOURS),
    )
    for astray, of, words, rule in lots:
        if astray:
            said = words.format(are="is" if len(astray) == 1 else "are")
            sentence = f"{len(astray)} of {of} {said} in {month_name(found.month)}; furthest: {_few([each.words for each in astray])}."
            yield Worry(sentence, rule, *_followed_up(found, astray), WHOLE, Share(len(astray), of))


def _facts(known: WhatIsKnown) -> Iterator[Worry]:
    for each in known.false_facts:
        sentences = "1 computed sentence is" if each.count == 1 else f"{each.count} computed sentences are"
        yield Worry(f"{sentences} no longer so in the {each.name}.", _ABOUT_FACTS, each.href, f"The {each.name}", WHOLE)


def _few(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return in_a_row([*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
