"""The Children’s Social Care National Framework by its editions: the same outcomes, of which two have changed numbers.

A part is kept by what it says. Its number, and the words around it, are those of the day that is spoken of: an audit tool that was
published in 2024 says outcome 3 where one published today says outcome 2.
"""

import datetime
from dataclasses import dataclass

from audits.enums import Framework
from foundation.documents.formats import uk_date

_TOGETHER = "Children, young people and families stay together and get the help they need"
_NETWORK = "Children and young people are supported by their family network"
_SAFE = "Children and young people are safe in and outside of their homes"
_HOMES = "Children in care and care leavers have stable, loving homes"
_ENABLERS = (
    (Framework.MULTI_AGENCY, "Enabler", "Multi-agency working is prioritised and effective"),
    (Framework.LEADERS, "Enabler", "Leaders drive conditions for effective practice"),
    (Framework.WORKFORCE, "Enabler", "The workforce is equipped and effective"),
)


@dataclass(frozen=True)
class Edition:
    """`parts` in their order: which, what it is called by, and what it says."""

    first_day: datetime.date
    parts: tuple[tuple[Framework, str, str], ...]

    def called(self, part: Framework) -> str:
        """“Outcome 2”."""
        return next(called for each, called, _ in self.parts if each == part)

    def name(self, part: Framework) -> str:
        """“Outcome 2: Children and young people are safe in and outside of their homes”."""
        return next(f"{called}: {says}" for each, called, says in self.parts if each == part)


def _edition(first_day: datetime.date, second: tuple[Framework, str], third: tuple[Framework, str]) -> Edition:
    outcomes = ((Framework.TOGETHER, _TOGETHER), second, third, (Framework.HOMES, _HOMES))
    numbered = tuple((part, f"Outcome {number}", says) for number, (part, says) in enumerate(outcomes, start=1))
    return Edition(first_day, (*numbered, *_ENABLERS))


# The Department published the framework in December 2023. On 2 March 2026 its dashboard of the framework put safety second and the
# family network third; Ofsted’s reports follow from April 2026.
EDITIONS = (
    _edition(datetime.date(2023, 12, 20), (Framework.NETWORK, _NETWORK), (Framework.SAFE, _SAFE)),
    _edition(datetime.date(2026, 3, 2), (Framework.SAFE, _SAFE), (Framework.NETWORK, _NETWORK)),
)


def edition_on(day: datetime.date) -> Edition:
    """The edition that holds on a day; before there was any, the first."""
    return next((edition for edition in reversed(EDITIONS) if edition.first_day <= day), EDITIONS[0])


def framework_choices(day: datetime.date) -> list[tuple[str, str]]:
    """Every part, called and in the order of the day’s edition."""
    edition = edition_on(day)
    return [(part.value, edition.name(part)) for part, _, _ in edition.parts]


def framework_name(part: str, day: datetime.date) -> str:
    """A part as it was called on `day`, with what other editions call it where that differs; empty for no part."""
    if not part:
        return ""
    named = Framework(part)
    others = other_numbers(named, day)
    return f"{edition_on(day).name(named)}{f' ({others})' if others else ''}"


def other_numbers(part: Framework, day: datetime.date) -> str:
    """“outcome 2 since 2 March 2026” of what was outcome 3 on `day`; empty where every edition calls it alike."""
    ours = edition_on(day)
    said = []
    for at, edition in enumerate(EDITIONS):
        called = edition.called(part)
        if called == ours.called(part):
            continue
        later = edition.first_day > ours.first_day
        changed = edition.first_day if later else EDITIONS[at + 1].first_day
        said.append(f"{called.lower()} {'since' if later else 'until'} {uk_date(changed)}")
    return ", ".join(said)
