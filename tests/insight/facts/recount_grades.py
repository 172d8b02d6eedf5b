"""What is so of grades: runs, firsts, extremes, comparisons, what moderation did."""

import datetime
from collections import Counter, defaultdict

from foundation.statistics import fisher_exact, mean_rank_is_better, rank_sum, sign_test

from .recounting import ORDINALS, SCALE, Found, Recount, bad, bounds, code, good, share, step


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
    if not beaten:
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
