"""What written text says in figures, and whether the figures beside it bear it out. Pure functions on plain values."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audits.enums import Grade
from foundation.names.numbers import whole_number

Counts = Mapping[str, int]

# What is judged or counted, as people write it.
OVERALL, SUBMITTED = "overall judgement", "audits submitted"
# How people write the grades inside a sentence.
PATTERNS = {
    Grade.OUTSTANDING.value: r"\bOutstanding\b",
    Grade.GOOD.value: r"\bGood\b",
    Grade.REQUIRES_IMPROVEMENT.value: r"\b[Rr]equires? improvement\b|\bRI\b",
    Grade.INADEQUATE.value: r"\b[Ii]nadequate\b",
}

_COUNTED = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
"""
_WORDS = _COUNTED.split()
_IN_WORDS = {word: number for number, word in enumerate(_WORDS)}
_COUNT = rf"(\d{{1,3}}|{'|'.join(_WORDS)})"
_OF = re.compile(rf"\b{_COUNT} (?:out )?of (?:the |our )?{_COUNT}\b", re.IGNORECASE)
# Percentages, decimals and numbers of a thousand or more: seldom a day, a year or a count of meetings.
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?=\s?%|\s?per cent))(?![\d]|,\d{3})")
_ANY_NUMBER = re.compile(r"(?<![\d.,])[+−]?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_EVERY = re.compile(r"\b(?:every|each|all(?: of)?(?: the| our)?(?: \w+)?) (?:audit|record)s?\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:none|no (?:audit|record)s?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class JudgedCounts:
    """One table of grades: of a month, by its name as people write it, and of what was judged. `names` words what is counted."""

    month: str
    judged: str
    counts: Counts
    names: Mapping[str, str]

    @property
    def n(self) -> int:
        return sum(self.counts.values())

    @property
    def in_words(self) -> str:
        return ", ".join(f"{self.names[each]} {count}" for each, count in self.counts.items() if count)


def numbers_quoted(text: str) -> set[str]:
    """Numbers of the text that are likely to be figures, without commas."""
    return {found.replace(",", "") for found in _NUMBER.findall(text)}


def numbers_in(texts: Iterable[str]) -> set[str]:
    """Every number of these texts, without commas and signs."""
    return {found.replace(",", "") for text in texts for found in _ANY_NUMBER.findall(text)}


def no_longer_shown(number: str) -> str:
    return f"“{number}” stood in the report’s figures when this was written, and does no longer."


def contradictions(text: str, tables: Sequence[JudgedCounts], patterns: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each count or claim in the text that none of the tables bears out.

    `patterns` says by which words each grade is known, by its code. Only what is about as many audits as a table holds is looked at.
    """
    for sentence in filter(None, map(str.strip, _SENTENCE.split(text))):
        yield from _counts(sentence, tables)
        yield from _claims(sentence, tables, patterns)


def _counts(sentence: str, tables: Sequence[JudgedCounts]) -> Iterator[str]:
    for match in _OF.finditer(sentence):
        count, n = (_IN_WORDS.get(each.lower(), -1) if not each.isdigit() else (whole_number(each) or 0) for each in match.groups())
        spoken_of = [table for table in _spoken_of(sentence, tables) if table.n == n]
        if spoken_of and not any(count in _tallies(table) for table in spoken_of):
            yield f"“{match[0]}” is not in any table of {n} that the report shows."


def _tallies(table: JudgedCounts) -> set[int]:
    """Counts that a table can be quoted with: of each grade, of that grade or better, of that grade or worse, and of all."""
    found = {0, table.n}
    upto = 0
    for count in table.counts.values():
        upto += count
        found |= {count, upto, table.n - upto}
    return found


def _claims(sentence: str, tables: Sequence[JudgedCounts], patterns: Mapping[str, str]) -> Iterator[str]:
    """“Every audit … requires improvement”, “none … Inadequate”."""
    for pattern, holds in ((_EVERY, _all_are), (_NONE, _none_is)):
        claim = pattern.search(sentence)
        grade = _first_grade(sentence[claim.end() :], patterns) if claim else None
        spoken_of = [table for table in _judged_in(sentence, tables) if table.n]
        if claim and grade and spoken_of and not any(holds(table, grade) for table in spoken_of):
            shown = "; ".join(f"{table.month}, {table.judged}: {table.in_words}" for table in spoken_of)
            yield f"“{claim[0]} … {spoken_of[0].names[grade]}” is not what the report shows: {shown}."


def _all_are(table: JudgedCounts, grade: str) -> bool:
    return table.counts.get(grade) == table.n


def _none_is(table: JudgedCounts, grade: str) -> bool:
    return not table.counts.get(grade)


def _first_grade(text: str, patterns: Mapping[str, str]) -> str | None:
    found = [(match.start(), grade) for grade, pattern in patterns.items() if (match := re.search(pattern, text))]
    return min(found)[1] if found else None


def _spoken_of(sentence: str, tables: Sequence[JudgedCounts]) -> list[JudgedCounts]:
    """Those of the months that the sentence names; where it names none, all."""
    named = [table for table in tables if re.search(rf"\b{table.month.split()[0]}\b", sentence)]
    return named or list(tables)


def _judged_in(sentence: str, tables: Sequence[JudgedCounts]) -> list[JudgedCounts]:
    """Of those, the ones of a domain that the sentence names, by its first two words; else of the overall judgement."""
    spoken_of = _spoken_of(sentence, tables)
    text = sentence.casefold()
    named = [table for table in spoken_of if " ".join(table.judged.casefold().replace(",", "").split()[:2]) in text]
    return named or [table for table in spoken_of if table.judged.startswith(OVERALL)]
