"""What in free text looks as if it said who somebody is. It is better to miss a little than to cry at every capital letter."""

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

A_NAME, NHS_NUMBER, POSTCODE, PHONE, BIRTH, GRADE = (
    "a person’s name",
    "an NHS number",
    "a postcode",
    "a phone number",
    "a date of birth",
    "a grade, which a blind moderator should not read",
)


@dataclass(frozen=True)
class Find:
    """What was found, of which kind, and the sentence around it."""

    kind: str
    text: str
    before: str
    after: str


_SENTENCE = re.compile(r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<=[.!?…])\s+|\n+")
_NHS = re.compile(r"(?<!\d)\d{3}[ .\u00a0-]{0,2}\d{3}[ .\u00a0-]{0,2}\d{4}(?!\d)")
# Ordinals (“1st”, “2nd”) end like postcodes written small.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?(?!\d(?:st|nd|rd|th)\b)\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d+])(?:\+44 ?(?:\(0\) ?)?|\(?0)\d(?:[ )-]{0,2}\d){8,9}(?!\d)")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_IN_FIGURES = r"\d{1,2}[./-]\d{1,2}[./-](?P<y1>\d{4}|\d{2})|(?P<y2>\d{4})-\d\d-\d\d"
_IN_WORDS = rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? (?P<y3>\d{{4}})"
_DATE = re.compile(rf"\b(?:{_IN_FIGURES}|{_IN_WORDS})\b")
_BIRTH_WORD = re.compile(r"\b(?:d\.?o\.?b\b\.?|date of birth|birth ?date|birthday|born)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
# A full date so many years back is rarely a visit; a child's or a care leaver's birthday is.
_BIRTH_YEARS = (3, 26)
_SURELY_YEARS = 5

_WORD = r"[A-Z][a-z’']*[a-z](?:[’'-][A-Z][a-z]+)?|Mc[A-Z][a-z]+|O[’'][A-Z][a-z]+"
_RUN = re.compile(rf"\b(?:{_WORD})(?: (?:{_WORD}))+\b")
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? (?:{_WORD})(?: (?:{_WORD}))?\b")
# Words that people write large though they name nobody. A run of capitals with one of them is no name.
_WRITTEN_LARGE = """
    January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday Christmas Easter Summer Winter Spring Autumn A An The This That These Those His Her Their Its Our My In On At By For
    From With Without To Of And But Or Nor So If As When While After Before Since Until During He She They It We I You There Here No Not
    Nothing Nobody Every Each All Both Some Many Most Few Where What Who Why How Is Was Were Are Has Had Have Does Did Do Can Could
    Should Would Will Mum Mother Dad Father Parent Parents Carer Carers Grandmother Grandfather Aunt Uncle Sister Brother Child Children
    Young Person People Social Worker Workers Work Personal Adviser Manager Management Managers Head Director Assistant Senior
    Practitioner Officer Independent Reviewing Chair Designated Virtual Named Lead Auditor Moderator Observer Foster Fostering Adoption
    Kinship Guardian Guardianship Local Authority Authorities Council Borough County City Town Service Services Team Teams Department
    Safeguarding Partnership Board Panel Early Help Hub Centre Center Front Door Contact Referral Assessment Plan Plans Planning Pathway
    Care Cared Leaver Leavers Need Protection Conference Conferences Core Group Groups Strategy Discussion Meeting Meetings Review
    Reviews Reviewed Visit Visits Supervision Court Order Orders Interim Full Public Law Outline Act Section Working Together Signs
    Safety Safe Ofsted Inspection Improvement Requires Good Outstanding Inadequate School Schools Primary Secondary Academy College
    University Nursery Education Special Educational Needs Health Hospital Clinic Surgery General Practice Mental Visitor Police
    Probation Youth Justice Housing Benefit Universal Credit Home Office Domestic Abuse Violence Neglect Emotional Physical Sexual
    Exploitation Criminal Missing Risk Chronology Genogram Record Records Case System Life Story Direct Three Wishes Feelings House
    Houses Wellbeing Strengths Difficulties Questionnaire Graded Profile Family Families Network Relationship Based Multi Agency
    Decision Making Overall Outcomes Impact Key Stage Year Street Road Avenue North South East West Central England Wales Scotland
    Ireland Britain British English Welsh Irish Polish Romanian Urdu Arabic United Kingdom European Union National Framework Standards
    Data Quality Assurance Month Months Currently Open Average Rate Total Number Previous Current Figure Figures Performance Scorecard
    Microsoft Word Excel Skype Zoom Facebook Instagram Snapchat
"""
_NO_NAMES = frozenset(_WRITTEN_LARGE.split())


def finds_in(text: str, *, written_on: datetime.date, vocabulary: Iterable[str] = (), grades: Iterable[str] = ()) -> list[Find]:
    """Everything in `text` that looks like a name, an NHS number, a postcode, a phone number or a date of birth.

    `vocabulary`: words that name teams, areas of practice and the like; `grades`: grade words to look for as well.
    """
    known = _NO_NAMES | {word.strip(".,()’'") for phrase in vocabulary for word in phrase.split()}
    found = []
    for sentence in _SENTENCE.split(text):
        taken: list[tuple[int, int]] = []
        for kind, start, end in _spans(sentence, written_on, known, list(grades)):
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                taken.append((start, end))
                found.append(Find(kind, sentence[start:end], sentence[:start].lstrip(), sentence[end:].rstrip()))
    return found


def spans_in(text: str, written_on: datetime.date, vocabulary: Iterable[str] = ()) -> Iterator[tuple[str, int, int]]:
    """Where in one sentence something looks like an identity: its kind, its beginning, its end."""
    return _spans(text, written_on, _NO_NAMES | set(vocabulary), [])


def names_nobody(word: str) -> bool:
    """Whether a word that is written large is one that people write so though it names nobody; also one more than one of it."""
    return word in _NO_NAMES or word.removesuffix("s") in _NO_NAMES


def is_nhs_number(digits: str) -> bool:
    """Ten digits with a valid check digit (modulus 11, NHS Data Dictionary)."""
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit():
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9])


