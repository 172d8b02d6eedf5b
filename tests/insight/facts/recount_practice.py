"""What is so of what follows audits and stands beside them: figures, responses, actions, voices, times."""

from collections import Counter
from statistics import median

from actions.models import Action
from audits.models import Cycle, Judgement, ReAudit
from foundation.statistics import sign_test
from insight.models import DomainIndicator
from observations.enums import FeedbackOf
from observations.models import Observation
from performance.models import Value

from .recount_grades import in_words, verdict
from .recounting import SCALE, Found, Recount, code, good, share, step


def figures(known: Recount) -> Found:
    links = list(DomainIndicator.objects.select_related("indicator", "domain").order_by("domain__position", "position"))
    values = {(row.indicator_id, row.month): row.value for row in Value.objects.filter(place=1, value__isnull=False)}
    if known.recent:
        month = known.recent[-1]
        for domain in known.domains:
            beside = [link for link in links if link.domain_id == domain and (link.indicator_id, month) in values]
            # A domain is beside its figures where it was asked at all, were it not applicable to everybody.
            held = "agreed" if known.stage[month] == "post" else "pre"
            if beside and any(row[held].get(domain) for row in known.counted(month)):
                texts = []
                for link in beside:
                    was = values.get((link.indicator_id, step(month, -1)))
                    texts.append(f"{values[link.indicator_id, month]:.1f}% in {month:%B %Y}")
                    texts.append(f", {was:.1f}% in {step(month, -1):%B %Y}" if was is not None else f"% in {month:%B %Y}")
                yield (
                    f"figures_beside-{code(month)}-d{domain}",
                    [f"{known.domains[domain]}: {in_words(known.grades(month, domain))};", *texts],
                )


def moves(known: Recount) -> Found:
    values = {(row.indicator_id, row.month): row.value for row in Value.objects.filter(place=1, value__isnull=False)}
    for month in known.recent:
        before = step(month, -1)
        if before not in known.stage or known.stage[before] != known.stage[month]:
            continue
        for link in DomainIndicator.objects.select_related("indicator"):
            was, is_now = known.grades(before, link.domain_id), known.grades(month, link.domain_id)
            one, two = values.get((link.indicator_id, before)), values.get((link.indicator_id, month))
            if not was or not is_now or None in (one, two) or one == two:
                continue
            practice = len(good(is_now)) * len(was) - len(good(was)) * len(is_now)
            figure = (two - one) * (1 if link.indicator.polarity == "higher" else -1)
            if practice:
                name = "moved_together" if (practice > 0) == (figure > 0) else "moved_apart"
                pieces = [
                    f"{share(len(good(is_now)), len(is_now))} in {known.named(month)}, ",
                    f"against {share(len(good(was)), len(was))} in {known.named(before)}",
                    f"{two:.1f}% in {month:%B %Y}, {one:.1f}% in {before:%B %Y}.",
                    f"for the {'better' if practice > 0 else 'worse'}",
                ]
                yield f"{name}-{code(month)}-d{link.domain_id}-{link.indicator.slug}", pieces


def moves_of_a_year(known: Recount) -> Found:
    """Of the months after moderation of the year up to the latest: how often a domain and a figure moved the same way, since the month
    before, and how often not.
    """
    values = {(row.indicator_id, row.month): row.value for row in Value.objects.filter(place=1, value__isnull=False)}
    latest = max((month for month in known.after if month >= known.first), default=None)
    months = [month for month in known.after if latest and step(latest, -12) <= month <= latest]
    for link in DomainIndicator.objects.select_related("indicator"):
        ways: list[bool] = []
        used: set = set()
        for month in months:
            before = step(month, -1)
            was, is_now = ([] if each not in months else known.grades(each, link.domain_id) for each in (before, month))
            one, two = values.get((link.indicator_id, before)), values.get((link.indicator_id, month))
            if was and is_now and None not in (one, two) and one != two:
                practice = len(good(is_now)) * len(was) - len(good(was)) * len(is_now)
                if practice:
                    ways.append((practice > 0) == ((two > one) == (link.indicator.polarity == "higher")))
                    used |= {before, month}
        alike, n = sum(ways), len(ways)
        if n >= 6 and sign_test(alike, n - alike) < 0.05:
            way, count = ("the same way", alike) if alike * 2 > n else ("the opposite way", n - alike)
            pieces = [f"{known.domains[link.domain_id]}: in {count} of {n} months", f"moved {way}"]
            yield f"move_alike-{code(max(used))}-d{link.domain_id}-{link.indicator.slug}", pieces


