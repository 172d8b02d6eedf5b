"""Which part of the national framework a recommendation names, in the spellings that Ofsted's reports use.

A number is read by the edition of the day on which the inspection began: outcomes 2 and 3 have changed places.
"""

import re
from dataclasses import dataclass

from audits.calculations.framework import Edition
from audits.enums import Framework
from inspections.enums import WhyUnsure

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER = r"(\d|one|two|three|four|i{1,3}|iv)"
_NUMBERED = re.compile(rf"\b(outcomes?|enablers?|oc|en|o|e)[ \t\xa0:.#-]*(?:no\.?|number)?[ \t\xa0]*{_NUMBER}\b", re.IGNORECASE)
# “outcomes 2 and 3”: the second number has no word of its own.
_AND_NUMBER = re.compile(rf"\s*(?:,|and|&|/)\s*{_NUMBER}\b", re.IGNORECASE)
# Words by which each part is named, those of its title and of its short forms; in brackets, or after the framework's name.
_NAMED = {
    Framework.TOGETHER: r"stay(ing)? together|get the help (they|families) need",
    Framework.NETWORK: r"famil(y|ies)[’']? networks?",
    Framework.SAFE: r"\bsafe(ty)?\b.{0,20}(in and )?outside|significant harm|\bsafe in (and|their)",
    Framework.HOMES: r"stable,? (and )?loving homes?",
    Framework.MULTI_AGENCY: r"multi[- ]?agency( working)?|multiagency",
    Framework.LEADERS: r"leaders?(hip)?( drives?)?|conditions for effective practice",
    Framework.WORKFORCE: r"workforce",
}
_PATTERNS = {part: re.compile(words, re.IGNORECASE) for part, words in _NAMED.items()}
_FRAMEWORK_NAME = re.compile(r"national framework|\bNF\b|\bCSC ?NF\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


@dataclass(frozen=True)
class TagRead:
    """The part that is meant, as it was written; without one, or where somebody should look, `unsure` says why."""

    part: Framework | None
    written: str = ""
    unsure: WhyUnsure | None = None


def read_tag(text: str, edition: Edition) -> TagRead:
    """By number or name, in the last brackets that name one, else anywhere by number. Words outside a tag are the report's own."""
    for inside in reversed(_BRACKETS.findall(text)):
        found = _in_tag(inside, edition, names=True)
        if found:
            return _decided(found, inside.strip())
    tail = _tail(text)
    found = _in_tag(tail, edition, names=bool(_FRAMEWORK_NAME.search(tail)))
    return _decided(found, tail) if found else TagRead(None, unsure=WhyUnsure.NONE_FOUND)


def _tail(text: str) -> str:
    """What follows the last dash, or the framework's name; else all of it."""
    after = re.split(r"\s[–—-]\s|\|", text)[-1].strip()
    named = _FRAMEWORK_NAME.search(text)
    return text[named.start() :] if named else after


def _in_tag(words: str, edition: Edition, *, names: bool) -> dict[str, set[Framework]]:
    """The parts that are named by number and by words; nothing where neither is."""
    numbered = _numbered(words, edition)
    in_words = {part for part, pattern in _PATTERNS.items() if names and pattern.search(words)}
    if Framework.MULTI_AGENCY in in_words and len(in_words) > 1 and not numbered:
        # “multi-agency working, leaders and workforce” says several; “leaders of multi-agency working” too.
        return {"words": in_words}
    return {kind: parts for kind, parts in (("numbers", numbered), ("words", in_words)) if parts}


def _numbered(words: str, edition: Edition) -> set[Framework]:
    found: set[Framework] = set()
    for match in _NUMBERED.finditer(words):
        kind = "Outcome" if match[1].casefold().startswith("o") else "Enabler"
        numbers = [_as_number(match[2])]
        rest = words[match.end() :]
        while more := _AND_NUMBER.match(rest):
            numbers.append(_as_number(more[1]))
            rest = rest[more.end() :]
        found |= {part for number in numbers if (part := _part(kind, number, edition))}
    return found


def _as_number(written: str) -> int:
    return int(written) if written.isdecimal() else _WORDS[written.casefold()]


def _part(kind: str, number: int, edition: Edition) -> Framework | None:
    """Enablers have no number in the edition's own words; reports count them in its order."""
    if kind == "Outcome":
        return next((part for part, called, _ in edition.parts if called == f"Outcome {number}"), None)
    enablers = [part for part, called, _ in edition.parts if called == "Enabler"]
    return enablers[number - 1] if 0 < number <= len(enablers) else None


def _decided(found: dict[str, set[Framework]], written: str) -> TagRead:
    numbers, words = found.get("numbers", set()), found.get("words", set())
    if len(numbers) > 1 or (not numbers and len(words) > 1):
        return TagRead(None, written, WhyUnsure.SEVERAL)
    if numbers and words and not numbers & words:
        return TagRead(None, written, WhyUnsure.DISAGREES)
    return TagRead(next(iter(numbers or words)), written)
