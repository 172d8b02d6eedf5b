"""What a report says of itself to an audience: where it comes from, and what is left out by which rule."""

import datetime

from audits.enums import PRACTICE_GRADES
from audits.queries.grade_words import grade_word
from foundation.documents.formats import uk_date
from reports.enums import Protection, ReportAudience
from reports.suppression import CONFIDENTIAL, AudienceRules


def words_for_grades() -> tuple[str, ...]:
    """The council's own, by which a sentence may name a grade."""
    return tuple(grade_word(grade) for grade in PRACTICE_GRADES)


def audience_status(audience: ReportAudience, approved_on: datetime.date | None, edition: int) -> str:
    """In place of who approved the report and why it was corrected, which may say how many of something."""
    for_whom = "For the public" if audience == ReportAudience.PUBLIC else f"For the {audience.label[0].lower()}{audience.label[1:]}"
    approved = f"From the report approved on {uk_date(approved_on)}" if approved_on else "From a draft of the report"
    return f"{for_whom}. {approved}, edition {edition}"


def left_out_words(rules: AudienceRules) -> list[str]:
    if rules.protection == Protection.WHOLE_TABLES:
        return [
            f"{CONFIDENTIAL} stands for figures that are held back: those of a month, or of a domain in a month, of which fewer than "
            f"{rules.fewest} audits were graded, and what was worked out from them or says it in a sentence."
        ]
    also = [
        f"every count is rounded to a multiple of {rules.round_to}" if rules.rounds else "",
        "nought, and all of all, are held back as well" if rules.zeros_disclose else "",
    ]
    more = f" Also, {' and '.join(filter(None, also))}." if any(also) else ""
    return [
        f"{CONFIDENTIAL} stands for figures and sentences that are held back so that no child and no worker can be recognised: counts "
        f"below {rules.fewest}; those from which one could be worked out, in the same table, in another table of this report or in an "
        f"earlier report to the same readers; and percentages, intervals, charts and sentences made from them.{more}"
    ]