def find_token(find: Find) -> str:
    """By which what may stand is known again: the words themselves stand where they are written, not in the trail."""
    return hashlib.sha256(f"{find.kind}:{find.text.casefold()}".encode()).hexdigest()[:20]


def surely_identifying(found: Iterable[Find], *, written_on: datetime.date) -> list[Find]:
    """Of what was found in one text, what says beyond doubt who a child is: an NHS number, a full postcode, a name with a date of birth."""
    finds = list(found)
    births = [find for find in finds if find.kind == BIRTH and _is_surely_birth(find, written_on)]
    named = [find for find in finds if find.kind == A_NAME]
    return [find for find in finds if find.kind in (NHS_NUMBER, POSTCODE) or (births and named and find in [*births, *named])]


def _is_surely_birth(find: Find, written_on: datetime.date) -> bool:
    """After a word for birth; or so long ago that a service’s own date is unlikely."""
    match = _DATE.search(find.text)
    return bool(_BIRTH_WORD.search(find.before)) or (match is not None and written_on.year - _year_of(match, written_on) >= _SURELY_YEARS)


def without_grades(text: str, grades: Iterable[str]) -> str:
    """The sentences of `text` in which no grade is named, in one paragraph."""
    words = list(grades)
    alone = {word.casefold() for word in words}
    sentences = (sentence for sentence in _SENTENCE.split(text) if sentence.strip(" .!").casefold() not in alone)
    patterns = [_grade_pattern(word) for word in words]
    return " ".join(sentence.strip() for sentence in sentences if not any(pattern.search(sentence) for pattern in patterns)).strip()


def _spans(sentence: str, written_on: datetime.date, known: frozenset[str], grades: list[str]) -> Iterator[tuple[str, int, int]]:
    """The surest first: what one rule has taken no later rule takes again."""
    spans = [
        (NHS_NUMBER, (match for match in _NHS.finditer(sentence) if is_nhs_number(re.sub(r"\D", "", match.group())))),
        (PHONE, _PHONE.finditer(sentence)),
        (POSTCODE, _POSTCODE.finditer(sentence)),
        (A_NAME, _TITLED.finditer(sentence)),
        (BIRTH, (match for match in _DATE.finditer(sentence) if _is_birth(match, written_on))),
        (A_NAME, (match for match in _RUN.finditer(sentence) if not known & set(re.split(r"[ -]", match.group())))),
        *((GRADE, _grade_pattern(word).finditer(sentence)) for word in grades),
    ]
    return ((kind, *match.span()) for kind, matches in spans for match in matches)


def _is_birth(match: re.Match[str], written_on: datetime.date) -> bool:
    """After a word for birth any date is one; elsewhere one that lies so many years back."""
    return bool(_BIRTH_WORD.search(match.string[: match.start()])) or _may_be_birth(match, written_on)


def _may_be_birth(match: re.Match[str], written_on: datetime.date) -> bool:
    return _BIRTH_YEARS[0] <= written_on.year - _year_of(match, written_on) <= _BIRTH_YEARS[1]


def _year_of(match: re.Match[str], written_on: datetime.date) -> int:
    year = int(match["y1"] or match["y2"] or match["y3"])
    return year if year >= 100 else year + (2000 if year <= written_on.year % 100 else 1900)


def _grade_pattern(word: str) -> re.Pattern[str]:
    """A grade of one word is a grade where it is written large inside a sentence; longer ones and “inadequate” in any way."""
    if " " in word or word.casefold() == "inadequate":
        return re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    return re.compile(rf"(?<=\S )\b{re.escape(word)}\b" if word.istitle() else rf"\b{re.escape(word)}\b")
