"""Claims about how many of how many: “nine of fourteen”, “every audit”, “a third”, “43%”."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .numbers import COUNT, as_count
from .sentences import clause_around, is_elsewhere, is_hedged, is_of_a_part, months_in

NOUN = r"(?:audits?|records?|case files?|judgements?|cases)"
_OF = re.compile(rf"\b({COUNT}) (?:out )?of (?:the |our |all )?({COUNT})\b", re.IGNORECASE)
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent\b)", re.IGNORECASE)
_FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "two thirds": 2 / 3, "three quarters": 3 / 4, "two fifths": 2 / 5,
    "three fifths": 3 / 5, "four fifths": 4 / 5,
}  # fmt: skip
_FRACTION = re.compile(
    rf"\b(?:(?:an? |one )?(half|third|quarter|fifth)|(two[- ]thirds|three[- ]quarters|two[- ]fifths|three[- ]fifths|four[- ]fifths))"
    rf" (?:of )?(?:the |our |all )?(?:\w+[’']?s? )?{NOUN}\b",
    re.IGNORECASE,
)
_MOST = re.compile(rf"\b(most|the majority|a majority|a minority)(?: of)?(?: the| our)?(?: \w+[’']?s?)? {NOUN}\b", re.IGNORECASE)
_EVERY = re.compile(rf"\b(?:every|each|all(?: of)?(?: the| our)?(?: \w+)?) {NOUN}\b", re.IGNORECASE)
_NONE = re.compile(rf"\b(?:none|no {NOUN})\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|some|approximately|close to|just (?:over|under|above|below))\s+(?:an? |one )?$", re.IGNORECASE
)
_OVER = re.compile(r"\b(?:over|more than|above|at least|exceed(?:s|ed)?)\s+(?:an? |one )?$", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:under|less than|fewer than|below|at most|up to)\s+(?:an? |one )?$", re.IGNORECASE)
_JOINED = re.compile(r"^\s*(?:or|and|/)\s+(?:is |are |was |were |to be |judged |graded |only )*$", re.IGNORECASE)
_FIRST = re.compile(r"(?:Of|Among|For|With|Where) ", re.IGNORECASE)
# A word for several grades: all below the best two.
_STRONG = 2
_WEAK = re.compile(r"\b(?:weak(?:er)?|less than good|below good|not (?:yet )?good)\b", re.IGNORECASE)
NEAR, ROUGHLY = 0.05, 0.09


@dataclass(frozen=True)
class CountTable:
    """One table of counts: of a month, by its name as people write it (“July 2023”), and of what was judged.

    `counts` is in the order of the scale, best first; `names` words what is counted and `patterns` says by which words a text names it
    (none where everything said beside the table is about it). `is_main` of the table that a sentence means which names no other.
    """

    month: str
    judged: str
    counts: Mapping[str, int]
    names: Mapping[str, str]
    patterns: Mapping[str, str]
    is_main: bool = True

    @property
    def n(self) -> int:
        return sum(self.counts.values())

    @property
    def name(self) -> str:
        return f"{self.month}, {self.judged}"

    @property
    def shown(self) -> str:
        counted = ", ".join(f"{self.names[each]} {count}" for each, count in self.counts.items() if count)
        return f"{self.name}: {counted or 'nothing'}"

    def of(self, kinds: Collection[str]) -> int:
        return sum(self.counts.get(kind, 0) for kind in kinds)


# A phrase, whether it holds (None where nobody can tell), and the tables that it is about.
Found = tuple[str, bool | None, Sequence[CountTable]]
Holds = Callable[[CountTable, Collection[str]], bool]


def counted_claims(sentence: str, tallies: Sequence[CountTable], context: str = "") -> Iterator[Found]:
    """`context` is what was said just before it: a sentence may go on about what that named."""
    groups: dict[tuple[str, ...], list[CountTable]] = {}
    for table in tallies:
        groups.setdefault(tuple(table.patterns), []).append(table)
    for group in groups.values():
        if scope := _spoken_of(sentence, group, context):
            yield from _of_group(sentence, scope)


def _of_group(sentence: str, scope: Sequence[CountTable]) -> Iterator[Found]:
    patterns = scope[0].patterns
    for claim in _claims(sentence):
        clause = clause_around(sentence, claim.start, claim.end)
        said = clause.replace(claim.phrase, "", 1)
        kinds = kinds_in(sentence, claim.start, claim.end, patterns)
        # Beside a table that everything is about, only a count of so many is sure to be of it.
        is_about_it = bool(kinds) if patterns else claim.of is not None
        # “Of those read again, none …”: what comes first holds for all that follows.
        whole = said if _FIRST.match(sentence) is None else sentence.replace(claim.phrase, "", 1)
        if is_about_it and not is_hedged(said) and not is_of_a_part(whole):
            yield _judge(claim, scope, kinds, is_of_audits=bool(re.search(rf"\b{NOUN}\b", clause, re.IGNORECASE)))


def _judge(claim: "_Said", scope: Sequence[CountTable], kinds: Collection[str], *, is_of_audits: bool) -> Found:
    """A count of n is about tables of n; where no table has n, it is wrong only of audits of one named table. What is said of audits,
    of all or of none is about the main table unless another is named; “nine of fourteen” alone may go on about any.
    """
    main = _main_of(scope)
    read = _read_by(claim, scope, main, is_of_audits=is_of_audits)
    if not read:
        is_sure = is_of_audits and bool(kinds) and len(main) == 1
        return claim.phrase, False if is_sure else None, main
    borne = [table for table in read if claim.holds(table, kinds)]
    return claim.phrase, bool(borne), _main_of(borne or read) or borne or read


def _read_by(claim: "_Said", scope: Sequence[CountTable], main: list[CountTable], *, is_of_audits: bool) -> list[CountTable]:
    of_main = bool(main) and (claim.is_of_all or is_of_audits)
    return [table for table in (main if of_main else scope) if table.n and claim.of in (None, table.n)]


def _main_of(tables: Sequence[CountTable]) -> list[CountTable]:
    return [table for table in tables if table.is_main and table.n]


def _spoken_of(sentence: str, tallies: Sequence[CountTable], context: str) -> list[CountTable]:
    """Those of the months that the sentence names, or all; of them the ones of what it, or what was said before it, names."""
    if is_elsewhere(sentence, [table.month for table in tallies]):
        return []
    named = months_in(sentence) or months_in(context) & {table.month.split()[0] for table in tallies}
    of_months = [table for table in tallies if not named or table.month.split()[0] in named]
    return _judged_in(sentence, of_months) or _judged_in(context, of_months) or of_months


def _judged_in(text: str, tallies: Sequence[CountTable]) -> list[CountTable]:
    """Those that it names, by their first two words."""
    folded = text.casefold()
    return [each for each in tallies if not each.is_main and " ".join(each.judged.casefold().replace(",", "").split()[:2]) in folded]


@dataclass(frozen=True)
class _Said:
    """One claim: how a table bears it out, of how many it is where it says so, and whether it is said of all or of none."""

    phrase: str
    start: int
    end: int
    holds: Holds
    of: int | None = None
    is_of_all: bool = False


def _claims(sentence: str) -> Iterator[_Said]:
    for match in _OF.finditer(sentence):
        yield _said(match, _is_count(as_count(match[1])), of=as_count(match[2]))
    for match in _PERCENT.finditer(sentence):
        yield _said(match, _is_share(float(match[1]) / 100, sentence[: match.start()], _rounding(match[1])))
    for match in _FRACTION.finditer(sentence):
        share = _FRACTIONS[(match[1] or match[2]).lower().replace("-", " ")]
        yield _said(match, _is_share(share, sentence[: match.start()], NEAR))
    for match in _MOST.finditer(sentence):
        yield _said(match, _is_most if match[1].lower() != "a minority" else _is_fewest)
    for pattern, holds in ((_EVERY, _all_are), (_NONE, _none_is)):
        for match in pattern.finditer(sentence):
            yield _said(match, holds, is_of_all=True)


def _said(match: re.Match[str], holds: Holds, *, of: int | None = None, is_of_all: bool = False) -> _Said:
    return _Said(match[0], match.start(), match.end(), holds, of, is_of_all)


def _all_are(table: CountTable, kinds: Collection[str]) -> bool:
    return table.of(kinds) == table.n


def _none_is(table: CountTable, kinds: Collection[str]) -> bool:
    return not table.of(kinds)


def _is_most(table: CountTable, kinds: Collection[str]) -> bool:
    return table.of(kinds) * 2 > table.n


def _is_fewest(table: CountTable, kinds: Collection[str]) -> bool:
    return table.of(kinds) * 2 < table.n


def _is_count(count: int) -> Holds:
    def holds(table: CountTable, kinds: Collection[str]) -> bool:
        return count in ({table.of(kinds)} if kinds else _tallies(table))

    return holds


def _tallies(table: CountTable) -> set[int]:
    """Counts that a table can be quoted with: of each kind, of that or better, of that or worse, and of all."""
    found, upto = {0, table.n}, 0
    for count in table.counts.values():
        upto += count
        found |= {count, upto, table.n - upto}
    return found


def _rounding(number: str) -> float:
    """Half of the last digit that is written, and a hair."""
    return 0.5 * 10 ** -(len(number.partition(".")[2]) + 2) + 1e-9


def _is_share(share: float, before: str, near: float) -> Holds:
    """What stands `before` it may say that it is meant roughly, or as a bound."""

    def holds(table: CountTable, kinds: Collection[str]) -> bool:
        is_ = table.of(kinds) / table.n
        if _ABOUT.search(before):
            return abs(is_ - share) <= max(near, ROUGHLY)
        if _OVER.search(before):
            return is_ >= share - 1e-9
        return is_ <= share + 1e-9 if _UNDER.search(before) else abs(is_ - share) <= near

    return holds


def kinds_in(sentence: str, start: int, end: int, patterns: Mapping[str, str]) -> list[str]:
    """What is counted by the words of the clause after the claim, or before it where none follows."""
    clause_start = sentence.find(clause_around(sentence, start, end))
    clause = clause_around(sentence, start, end)
    after, before = clause[end - clause_start :], clause[: start - clause_start]
    return _kinds(after, patterns) or _kinds(before, patterns)


def _kinds(words: str, patterns: Mapping[str, str]) -> list[str]:
    scale = list(patterns)
    if _WEAK.search(words) and len(scale) > _STRONG:
        return scale[_STRONG:]
    found = sorted((match.start(), match.end(), kind) for kind, pattern in patterns.items() for match in re.finditer(pattern, words))
    if not found:
        return []
    start, end, kind = found[0]
    return _bounded(scale, scale.index(kind), words[:start].casefold(), words[end:].casefold()) or _joined(words, found)


def _bounded(scale: list[str], place: int, ahead: str, behind: str) -> list[str]:
    """“Good or better”, “below Good”; empty where neither is said."""
    for pattern, text, kinds in (
        (r"^\s*(?:or|and) (?:better|above|higher)\b", behind, scale[: place + 1]),
        (r"\bat least $", ahead, scale[: place + 1]),
        (r"^\s*(?:or|and) (?:worse|below|lower|less)\b", behind, scale[place:]),
        (r"\b(?:better than|above) $", ahead, scale[:place]),
        (r"\b(?:worse than|below|less than|short of) $", ahead, scale[place + 1 :]),
    ):
        if re.search(pattern, text):
            return kinds
    return []


def _joined(words: str, found: Sequence[tuple[int, int, str]]) -> list[str]:
    """“Good or Outstanding”: the first, and others that are named in one breath with it."""
    (_, end, kind), *others = found
    kinds = [kind]
    for start, other_end, other in others:
        if not _JOINED.match(words[end:start]):
            break
        kinds, end = [*kinds, other], other_end
    return kinds
