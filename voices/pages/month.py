"""What the page of a month says of voices, beside how many audits are complete."""

from audits.calculations import MonthProgressCounts
from audits.models import Cycle
from audits.optional_url import optional_url
from audits.overview.pages.cycle import DONE, NOT_NEEDED, PART_DONE, WAITING, CycleStage
from voices.calculations import asked_words
from voices.queries import VoiceScope, tally_of, voice_counts

# A child, a family and the practitioner: what each audit’s form asks for.
OF_AN_AUDIT = 3


def stage_of_month(cycle: Cycle, progress: MonthProgressCounts) -> CycleStage:
    """How many were asked and heard, of three for each audit of the month; those gathered beside audits come on top."""
    tally = tally_of(voice_counts(VoiceScope(cycle.month, cycle.month)))
    expected = OF_AN_AUDIT * progress.audits
    if not expected and not tally.asked:
        return CycleStage("Voices", NOT_NEEDED, "None asked for", optional_url("voices:list"))
    status = DONE if expected and tally.asked >= expected else PART_DONE if tally.asked else WAITING
    return CycleStage("Voices", status, asked_words(tally, expected), f"{optional_url('voices:list')}?month={cycle.code}")
