"""Voices in the report: quotes with consent alone, frozen with it, and left out of the next once consent is withdrawn."""

import datetime

import pytest

from foundation.accounts.enums import Role
from foundation.council.clock import frozen_clock
from foundation.documents import Paragraph, Table
from reports.content import Bullets
from reports.models import Report
from reports.queries.approval import has_part_in
from reports.queries.drafts import document_of
from reports.services import approve_report, open_correction
from tests.people import Visitor, add_person
from tests.replay import replayed
from voices.enums import Consent, HowGiven, VoiceSource
from voices.models import QuoteUse, VoiceRecord
from voices.services.gathering import give_voice, seek_voice
from voices.services.quoting import change_consent, choose_quote

QUOTE = "When somebody rings on the day, everything moves faster."
SHOWN = (f"“{QUOTE}” Partner agency",)


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(datetime.date(2023, 9, 4)):
        yield


@pytest.fixture
@replayed
def quoted(lead, written_report, june) -> VoiceRecord:
    voice = seek_voice(actor=lead.person, source=VoiceSource.PARTNER, cycle=june[0].cycle)
    voice = give_voice(actor=lead.person, voice=voice, how=HowGiven.BY_PHONE, words=QUOTE, consent=Consent.GIVEN)
    return choose_quote(actor=lead.person, voice=voice, quote=QUOTE)


@pytest.fixture
def second_lead(db) -> Visitor:
    return Visitor(add_person("Sasha Lowe", Role.QA_LEAD))


def quotes(report) -> tuple[str, ...]:
    section = next(each for each in document_of(Report.objects.get(pk=report.pk)).sections if each.key == "voices")
    assert isinstance(section.blocks[0], Paragraph)
    return tuple(item for block in section.blocks if isinstance(block, Bullets) for item in block.items)


def test_a_quote_is_shown_with_consent_and_where_it_was_is_kept(director, written_report, quoted):
    assert quotes(written_report) == SHOWN
    approve_report(actor=director.person, report=written_report)
    use = QuoteUse.objects.get()
    assert (use.voice, use.place, use.quote) == (quoted, "Report on June and July 2023, edition 1", QUOTE)


def test_withdrawn_the_frozen_edition_is_kept_and_the_next_leaves_it_out(lead, director, written_report, quoted):
    approve_report(actor=director.person, report=written_report)
    change_consent(actor=lead.person, voice=quoted, consent=Consent.WITHDRAWN)
    assert quotes(written_report) == SHOWN
    correction = open_correction(actor=lead.person, report=Report.objects.get(pk=written_report.pk), reason="A quote was withdrawn")
    assert quotes(correction) == ()


def test_withdrawn_before_it_is_approved_it_is_in_none(lead, written_report, quoted):
    change_consent(actor=lead.person, voice=quoted, consent=Consent.WITHDRAWN)
    assert quotes(written_report) == ()


def test_groups_of_fewer_than_five_are_counted_nowhere(written_report, quoted):
    sections = document_of(Report.objects.get(pk=written_report.pk)).sections
    tables = [block for section in sections if section.key == "voices-detail" for block in section.blocks if isinstance(block, Table)]
    assert [row[0].shown for table in tables for row in table.rows if "Partner" in row[0].shown] == []


def test_the_person_who_chose_the_quote_does_not_approve(lead, second_lead, written_report, quoted):
    assert not has_part_in(second_lead.person, written_report)
    choose_quote(actor=second_lead.person, voice=quoted, quote="everything moves faster")
    assert has_part_in(second_lead.person, written_report)
