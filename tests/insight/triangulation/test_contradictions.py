"""Which sources contradict each other, held against a slow check that knows nothing of ours."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from insight.calculations import Share
from insight.triangulation.calculations import (
    Bearing,
    EvidenceSource,
    PracticeEvidence,
    SourcesSay,
    bearing_of,
    bearing_of_figure,
    contradictions,
    is_safe_to_show,
    sources_say,
)
from insight.triangulation.facts.sentences import contradiction_sentence
from insight.triangulation.facts.sources import Triangulation
from tests.shares import examples

SHARES = st.integers(0, 40).flatmap(lambda n: st.builds(Share, st.integers(0, n), st.just(n)))
OF_A_SAMPLE = [EvidenceSource.AUDITS, EvidenceSource.OBSERVATIONS, EvidenceSource.VOICES, EvidenceSource.SAMPLES]
# Of one domain, or of a theme: about itself, or about some of its domains.
OF_DOMAINS = st.sampled_from([(), (), ("Assessment",), ("Oversight",), ("Assessment", "Oversight")])
A_SHARE = st.builds(
    lambda source, share, domains: evidence(source, share, domains=domains), st.sampled_from(OF_A_SAMPLE), SHARES, OF_DOMAINS
)
A_FIGURE = st.builds(
    lambda judged, domains: evidence(EvidenceSource.FIGURES, judged=judged, domains=domains),
    st.sampled_from([Bearing.GOOD, Bearing.WEAK, Bearing.UNSAID]),
    OF_DOMAINS,
)
SOME = st.lists(A_SHARE | A_FIGURE, max_size=7)


def evidence(source: EvidenceSource, share: Share | None = None, **more) -> PracticeEvidence:
    return PracticeEvidence(source, "name", "words", good=share, **more)


def figure(judged: Bearing) -> PracticeEvidence:
    return evidence(EvidenceSource.FIGURES, judged=judged)


def side(each: PracticeEvidence) -> str:
    """By statsmodels' interval, one by one."""
    if each.good is None:
        return each.judged.value if each.judged in (Bearing.GOOD, Bearing.WEAK) else ""
    if each.good.n < 5:
        return "few"
    low, high = proportion_confint(each.good.count, each.good.n, method="wilson")
    return "good" if low > 0.5 else "weak" if high < 0.5 else "either"


def contradict(one: PracticeEvidence, other: PracticeEvidence) -> bool:
    if one.source == other.source:
        return False
    if one.domains and other.domains and not any(name in other.domains for name in one.domains):
        return False
    if one.good is None or other.good is None:
        return {side(one), side(other)} == {"good", "weak"}
    a, b = one.good, other.good
    if a.n < 5 or b.n < 5 or (2 * a.count - a.n) * (2 * b.count - b.n) >= 0:
        return False
    low, high = confint_proportions_2indep(a.count, a.n, b.count, b.n, method="newcomb", compare="diff")
    return low > 0 or high < 0


def where(one: PracticeEvidence, other: PracticeEvidence) -> str:
    """On which of a theme's domains: those of both, or of the one that is about domains."""
    names = [name for name in ("Assessment", "Oversight") if name in (*one.domains, *other.domains)]
    if one.domains and other.domains:
        names = [name for name in names if name in one.domains and name in other.domains]
    return f" on {' and '.join(names)}" if names else ""


@given(SOME)
@settings(max_examples=examples(400), deadline=None)
def test_pairs_are_those_that_a_slow_check_finds(some):
    found = contradictions(some)
    expected = {(id(one), id(other)) for at, one in enumerate(some) for other in some[at + 1 :] if contradict(one, other)}

    assert {frozenset((id(each.better), id(each.worse))) for each in found} == set(map(frozenset, expected))
    for each in found:
        one, other = each.better.good, each.worse.good
        assert one.exact > other.exact if one and other else (side(each.better), side(each.worse)) == ("good", "weak")
        if each.interval:
            slow = confint_proportions_2indep(one.count, one.n, other.count, other.n, method="newcomb", compare="diff")
            assert each.interval == pytest.approx(slow, abs=1e-9)


