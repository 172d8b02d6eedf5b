"""One sentence on what the figures before and after can say, and what they cannot; its words obey the numbers."""

from foundation.council.months import period_name
from foundation.statistics import round_half_up
from insight.answers.calculations import DomainChange
from insight.answers.enums import ShareMovement
from insight.answers.pages.words import months_in_words
from insight.calculations import in_a_row
from insight.facts.fact import OVERALL
from insight.health.calculations import ENOUGH
from learning.queries.impact import ImpactShown, SampleImpact

NOT_SHOWN = "under 5"


def in_short(shown: ImpactShown) -> str:
    """What is borne out of grades and dip samples, then what no figure here can say."""
    found = [*_of_grades(shown), *(_of_sample(each) for each in shown.samples)]
    words = "; ".join(found)
    return f"{words[:1].upper()}{words[1:]}; {_limits(shown)}."


def _of_grades(shown: ImpactShown) -> list[str]:
    if shown.window.after is None or not shown.since:
        return ["it is too early to say anything of grades, since no month after it is shown after moderation yet"]
    said = []
    for movement, words in _MOVED.items():
        moved = [each for each in shown.changes if each.change.movement == movement]
        if moved:
            said.append(words.format(in_a_row([_named(each) for each in moved])))
    if shown.ungraded:
        said.append(f"nothing is graded yet in {in_a_row(list(shown.ungraded))}")
    return said


_MOVED = {
    ShareMovement.ROSE: "there is evidence that Good or better rose in {}",
    ShareMovement.FELL: "there is evidence that Good or better fell in {}",
    ShareMovement.NO_EVIDENCE: "there is no evidence of a change of Good or better in {}",
    ShareMovement.TOO_FEW: f"there are too few audits, fewer than {ENOUGH} on a side, to say anything of {{}}",
}


def _named(found: DomainChange) -> str:
    name = found.name.lower() if found.name == OVERALL else found.name
    before, now = found.change.before, found.change.now
    return f"{'the ' if found.name == OVERALL else ''}{name} ({before.count} of {before.n} before, {now.count} of {now.n} after)"


def sample_verdict(sample: SampleImpact) -> tuple[str, str]:
    """What the two waves bear out, as the dip sample's own page says it, and the colour of its tag."""
    found = sample.comparison
    if found is None:
        return ("No wave after it yet" if sample.before else "No wave before it"), "grey"
    if found.is_evidence and found.ranks_say_so:
        return ("Evidence of a rise", "green") if (found.effect or 0) > 0 else ("Evidence of a fall", "orange")
    if found.is_evidence or found.ranks_say_so:
        return "Weak evidence of a change", "grey"
    return "No evidence of a change", "grey"


def _of_sample(sample: SampleImpact) -> str:
    found, (words, _) = sample.comparison, sample_verdict(sample)
    name = sample.study.short_name.lower()
    if found is None:
        return f"{name} has {words[0].lower()}{words[1:]}"
    counts = f"Yes in {found.before.yes} of {found.before.n} before, {found.after.yes} of {found.after.n} after"
    return f"in {name} there is {words[0].lower()}{words[1:]} ({counts})"


def sample_points(sample: SampleImpact) -> str:
    """“20 points higher (95% interval −12 to +47)”; empty where there is nothing to compare."""
    found = sample.comparison
    if found is None or found.effect is None or found.interval is None:
        return ""
    low, high = (int(round_half_up(end * 100)) for end in found.interval)
    points = int(round_half_up(abs(found.effect) * 100))
    size = f"{points} point{'' if points == 1 else 's'} {'higher' if found.effect > 0 else 'lower'}" if points else "the same share"
    return f"{size} (95% interval {low} to {high})".replace("-", "−")


def _limits(shown: ImpactShown) -> str:
    others = len(shown.others)
    besides = f", and {others} other thing{'' if others == 1 else 's'} happened in the same months" if others else ""
    nothing = "" if _shows_a_change(shown) else "; that no change is shown is not evidence that nothing changed"
    return f"there is nobody to compare with whom it did not reach{besides}, so none of this says what made a change{nothing}"


def _shows_a_change(shown: ImpactShown) -> bool:
    moved = any(each.change.movement in (ShareMovement.ROSE, ShareMovement.FELL) for each in shown.changes)
    return moved or any(each.comparison and each.comparison.is_evidence and each.comparison.ranks_say_so for each in shown.samples)


def sides_in_words(shown: ImpactShown) -> tuple[str, str]:
    """The months that are compared on either side; where grades of none are shown, those that could be."""
    before = months_in_words(shown.before) if shown.before else period_name(*shown.window.before)
    if shown.since:
        return before, months_in_words(shown.since)
    return before, period_name(*shown.window.after) if shown.window.after else "no month yet"
