"""What written text says of the figures beside it, once and now. Pure functions on plain values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from audits.enums import Grade
from foundation.claims import Claim, FigureCell, numbers_in, numbers_quoted

# What is judged or counted, as people write it.
OVERALL, SUBMITTED = "overall judgement", "audits submitted"
# How people write the grades inside a sentence.
PATTERNS = {
    Grade.OUTSTANDING.value: r"\bOutstanding\b",
    Grade.GOOD.value: r"\bGood\b",
    Grade.REQUIRES_IMPROVEMENT.value: r"\b[Rr]equires? improvement\b|\b[Rr]equired improvement\b|\bRI\b",
    Grade.INADEQUATE.value: r"\b[Ii]nadequate\b",
}
# How they write that audits came.
CAME = {"submitted": r"\b(?:submitted|completed|carried out)\b", "missing": r"\b(?:missing|outstanding|not done)\b"}


@dataclass(frozen=True)
class BorneOut:
    """A claim that the figures bore out: the names of the tables that did, and what they were, in words."""

    about: Sequence[str]
    shown: str


@dataclass(frozen=True)
class Said:
    """What a text had from the figures when it was saved: each number with the name of the cell in which it stood (empty where it stood
    in a sentence), and each claim that they bore out, by its phrase.
    """

    numbers: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, BorneOut] = field(default_factory=dict)


def said_in(text: str, places: Iterable[FigureCell], claims: Iterable[Claim]) -> Said:
    quoted = numbers_quoted(text)
    numbers: dict[str, str] = {}
    for place in places if quoted else ():
        for number in quoted & numbers_in([place.shown]):
            # A cell says more than a sentence that has the same number.
            numbers[number] = numbers.get(number) or place.name
    return Said(dict(sorted(numbers.items())), {claim.phrase: BorneOut(claim.about, claim.shown) for claim in claims if claim.holds})


def doubts_in(text: str, said: Said, places: Iterable[FigureCell], claims: Sequence[Claim], shown: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each number and claim that was right and is no more, and for each claim that the figures contradict.

    `shown` has what each table and figure is now, in words, by its name.
    """
    yield from _numbers_then(text, said, places)
    yield from _claims_then(text, said, claims, shown)
    yield from dict.fromkeys(claim.sentence for claim in claims if claim.holds is False and claim.phrase not in said.claims)


def _claims_then(text: str, said: Said, claims: Sequence[Claim], shown: Mapping[str, str]) -> Iterator[str]:
    for phrase, then in said.claims.items():
        still = any(claim.holds and set(claim.about) & set(then.about) for claim in claims if claim.phrase == phrase)
        if phrase in text and not still:
            now = "; ".join(shown[name] for name in then.about if name in shown)
            stands = f"The figures are now: {now}." if now else "The report no longer has figures that bear it out."
            yield f"“{phrase}” was so when this was written ({then.shown}). {stands}"


def _numbers_then(text: str, said: Said, places: Iterable[FigureCell]) -> Iterator[str]:
    quoted, every = numbers_quoted(text), list(places)
    now, by_name = numbers_in(place.shown for place in every), {place.name: place.shown for place in every}
    for number, name in said.numbers.items():
        if number in quoted and number not in now:
            stands = by_name.get(name, "") if name else ""
            yield (
                f"“{number}” was {name}, when this was written; it is {stands} now."
                if stands
                else f"“{number}” stood in the report’s figures when this was written, and does no longer."
            )


def with_bullets(text: str, sentences: Iterable[str]) -> str:
    """A section's text with some sentences as bullets under it: with those that are at its end already, where bullets are."""
    bullets = "\n".join(f"- {sentence}" for sentence in sentences)
    ends_in_bullets = text.rstrip().rpartition("\n")[2].startswith("- ")
    return ("\n" if ends_in_bullets else "\n\n").join(part for part in (text.rstrip(), bullets) if part)