@given(SOME)
@settings(max_examples=examples(200), deadline=None)
def test_what_they_come_to_is_what_a_slow_check_says(some):
    pairs = [1 for one, other in product(some, some) if one is not other and contradict(one, other)]
    saying = {each.source for each in some if side(each) in ("good", "weak", "either")}
    good, weak = ({each.source for each in some if side(each) == way} for way in ("good", "weak"))
    if pairs:
        expected = SourcesSay.APART
    elif len(saying) < 2:
        expected = SourcesSay.TOO_FEW
    else:
        expected = SourcesSay.TOGETHER if (len(good) > 1 and not weak) or (len(weak) > 1 and not good) else SourcesSay.NOT_SHOWN

    assert sources_say(some, contradictions(some)) == expected


@given(SOME)
@settings(max_examples=examples(200), deadline=None)
def test_the_sentence_of_a_theme_names_each_pair_that_a_slow_check_finds_and_no_other(some):
    some = [replace(each, name=f"Evidence {at}", words=f"words {at}", note=f"note {at}") for at, each in enumerate(some)]
    pairs = [(one, other) for at, one in enumerate(some) for other in some[at + 1 :] if contradict(one, other)]
    said = contradiction_sentence(Triangulation("Drift and delay", some))

    assert said.count("contradict each other") == len(pairs)
    assert bool(said) == bool(pairs)
    assert said.startswith("Drift and delay. " if pairs else "")
    for one, other in pairs:
        labels = [str(each.source.label) for each in (one, other)]
        assert any(f"{a} and {b.lower()} contradict each other{where(one, other)}." in said for a, b in (labels, labels[::-1]))
        for each in (one, other):
            beside = f"{each.good.count} of {each.good.n} " if each.good else f"{each.name}: {each.note}"
            assert beside in said


@given(SOME, st.integers(0, 6))
@settings(max_examples=examples(100), deadline=None)
def test_what_is_withheld_says_nothing(some, at):
    hidden = evidence(EvidenceSource.VOICES, Share(40, 40), is_withheld=True)

    assert [(each.better, each.worse) for each in contradictions([*some[:at], hidden, *some[at:]])] == [
        (each.better, each.worse) for each in contradictions(some)
    ]
    assert hidden.bearing == Bearing.UNSAID


def test_nine_of_nine_and_strong_in_four_of_five_contradict_each_other():
    """None of nine audits was Good or better; four of five observations were strong: 80 points, 95% interval 28 to 96."""
    audits, observed = evidence(EvidenceSource.AUDITS, Share(0, 9)), evidence(EvidenceSource.OBSERVATIONS, Share(4, 5))
    (found,) = contradictions([audits, observed])

    assert (found.better, found.worse) == (observed, audits)
    assert [round(end, 2) for end in found.interval] == [0.28, 0.96]
    assert (audits.bearing, observed.bearing) == (Bearing.WEAK, Bearing.EITHER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Share(0, 9), Share(4, 4)),  # of four nothing is said
        (Share(6, 10), Share(10, 10)),  # both above one half
        (Share(5, 10), Share(10, 10)),  # one half is on neither side
        (Share(4, 9), Share(5, 9)),  # chance explains it
    ],
)
def test_these_do_not(one, other):
    assert contradictions([evidence(EvidenceSource.AUDITS, one), evidence(EvidenceSource.OBSERVATIONS, other)]) == []


@pytest.mark.parametrize(
    ("share", "bears_out"),
    [
        (Share(4, 4), Bearing.TOO_FEW),
        (Share(5, 5), Bearing.GOOD),
        (Share(0, 5), Bearing.WEAK),
        (Share(4, 5), Bearing.EITHER),
        (Share(0, 0), Bearing.TOO_FEW),
    ],
)
def test_a_share_bears_out_what_its_whole_interval_does(share, bears_out):
    assert bearing_of(share) == bears_out


def test_a_figure_whose_signal_and_target_differ_is_not_weighed():
    good, weak = Bearing.GOOD, Bearing.WEAK

    assert [bearing_of_figure(*said) for said in [(good, good), (weak, None), (None, good), (good, weak), (None, None)]] == [
        good,
        weak,
        good,
        Bearing.UNSAID,
        Bearing.UNSAID,
    ]


@pytest.mark.parametrize(
    ("share", "is_safe"), [(Share(5, 10), True), (Share(4, 10), False), (Share(6, 10), False), (Share(0, 5), True), (Share(0, 4), False)]
)
def test_a_wider_audience_is_shown_no_side_of_one_to_four(share, is_safe):
    assert is_safe_to_show(share) == is_safe
