"""What an observer has written, as it is compared, guarded and stored."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from foundation.editing.version_tokens import Lines, normalised_lines
from observations.enums import FeedbackOf
from observations.models import Observation, PracticeArea

# From an area's key to the words and the grade, each of which may be empty: it was seen.
Areas = Mapping[int, tuple[str, str]]


# What is written in paragraphs, by the names of its fields.
WORDS = ("seen", "strengths", "learning", *FeedbackOf.values)


@dataclass(frozen=True)
class Written:
    """One observation's words, half done or whole. `consent` is what is said on the day; empty where it was noted before."""

    seen_on: datetime.date | None = None
    seen: str = ""
    strengths: str = ""
    learning: str = ""
    child_feedback: str = ""
    parent_feedback: str = ""
    carer_feedback: str = ""
    family_feedback: str = ""
    consent: str = ""
    present: tuple[str, ...] = ()
    present_also: str = ""
    areas: Areas = field(default_factory=dict)
    grade: str = ""

    def texts(self) -> dict[str, str]:
        """Each by the name of its field, for the guard."""
        by_area = {f"words_{pk}": words for pk, (words, _) in self.areas.items()}
        return {name: getattr(self, name) for name in (*WORDS, "present_also")} | by_area


def areas_of(observation: Observation) -> list[PracticeArea]:
    """The areas of practice of its form, with what is looked for."""
    return list(observation.template.areas.prefetch_related("questions")) if observation.template else []


def stored_writing(observation: Observation) -> Written:
    rows = observation.areas_seen.order_by("area__position")
    return Written(
        seen_on=observation.seen_on,
        present=tuple(observation.present),
        present_also=observation.present_also,
        areas={row.area_id: (row.words, row.grade) for row in rows},
        grade=observation.grade,
        **{name: getattr(observation, name) for name in WORDS},
    )


def lines_of(observation: Observation, written: Written) -> Lines:
    """Label and words of each, in one order; what is said to consent is noted apart, and is no line."""
    areas = [
        (area.name, f"Seen. {written.areas[area.pk][1]} {written.areas[area.pk][0]}")
        for area in areas_of(observation)
        if area.pk in written.areas
    ]
    return normalised_lines(
        [
            ("Date of the observation", written.seen_on.isoformat() if written.seen_on else ""),
            ("Who was present", ", ".join(sorted(written.present))),
            ("Who else was present", written.present_also),
            ("What was seen", written.seen),
            *areas,
            ("Strengths", written.strengths),
            ("Learning", written.learning),
            *((f"What they said: {who.label.lower()}", getattr(written, who.value)) for who in FeedbackOf),
            ("Grade", written.grade),
        ]
    )
