"""Each voice is counted once: what forms say and what was gathered beside them, recounted here row by row."""

import itertools

import pytest

from audits.enums import Voice, VoiceOutcome
from audits.models import VoiceHeard
from audits.themes.services.themes import add_themes, merge_theme
from tests.audit_stages import JUNE
from tests.month_grades import count_all_again
from voices.calculations import VoiceTally, asked_words, is_said_in, shown_of
from voices.enums import GROUP_OF, HowGiven, VoiceGroup, VoiceSource, VoiceState
from voices.models import VoiceRecord
from voices.queries import IN_AUDITS, VoiceScope, by_group, quotes_for, tally_of, theme_counts, voice_counts
from voices.services.coding import code_voice
from voices.services.gathering import seek_voice
from voices.services.quoting import choose_quote

pytestmark = pytest.mark.both
SCOPE = VoiceScope(JUNE, JUNE)
ONE_EACH = {Voice.CHILD: VoiceSource.CHILD, Voice.PRACTITIONER: VoiceSource.PRACTITIONER}


def recounted(audit) -> dict[tuple[VoiceGroup, str], int]:
    """By hand, of one audit."""
    found: dict[tuple[VoiceGroup, str], int] = {}
    forms = {Voice(row.voice): row.outcome for row in audit.voices.all()}
    for voice, group in IN_AUDITS.items():
        states = [each.state for each in audit.gathered_voices.all() if GROUP_OF[VoiceSource(each.source)] == group]
        form = forms.get(voice, "")
        if voice in ONE_EACH and form == VoiceOutcome.OBTAINED:
            counted = [state for state in states if state == VoiceState.OBTAINED] or [form]
        elif form and (not states or (form == VoiceOutcome.OBTAINED and VoiceState.OBTAINED not in states)):
            counted = [*states, form]
        else:
            counted = states
        for state in counted:
            found[group, str(state)] = found.get((group, str(state)), 0) + 1
    return found


def row(audit, source: VoiceSource, state: VoiceState) -> VoiceRecord:
    obtained = {"how": HowGiven.BY_PHONE, "given_on": audit.submitted_on} if state == VoiceState.OBTAINED else {}
    return VoiceRecord(source=source, audit=audit, month=JUNE, team=audit.team, gathered_by=audit.auditor, state=state, **obtained)


STATES = [None, VoiceState.SOUGHT, VoiceState.OBTAINED, VoiceState.DECLINED]
FORMS = ["", VoiceOutcome.OBTAINED, VoiceOutcome.NOT_REACHED]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("voice", "sources"), [
    (Voice.CHILD, [VoiceSource.CHILD]),
    (Voice.FAMILY, [VoiceSource.PARENT, VoiceSource.CARER]),
    (Voice.PRACTITIONER, [VoiceSource.PRACTITIONER]),
])  # fmt: skip
def test_each_voice_is_counted_once(submitted_audit, voice, sources, form):
    submitted_audit.voices.all().delete()
    VoiceHeard.objects.create(audit=submitted_audit, voice=voice, outcome=form)
    count_all_again()
    for states in itertools.product(STATES, repeat=len(sources)):
        VoiceRecord.objects.all().delete()
        VoiceRecord.objects.bulk_create(row(submitted_audit, *pair) for pair in zip(sources, states, strict=True) if pair[1])
        assert {(each.group, each.state.value): each.voices for each in voice_counts(SCOPE)} == recounted(submitted_audit)


def test_both_are_read_in_one_query_however_many_there_are(submitted_audit, django_assert_num_queries):
    with django_assert_num_queries(1):
        voice_counts(SCOPE)
    VoiceRecord.objects.bulk_create(row(submitted_audit, VoiceSource.PARENT, VoiceState.DECLINED) for _ in range(5))
    with django_assert_num_queries(1):
        assert by_group(voice_counts(SCOPE))[VoiceGroup.FAMILIES].declined == 5


def test_other_months_are_not_counted(lead, submitted_audit, ash_team):
    seek_voice(actor=lead.person, source=VoiceSource.PARTNER, cycle=submitted_audit.cycle, team=ash_team)
    assert by_group(voice_counts(SCOPE))[VoiceGroup.PARTNERS] == VoiceTally(waiting=1)
    assert tally_of(voice_counts(VoiceScope(JUNE.replace(month=7), JUNE.replace(month=8)))) == VoiceTally()


def test_the_month_says_how_many_of_those_expected(lead, submitted_audit):
    submitted_audit.voices.all().delete()
    VoiceHeard.objects.create(audit=submitted_audit, voice=Voice.CHILD, outcome=VoiceOutcome.OBTAINED)
    count_all_again()
    seek_voice(actor=lead.person, source=VoiceSource.PARENT, audit=submitted_audit)
    page = lead.get(submitted_audit.cycle.get_absolute_url()).context["page"]
    stage = next(stage for stage in page.stages if stage.text == "Voices")
    assert (stage.status, stage.hint) == ("In progress", "2 of 3 expected asked for, 1 obtained, 1 waited for")
    assert lead.get(stage.href).status_code == 200
    assert asked_words(VoiceTally(obtained=4), 3) == "4 asked for, 3 expected, 4 obtained"


def test_themes_count_each_voice_once_under_the_theme_that_took_them_in(lead, given):
    plans, reviews = add_themes(actor=lead.person, names=["Plans", "Reviews"])
    code_voice(actor=lead.person, voice=given, themes=[plans.pk, reviews.pk])
    scope = VoiceScope(given.month, given.month)
    assert theme_counts(scope) == {plans.pk: 1, reviews.pk: 1}
    merge_theme(actor=lead.person, theme=reviews, into=plans)
    assert theme_counts(scope) == {plans.pk: 1}


def test_quotes_are_of_different_groups_first_and_at_most_so_many(lead, given, elm_team):
    choose_quote(actor=lead.person, voice=given, quote="The conversation about the plan was honest.")
    assert [each.number for each in quotes_for(given.month, given.month, 3)] == [given.number]
    assert quotes_for(given.month, given.month, 0) == []


@pytest.mark.parametrize(("quote", "is_said"), [
    ("i knew what would happen", True),
    ("I knew … happen next", True),
    ("[The worker] said I knew", False),
    ("happen next … I knew", False),
    ("…", False),
    ("I knew what’s next", False),
])  # fmt: skip
def test_a_quote_is_what_was_said(quote, is_said):
    assert is_said_in(quote, ["Once I knew what would happen next, it was fine."]) is is_said


def test_few_are_counted_nowhere_for_a_wider_audience():
    groups = {VoiceGroup.FAMILIES: VoiceTally(obtained=5), VoiceGroup.PARTNERS: VoiceTally(obtained=4), VoiceGroup.CHILDREN: VoiceTally()}
    assert shown_of(groups) == ({VoiceGroup.FAMILIES: VoiceTally(obtained=5)}, [VoiceGroup.PARTNERS])
