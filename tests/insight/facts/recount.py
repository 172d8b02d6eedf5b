"""What is so, counted audit by audit: written apart from the portal's own counting, slowly and plainly.

`expected` has, for each fact that there should be, its key and all that its sentence claims, piece by piece: every piece is a part of the
sentence, and together they are the numbers, months and verdicts in it.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import median

from actions.models import Action
from audits.models import Audit, Cycle, Domain, Judgement, ReAudit
from foundation.statistics import fisher_exact, mean_rank_is_better, rank_sum, sign_test, wilson_interval
from insight.models import DomainIndicator
from observations.models import Observation
from performance.models import Value

SCALE = ["O", "G", "RI", "I"]
ORDINALS = [
    "x",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "13th",
    "14th",
    "15th",
    "16th",
]
Pieces = tuple[str, ...]


class Recount:
    """All audits as they stand, by month; `domains` by their keys, with None for the overall judgement."""

    def __init__(self, first: datetime.date, last: datetime.date):
        self.first, self.last = first, last
        self.domains = {row.pk: row.name for row in Domain.objects.all()}
        self.by_month: dict[datetime.date, list[dict]] = defaultdict(list)
        for audit in Audit.objects.filter(cycle__month__lte=last).select_related("cycle").order_by("pk"):
            if audit.state != "withdrawn" and audit.submitted_on:
                self.by_month[audit.cycle.month].append(self.read(audit))
        self.stage = {month: "post" if self.is_after(month) else "pre" for month in sorted(self.by_month)}
        self.months = list(self.stage)
        self.recent = [month for month in self.months if month >= first]
        self.after = [month for month in self.months if self.stage[month] == "post"]

    def read(self, audit: Audit) -> dict:
        grades = {stage: {row.domain_id: row.grade for row in audit.judgements.filter(stage=stage)} for stage in ("pre", "agreed")}
        was_agreed = any(each.state in ("moderated", "released") for each in audit.versions.all())
        return {"audit": audit, "finished": audit.state in ("moderated", "released"), "was_agreed": was_agreed, **grades}

    def is_after(self, month: datetime.date) -> bool:
        rows = self.by_month[month]
        never = [row for row in rows if not row["finished"] and not row["was_agreed"]]
        return any(row["finished"] for row in rows) and (Cycle.objects.get(month=month).settled_on is not None or not never)

    def counted(self, month: datetime.date) -> list[dict]:
        rows = self.by_month[month]
        return [row for row in rows if row["finished"]] if self.stage[month] == "post" else rows

    def grades(self, month: datetime.date, domain: int | None) -> list[str]:
        """Of the audits by which the month is shown, in a domain, not applicable left out."""
        held = "agreed" if self.stage[month] == "post" else "pre"
        return [grade for row in self.counted(month) if (grade := row[held].get(domain)) in SCALE]

    def named(self, month: datetime.date) -> str:
        return f"{month:%B %Y}, {self.stage_words(month)}"

    def stage_words(self, month: datetime.date) -> str:
        if self.stage[month] == "pre":
            return "before moderation"
        left = len(self.by_month[month]) - len(self.counted(month))
        return f"after moderation ({len(self.counted(month))} agreed, {self.left_out(month)})" if left else "after moderation"

    def left_out(self, month: datetime.date) -> str:
        counts: Counter[str] = Counter()
        for row in self.by_month[month]:
            if not row["finished"]:
                counts["opened again" if row["audit"].state == "in_progress" else "waiting for moderation"] += 1
        return ", ".join(f"{counts[name]} {name}" for name in ("opened again", "waiting for moderation") if counts[name])

    def graded_domains(self, month: datetime.date) -> list[int]:
        return [domain for domain in self.domains if self.grades(month, domain)]


def good(grades: list[str]) -> list[str]:
    return [grade for grade in grades if grade in ("O", "G")]


def bad(grades: list[str]) -> list[str]:
    return [grade for grade in grades if grade == "I"]


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({int(part * 100 / whole + 0.5)}%)"


def bounds(part: int, whole: int) -> tuple[int, int]:
    low, high = wilson_interval(part, whole)
    return int(low * 100 + 0.5), int(high * 100 + 0.5)


def code(month: datetime.date) -> str:
    return f"{month:%Y-%m}"


def step(month: datetime.date, by: int) -> datetime.date:
    at = month.year * 12 + month.month - 1 + by
    return datetime.date(at // 12, at % 12 + 1, 1)


def expected(first: datetime.date, last: datetime.date) -> dict[str, Pieces]:
    known = Recount(first, last)
    found: dict[str, Pieces] = {}
    for part in (runs, firsts, of_months, extremes, comparisons, halves, moderation, figures, moves, following, voices, times):
        for key, pieces in part(known):
            assert key not in found, key
            found[key] = tuple(pieces)
    return found


Found = Iterator[tuple[str, list[str]]]


def runs(known: Recount) -> Found:
    tests = [
        ("consecutive_good", None, 2, lambda grades: bool(good(grades))),
        ("consecutive_without_inadequate", None, 2, lambda grades: bool(grades) and not bad(grades)),
        ("consecutive_inadequate", None, 3, lambda grades: bool(bad(grades))),
        *(("consecutive_without_good", domain, 3, lambda grades: bool(grades) and not good(grades)) for domain in known.domains),
    ]
    for name, domain, fewest, is_so in tests:
        for month in known.recent:
            length, at = 0, month
            while at in known.after and is_so(known.grades(at, domain)):
                length, at = length + 1, step(at, -1)
            if length < fewest:
                continue
            n = len(known.grades(month, domain))
            pieces = [f"{month:%B %Y} is the {ORDINALS[length]} consecutive month"]
            if name == "consecutive_good":
                pieces.append(f"{share(len(good(known.grades(month, None))), n)}.")
            elif name == "consecutive_inadequate":
                pieces.append(f"{share(len(bad(known.grades(month, None))), n)}.")
            else:
                pieces.append(f"(0 of {n} in {month:%B %Y}; the true rate could be up to {bounds(0, n)[1]}%)")
            yield f"{name}-{code(month)}" + (f"-d{domain}" if domain else ""), pieces


def firsts(known: Recount) -> Found:
    for month in known.recent:
        before = [each for each in known.months if each < month]
        for domain in [None, *known.domains]:
            grades = known.grades(month, domain)
            ending = f"{code(month)}" + (f"-d{domain}" if domain else "")
            n, first = len(grades), grades.count("O")
            if first and not any("O" in known.grades(each, domain) for each in before):
                name = "first_outstanding" if domain else "first_outstanding_overall"
                words = "first Outstanding ever" if first == 1 else "first Outstanding grades ever"
                yield (
                    f"{name}-{ending}",
                    [words, f"{share(first, n)} {known.stage_words(month)}", f"further {share(grades.count('G'), n)} Good"],
                )
            yield from first_good(known, month, domain, ending)
            asked = [each for each in before if known.grades(each, domain)]
            if grades and not bad(grades) and asked and bad(known.grades(asked[-1], domain)):
                clear = [each for each in asked if not bad(known.grades(each, domain))]
                was = known.grades(asked[-1], domain)
                pieces = [
                    f"no audit of {known.named(month)}, was",
                    f"0 of {n}; the true rate could be up to {bounds(0, n)[1]}%",
                    f"against {share(len(bad(was)), len(was))} in {known.named(asked[-1])}.",
                ]
                if clear:
                    pieces.append(f"The last month without one was {clear[-1]:%B %Y}.")
                elif len(asked) > 1:
                    gaps = len(asked) < (asked[-1].year - asked[0].year) * 12 + asked[-1].month - asked[0].month + 1
                    pieces.append(f"Every month since {asked[0]:%B %Y}{' in which it was graded' if gaps else ''} had at least one.")
                yield f"no_inadequate_{'' if domain else 'overall_'}after_some-{ending}", pieces


def first_good(known: Recount, month: datetime.date, domain: int | None, ending: str) -> Found:
    grades = known.grades(month, domain)
    if known.stage[month] != "post" or not good(grades):
        return
    without, since = 0, None
    for each in reversed([each for each in known.after if each < month and known.grades(each, domain)]):
        if good(known.grades(each, domain)):
            since = each
            break
        without, earliest = without + 1, each
    if without >= 3:
        words = f"since {since:%B %Y}" if since else f"since records began in {earliest:%B %Y}"
        yield f"first_good-{ending}", [share(len(good(grades)), len(grades)), known.named(month), f"the first after moderation {words}."]


def in_words(grades: list[str]) -> str:
    words = dict(zip(SCALE, ("Outstanding", "Good", "Requires improvement to be good", "Inadequate"), strict=True))
    given = [f"{grades.count(grade)} {words[grade]}" for grade in SCALE if grade in grades]
    if len(given) == 1:
        return f"{len(grades)} of {len(grades)} {words[grades[0]]}"
    return f"{', '.join(given)} (n = {len(grades)})" if given else "none graded"


def of_months(known: Recount) -> Found:
    for month in known.recent:
        if known.stage[month] == "post" and known.left_out(month):
            yield (
                f"left_out-{code(month)}",
                [f"{len(known.counted(month))} of {len(known.by_month[month])}: {known.left_out(month)}, not counted until agreed"],
            )
        for domain in [None, *known.domains]:
            grades, ending = known.grades(month, domain), code(month) + (f"-d{domain}" if domain else "")
            n, overall = len(grades), "" if domain else "_overall"
            if n > 1 and len(set(grades)) == 1:
                every = len(known.counted(month))
                of = f"all {n} audits of" if n >= every else f"all {n} of the {every} audits of"
                yield (
                    f"all_one_grade{overall}-{ending}",
                    [of, known.named(month), f"({n} of {n}; the true rate could be as low as {bounds(n, n)[0]}%)"],
                )
            earlier = [each for each in known.months if each < month and known.grades(each, domain)]
            if n and not bad(grades) and len(set(grades)) > 1 and not (earlier and bad(known.grades(earlier[-1], domain))):
                yield (
                    f"none_inadequate{overall}-{ending}",
                    [f"no audit of {known.named(month)}, was", f"(0 of {n}; the true rate could be up to {bounds(0, n)[1]}%)"],
                )
        yield from ranking(known, month)


def ranking(known: Recount, month: datetime.date) -> Found:
    counts = {domain: [known.grades(month, domain).count(grade) for grade in SCALE] for domain in known.graded_domains(month)}
    better = {
        one: [two for two in counts if rank_sum(counts[one], counts[two]) < 0.05 and mean_rank_is_better(counts[one], counts[two])]
        for one in counts
    }
    beaten = {two for beats in better.values() for two in beats}
    places = {one: sum(one in beats for beats in better.values()) for one in counts}
    if len(set(places.values())) < 2:
        return
    told = [f"{known.named(month)}. Strongest: "]
    for one in counts:
        if (better[one] and one not in beaten) or (one in beaten and not better[one]):
            grades = known.grades(month, one)
            told += [known.domains[one], share(len(good(grades)), len(grades)), f"{share(len(bad(grades)), len(grades))} Inadequate"]
    neither = sorted(known.domains[one] for one in counts if not better[one] and one not in beaten)
    yield f"ranking-{code(month)}", [*told, *neither]


def extremes(known: Recount) -> Found:
    for month in known.recent:
        if known.stage[month] != "post":
            continue
        for domain in [None, *known.domains]:
            grades = known.grades(month, domain)
            if not grades:
                continue
            ratio = len(good(grades)) / len(grades)
            others = {
                each: len(good(known.grades(each, domain))) / len(known.grades(each, domain))
                for each in known.after
                if each < month and known.grades(each, domain)
            }
            year = {each: value for each, value in others.items() if each > step(month, -12)}
            ending = code(month) + (f"-d{domain}" if domain else "")
            for word, sign in (("highest", 1), ("lowest", -1)):
                since = [each for each, value in others.items() if value * sign >= ratio * sign]
                passed = [each for each in others if not since or each > since[-1]]
                tells_since = domain is None and len(passed) >= 3
                if tells_since:
                    pieces = [share(len(good(grades)), len(grades)), known.named(month), f"the {word} share after moderation"]
                    was = known.grades(since[-1], None) if since else []
                    begun = f"since records began in {min(others):%B %Y}." if not since else ""
                    pieces.append(begun or f"since {since[-1]:%B %Y} ({share(len(good(was)), len(was))}).")
                    yield f"{word}_since-{ending}", pieces
                elif len(year) >= 5 and all(value * sign < ratio * sign for value in year.values()):
                    following = max(each for each, value in year.items() if value * sign == max(held * sign for held in year.values()))
                    then = known.grades(following, domain)
                    yield (
                        f"{word}_in_year-{ending}",
                        [
                            f"{share(len(good(grades)), len(grades))} in {known.named(month)}, ",
                            f"the {word} share of the {len(year) + 1} months",
                            f"since {min(year):%B %Y}; the next is {share(len(good(then)), len(then))} in {following:%B %Y}.",
                        ],
                    )


def comparisons(known: Recount) -> Found:
    for earlier, later in zip(known.recent, known.recent[1:], strict=False):
        (one, n), (two, m) = ((len(bad(known.grades(month, None))), len(known.grades(month, None))) for month in (earlier, later))
        pieces = [
            f"{share(one, n) if n else 'none graded'} in {known.named(earlier)}",
            f"{share(two, m) if m else 'none graded'} in {known.named(later)}",
            verdict(one, n, two, m, "there is evidence of a difference", "no evidence of a difference"),
        ]
        yield f"inadequate_compared-{code(earlier)}-{code(later)}", pieces


def verdict(one: int, n: int, two: int, m: int, shown: str, not_shown: str) -> str:
    return shown if fisher_exact(one, n - one, two, m - two) < 0.05 else not_shown


def halves(known: Recount) -> Found:
    latest = max((month for month in known.after if month >= known.first), default=None)
    if latest is None:
        return
    for name, length, fewest, which in (
        ("good_by_quarter", 3, 20, good),
        ("inadequate_by_quarter", 3, 20, bad),
        ("good_by_year", 12, 30, good),
    ):
        early, late = (pooled(known, None, step(latest, end - length), step(latest, end)) for end in (-length, 0))
        if min(len(early), len(late)) < fewest:
            continue
        one, two = len(which(early)), len(which(late))
        way = "a rise" if two / len(late) > one / len(early) else "a fall"
        told = verdict(one, len(early), two, len(late), f"there is evidence of {way}", "no evidence of a change")
        yield f"{name}-{code(latest)}", [share(one, len(early)), share(two, len(late)), told]
    yield from domains_by_quarter(known, latest)


def pooled(known: Recount, domain: int | None, after: datetime.date, until: datetime.date) -> list[str]:
    return [grade for month in known.after if after < month <= until for grade in known.grades(month, domain)]


def domains_by_quarter(known: Recount, latest: datetime.date) -> Found:
    compared, changed = [], False
    for domain in known.domains:
        early, late = pooled(known, domain, step(latest, -6), step(latest, -3)), pooled(known, domain, step(latest, -3), latest)
        if min(len(early), len(late)) < 20:
            continue
        compared.append(known.domains[domain])
        one, two = ([part.count(grade) for grade in SCALE] for part in (early, late))
        if rank_sum(one, two) < 0.05:
            changed = True
            way = "better" if mean_rank_is_better(two, one) else "worse"
            pieces = [f" are {way} than", share(len(good(late)), len(late)), f"before {share(len(good(early)), len(early))}"]
            yield f"domain_by_quarter-{code(latest)}-d{domain}", pieces
    if compared and not changed:
        yield f"no_domain_changed-{code(latest)}", ["No evidence", *compared]


def moved_by_moderation(known: Recount) -> dict[tuple[datetime.date, int | None], Counter]:
    moved: dict[tuple[datetime.date, int | None], Counter] = defaultdict(Counter)
    for month in known.recent:
        for row in [row for row in known.by_month[month] if row["audit"].state == "moderated"]:
            for domain in [None, *known.domains]:
                was, is_now = row["pre"].get(domain), row["agreed"].get(domain)
                if was in SCALE and is_now in SCALE:
                    by = SCALE.index(was) - SCALE.index(is_now)
                    moved[month, domain]["up" if by > 0 else "down" if by < 0 else "same"] += 1
    return moved


def moderation(known: Recount) -> Found:
    moved = moved_by_moderation(known)
    for domain in [None, *known.domains]:
        total = sum((counts for (_, about), counts in moved.items() if about == domain), Counter())
        n, p = sum(total.values()), sign_test(total["up"], total["down"])
        pieces = [f"raised {total['up']}, lowered {total['down']} and left {total['same']} of {n} grades"]
        ending = f"{code(known.first)}-{code(known.last)}"
        if n >= 5 and domain is None and total["up"] + total["down"]:
            way = "raises" if total["up"] > total["down"] else "lowers"
            yield f"moderation_overall-{ending}", [*pieces, f"it {way} them" if p < 0.05 else "no evidence that it moves them one way"]
        elif n >= 5 and domain is not None and p < 0.05:
            yield f"moderation_domain-{ending}-d{domain}", pieces
    for (month, domain), counts in moved.items():
        if domain is None and counts["same"] >= 5 and not counts["up"] + counts["down"]:
            yield f"moderation_changed_nothing-{code(month)}", [f"none of the {counts['same']} overall judgements of {month:%B %Y}"]


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
    seen = [each for each in Observation.objects.filter(cycle__month__range=(known.first, known.last)) if each.state != "planned"]
    if seen:
        words = f"{sum(bool(each.family_feedback) for each in seen)} of them"
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