def following(known: Recount) -> Found:
    ending = f"{code(known.first)}-{code(known.last)}"
    rows = [row["audit"] for month in known.recent for row in known.by_month[month]]
    responses = [audit.response for audit in rows if hasattr(audit, "response") and audit.response.not_upheld_on is None]
    days = sorted((each.answered_on - each.audit.submitted_on).days for each in responses if each.answered_on)
    if responses and not days:
        yield f"response_times-{ending}", ["No team has responded yet", "one audit" if len(responses) == 1 else f"{len(responses)} audits"]
    elif days:
        middle = median(days)
        said = f"median {int(middle) if middle == int(middle) else middle} day{'' if middle == 1 else 's'} after submission"
        yield f"response_times-{ending}", [share(len(days), len(responses)), said, f"the longest {days[-1]} day"]
        in_time = sum(each.answered_on <= each.due for each in responses if each.answered_on)
        yield f"responses_in_time-{ending}", [share(in_time, len(days))]
    actions = [each for each in Action.objects.filter(audit__in=rows) if each.state != "withdrawn"]
    if actions:
        verified = sum(each.state in ("verified", "effective", "not_effective") for each in actions)
        yield f"actions_verified-{ending}", [share(verified, len(actions))]
        judged = [each for each in actions if each.state in ("effective", "not_effective")]
        if judged:
            yield f"actions_effective-{ending}", [share(sum(each.state == "effective" for each in judged), len(judged))]
    seen = [
        each
        for each in Observation.objects.filter(cycle__month__range=(known.first, known.last))
        if each.state not in ("planned", "cancelled")
    ]
    if seen:
        words = f"{sum(any(getattr(each, name) for name in FeedbackOf.values) for each in seen)} of them"
        yield f"observations_recorded-{ending}", [f"{len(seen)} observation", words]
    yield from observed(known, ending)
    yield from again(known, ending)


def observed(known: Recount, ending: str) -> Found:
    beside: list[str] = []
    others: list[str] = []
    for month in known.recent:
        for row in known.by_month[month]:
            grade = row["agreed"].get(None)
            if row["finished"] and grade in SCALE:
                is_observed = any(each.state != "planned" for each in row["audit"].observations.all())
                (beside if is_observed else others).append(grade)
    if min(len(beside), len(others)) >= 5:
        one, n, two, m = len(good(beside)), len(beside), len(good(others)), len(others)
        told = verdict(one, n, two, m, "there is evidence of a difference", "no evidence of a difference")
        yield f"observed_audits-{ending}", [share(one, n), share(two, m), told]


def again(known: Recount, ending: str) -> Found:
    counts: Counter[str] = Counter()
    for link in ReAudit.objects.filter(audit__cycle__month__range=(known.first, known.last)):
        grades = [Judgement.objects.filter(audit=each, domain=None, stage="agreed").first() for each in (link.earlier, link.audit)]
        done = all(each.state in ("moderated", "released") for each in (link.earlier, link.audit))
        if done and all(row and row.grade in SCALE for row in grades):
            by = SCALE.index(grades[0].grade) - SCALE.index(grades[1].grade)
            counts["better" if by > 0 else "worse" if by < 0 else "same"] += 1
    n = sum(counts.values())
    if n:
        told = "no evidence of a direction" if sign_test(counts["better"], counts["worse"]) >= 0.05 else "evidence that they"
        said = f"{counts['better']} graded better than before, {counts['same']} the same and {counts['worse']} worse"
        yield f"graded_again-{ending}", [f"Of {n} record", said, told]


def voices(known: Recount) -> Found:
    for month in known.recent:
        for voice, name in (("child", "children"), ("family", "families"), ("practitioner", "practitioners")):
            said = Counter(
                each.outcome for row in known.by_month[month] for each in row["audit"].voices.all() if each.voice == voice and each.outcome
            )
            if not said:
                continue
            others = [("declined", "declined in"), ("not_reached", "sought but not reached in"), ("not_sought", "not sought in")]
            told = [f"{words} {said[outcome]}" for outcome, words in others if said[outcome]]
            yield f"feedback_of_{name}-{code(month)}", [share(said["obtained"], sum(said.values())), *told]


def times(known: Recount) -> Found:
    for month in known.recent:
        cycle = Cycle.objects.get(month=month)
        rows = [row["audit"] for row in known.by_month[month]]
        if cycle.expected:
            more = len(rows) - cycle.expected
            told = f"{-more} missing" if more < 0 else f"{more} more than expected" if more else "none missing"
            yield f"expected_submitted-{code(month)}", [f"{len(rows)} audits submitted of {cycle.expected} expected, {told}"]
        here = [audit for audit in rows if not audit.imported]
        if here:
            yield f"submitted_in_time-{code(month)}", [share(sum(audit.submitted_on <= cycle.audits_due for audit in here), len(here))]
        done = [audit for audit in here if audit.state == "moderated"]
        if done:
            yield f"moderated_in_time-{code(month)}", [share(sum(audit.finished_on <= cycle.moderation_due for audit in done), len(done))]
            days = sorted((audit.finished_on - audit.submitted_on).days for audit in done)
            middle = median(days)
            said = f"the middle {int(middle) if middle == int(middle) else middle} day"
            yield f"days_to_moderate-{code(month)}", [f"the {len(done)} moderated audit", said, f"at the latest {days[-1]} day"]
