"""What sources say beside each other, in sentences: where they contradict each other, and where too few say so."""

from collections.abc import Sequence

from foundation.statistics import round_half_up
from insight.calculations import in_a_row
from insight.triangulation.calculations import Contradiction, PracticeEvidence, says_something
from insight.triangulation.enums import Bearing, SourcesSay

from .sources import Triangulation, reader_of

ALL_OF_PRACTICE = "Overall judgement"


def contradiction_sentence(found: Triangulation) -> str:
    """“Management oversight and supervision. Audits of July 2023, before moderation: 9 of 9 Requires improvement. Observations of July
    2023: strong or secure in 4 of 5. … Observed practice and audits contradict each other. …” Short sentences, each of one thing; empty
    where nothing contradicts.
    """
    if not found.contradictions:
        return ""
    told = told_evidence(found)
    reasons = " ".join(map(reason_sentence, found.contradictions))
    return f"{found.domain or ALL_OF_PRACTICE}. {' '.join(map(told_words, told))} {reasons}"


def told_evidence(found: Triangulation) -> list[PracticeEvidence]:
    return [each for each in found.evidence if is_told(each)]


def is_told(evidence: PracticeEvidence) -> bool:
    """What bears something out, and figures, which always say how they moved."""
    return says_something(evidence) or (evidence.judged != Bearing.TOO_FEW and bool(evidence.row) and evidence.good is None)


def told_words(evidence: PracticeEvidence) -> str:
    return f"{evidence.name}: {evidence.words}."


def reason_sentence(found: Contradiction) -> str:
    better, worse = (str(each.source.label) for each in (found.better, found.worse))
    apart = f"{better} and {worse.lower()} contradict each other{_where(found)}. {_side(found.better)}, but {_side(found.worse)}."
    if found.interval is None:
        return apart
    low, high = (round_half_up(end * 100) for end in found.interval)
    points = round_half_up(float(_exact(found.better) - _exact(found.worse)) * 100)
    return f"{apart} They are {points} percentage points apart (95% interval {low} to {high})."


def _where(found: Contradiction) -> str:
    """Beside a theme: on which of its domains; nothing where both are about the theme itself."""
    both = [found.better.domains, found.worse.domains]
    shared = [name for name in both[0] if name in both[1]] if all(both) else [*both[0], *both[1]]
    return f" on {in_a_row(shared)}" if shared else ""


def _exact(evidence: PracticeEvidence) -> float:
    return float(evidence.good.exact) if evidence.good else 0.0


def _side(evidence: PracticeEvidence) -> str:
    """“0 of 9 (0%) Good or better”, “strong in 4 of 5 (80%)”; of a figure what it bears out."""
    if evidence.good is None:
        return f"{evidence.name}: {evidence.note.lower()}"
    return f"{evidence.good.words} {reader_of(evidence).good}"


def verdict_sentence(found: Triangulation) -> str:
    """What the sources of a practice come to, whatever that is."""
    if found.says == SourcesSay.APART:
        return " ".join(map(reason_sentence, found.contradictions))
    saying = [each for each in found.evidence if says_something(each)]
    if found.says == SourcesSay.TOO_FEW:
        which = f"only {_sources(saying).lower()} can be weighed" if saying else "no source can be weighed"
        return f"Too few to say: {which}.{_few(found.evidence)}"
    if found.says == SourcesSay.TOGETHER:
        shown = [each for each in saying if each.bearing != Bearing.EITHER]
        return f"{_sources(shown)} say the same: {shown[0].bearing.label.lower()}."
    sources = _sources(saying)
    return f"No contradiction is shown between {sources[:1].lower()}{sources[1:]}. That is not evidence that they agree."


def _sources(evidence: Sequence[PracticeEvidence]) -> str:
    names = list(dict.fromkeys(str(each.source.label) for each in evidence))
    return in_a_row([names[0], *(name.lower() for name in names[1:])]) if names else ""


def _few(evidence: Sequence[PracticeEvidence]) -> str:
    few = [each for each in evidence if each.bearing == Bearing.TOO_FEW and each.good]
    named = [f"{each.source.label.lower()} {each.good.n}" for each in few if each.good]
    return f" Of too few: {in_a_row(named)}." if named else ""
