"""Which sources on a domain contradict each other, audit by audit and answer by answer, by intervals of statsmodels."""

from itertools import combinations

from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from insight.models import DomainIndicator
from performance.models import Value
from performance.pages.signals import control_of
from studies.models import Study

from .recounting import Found, Recount, code, good, step

# A source, how much of it was good (None of a figure), what a figure bears out, and what the sentence says of it.
Said = tuple[str, tuple[int, int] | None, str, str]


def apart(known: Recount) -> Found:
    for domain in known.domains if known.recent else ():
        said = [*audits(known, domain), *samples(known, domain), *figures(known, domain)]
        if any(contradict(one, other) for one, other in combinations(said, 2)):
            key = f"sources_apart-{code(known.first)}-{code(known.last)}-d{domain}"
            yield key, [f"{known.domains[domain]}. ", *(words for _, counts, _, words in said if counts is None or counts[1] >= 5)]


def audits(known: Recount, domain: int) -> list[Said]:
    found = []
    for stage in ("post", "pre"):
        grades = [each for month in known.recent if known.stage[month] == stage for each in known.grades(month, domain)]
        if grades:
            found.append(("audits", (len(good(grades)), len(grades)), "", f"{len(grades)}"))
    return found


def samples(known: Recount, domain: int) -> list[Said]:
    found = []
    for study in Study.objects.filter(domain=domain):
        wave = study.waves.filter(drawn_on__lt=step(known.last, 1)).order_by("place").last()
        if wave and wave.drawn_on >= known.first:
            replies = [each.answers.get().reply for each in wave.records.all()]
            if replies:
                yes = replies.count("yes")
                found.append(("samples", (yes, len(replies)), "", f"Yes in {yes} of {len(replies)}"))
    return found


def figures(known: Recount, domain: int) -> list[Said]:
    found = []
    for link in DomainIndicator.objects.filter(domain=domain).select_related("indicator").order_by("position"):
        values = {row.month: row.value for row in Value.objects.filter(indicator=link.indicator, place=1, month__lte=known.last)}
        if values and max(values) >= known.first:
            control = control_of(link.indicator, values)
            meaning = control.latest_meaning.name if control.latest_meaning and control.picture else ""
            bears_out = {"IMPROVEMENT": "good", "CONCERN": "weak"}.get(meaning, "")
            found.append(("figures", None, bears_out, f"{values[max(values)]:.1f}% in {max(values):%B %Y}{moved(values)}"))
    return found


def moved(values: dict) -> str:
    """In the points that are shown, since the month before, where that has a figure."""
    last, before = max(values), step(max(values), -1)
    if before not in values:
        return ""
    points = round(values[last], 1) - round(values[before], 1)
    how = f"{'up' if points > 0 else 'down'} {abs(points):.1f}".removesuffix(".0") + " point" + ("" if abs(points) == 1 else "s")
    return f", {how if points else 'unchanged'} since {before:%B %Y}"


def contradict(one: Said, other: Said) -> bool:
    if one[0] == other[0]:
        return False
    if one[1] is None or other[1] is None:
        return {side(one), side(other)} == {"good", "weak"}
    (count, n), (others, of) = one[1], other[1]
    if min(n, of) < 5 or (2 * count - n) * (2 * others - of) >= 0:
        return False
    low, high = confint_proportions_2indep(count, n, others, of, method="newcomb", compare="diff")
    return low > 0 or high < 0


def side(said: Said) -> str:
    if said[1] is None:
        return said[2]
    if said[1][1] < 5:
        return ""
    low, high = proportion_confint(*said[1], method="wilson")
    return "good" if low > 0.5 else "weak" if high < 0.5 else ""
