"""Observed practice and voices beside audits: each counted once a domain, protected, and opened to their rows."""

import datetime

import pytest

from audits.enums import ThemeReply
from foundation.accounts.models import Person, Team
from observations.enums import ObservationState, ObservedGrade
from observations.models import AreaSeen, Observation, ObservationType, PracticeArea
from tests.insight.conftest import released
from tests.insight.pages.test_grades import words
from tests.insight.triangulation.test_page import JULY_ALONE, OF_OVERSIGHT, OVERSIGHT, URL, rows_of, scorecard
from tests.month_grades import JULY, JUNE, alter, july, june
from voices.enums import HowGiven, VoiceSource, VoiceState
from voices.models import QuestionSet, VoiceAnswer, VoiceQuestion, VoiceRecord

__all__ = ["july", "june", "released", "scorecard"]
STRONG, SECURE, DEVELOPING, CONCERN = ObservedGrade
ROWS = f"{URL}rows/"


def seen(team: Team, *grades: ObservedGrade, domain: str = OVERSIGHT) -> Observation:
    """One observation; each further grade is of another area of the same domain."""
    first = PracticeArea.objects.filter(domain__name=domain).first()
    person = Person.objects.system()
    found = Observation.objects.create(
        month=JULY,
        kind=ObservationType.objects.first(),
        observer=person,
        team=team,
        state=ObservationState.RECORDED,
        seen_on=datetime.date(2023, 7, 12),
    )
    areas = [
        first,
        *(first.template.areas.create(name=f"Area {at}", position=50 + at, domain=first.domain) for at in range(1, len(grades))),
    ]
    AreaSeen.objects.bulk_create(AreaSeen(observation=found, area=area, grade=grade) for area, grade in zip(areas, grades, strict=True))
    return found


def heard(*replies: ThemeReply, team: Team | None = None, domain: str = OVERSIGHT) -> list[VoiceRecord]:
    of = QuestionSet.objects.create(name=f"Set {QuestionSet.objects.count()}", source=VoiceSource.PARENT)
    question = VoiceQuestion.objects.create(question_set=of, position=1, text="Did it help?", domain_name=domain)
    day = datetime.date(2023, 7, 12)
    known = {"source": VoiceSource.PARENT, "month": JULY, "team": team, "gathered_by": Person.objects.system(), "question_set": of}
    given = {"state": VoiceState.OBTAINED, "how": HowGiven.BY_PHONE, "given_on": day}
    voices = [VoiceRecord.objects.create(**known, **given) for _ in replies]
    VoiceAnswer.objects.bulk_create(
        VoiceAnswer(voice=voice, question=question, reply=reply) for voice, reply in zip(voices, replies, strict=True)
    )
    return voices


@pytest.fixture
def observations(elm_team) -> list[Observation]:
    return [seen(elm_team, grade) for grade in (STRONG, STRONG, SECURE, STRONG, DEVELOPING)]


def test_nine_of_nine_against_strong_in_four_of_five_and_a_figure_down_9_4_points(lead, july, scorecard, observations):
    text = words(lead.get(URL, OF_OVERSIGHT))

    assert (
        f"{OVERSIGHT}. Audits of July 2023, before moderation: 9 of 9 Requires improvement to be good. Observations of July 2023: "
        "strong or secure in 4 of 5: 3 strong, 1 secure, 1 developing. Open cases (CIN CP CfC) with appropriate case supervision recorded: "
        "63.4% in July 2023, down 9.4 points since June 2023. "
    ) in text
    assert (
        "Observed practice and audits contradict each other. 4 of 5 (80%) strong or secure, but 0 of 9 (0%) Good or better. They are 80 "
        "percentage points apart (95% interval 28 to 96)."
    ) in text


def test_an_observation_counts_once_by_its_lowest_grade(lead, july, elm_team):
    seen(elm_team, STRONG, CONCERN)
    seen(elm_team, STRONG)
    (row,) = [row for row in rows_of(lead, domain=OVERSIGHT) if row["Source"] == "Observed practice"]

    assert (row["Good practice"], row["Out of (n)"], row["Bears out"]) == ("1", "2", "Too few to say")


def test_observations_open_to_their_rows(lead, auditor, july, observations):
    address = f"{ROWS}observations/?from=2023-07&to=2023-07&domain=Management+oversight+and+supervision"
    page = lead.get(URL, OF_OVERSIGHT).content.decode()

    assert address.replace("&", "&amp;") in page
    rows = lead.get(address).context["behind"].rows
    assert [(row[0].value, row[2]) for row in rows] == [
        (f"Observation {each.number}", "No" if at == 4 else "Yes") for at, each in enumerate(observations)
    ]
    assert auditor.get(address).context["behind"].rows == []


def test_voices_count_once_and_contradict(lead, july):
    heard(*[ThemeReply.YES] * 7, ThemeReply.PARTLY)
    page = lead.get(URL, OF_OVERSIGHT)

    assert "Voices of July 2023 (parents and carers)" in words(page)
    assert "Voices and audits contradict each other. 7 of 8 (88%) positive, but 0 of 9 (0%) Good or better" in words(page)
    assert len(lead.get(f"{ROWS}voices/", OF_OVERSIGHT).context["behind"].rows) == 8


def test_a_wider_audience_is_shown_neither_side_of_few_nor_a_part(board_member, july, elm_team, observations):
    heard(*[ThemeReply.YES] * 5)
    found = {row["Source"]: row["What was found"] for row in rows_of(board_member, domain=OVERSIGHT)}

    assert found["Observed practice"] == "Not shown: fewer than five on one side."
    assert found["Voices"] == "positive in 5 of 5"
    assert board_member.get(f"{ROWS}voices/", OF_OVERSIGHT).status_code == 403
    heard(*[ThemeReply.YES] * 5, team=elm_team)
    of_a_team = {row["Source"]: row["What was found"] for row in rows_of(board_member, domain=OVERSIGHT, team=elm_team.pk)}
    assert of_a_team["Voices"] == "Not shown: fewer than five on one side."


def test_no_two_periods_differ_by_a_month_of_few(board_member, june, july):
    """Of June five voices may be counted, of July one may not: together they are five, and not six."""
    for voice in heard(*[ThemeReply.YES] * 5):
        VoiceRecord.objects.filter(pk=voice.pk).update(month=JUNE)
    heard(ThemeReply.YES)
    both = {"from": "2023-06", "domain": OVERSIGHT}

    assert [row["What was found"] for row in rows_of(board_member, **both) if row["Source"] == "Voices"] == ["positive in 5 of 5"]
    assert [row["What was found"] for row in rows_of(board_member, domain=OVERSIGHT) if row["Source"] == "Voices"] == [
        "Not shown: fewer than five on one side."
    ]


def test_nothing_of_a_month_that_is_graded_blind(moderator, july, observations):
    heard(*[ThemeReply.YES] * 8)
    alter(july[:1], moderator=moderator.person)

    assert rows_of(moderator, domain=OVERSIGHT) == []
    assert moderator.get(f"{ROWS}voices/", OF_OVERSIGHT).context["behind"].rows == []


def test_it_is_narrowed_by_team(lead, july, ash_team, observations):
    seen(ash_team, STRONG)

    assert [row["Out of (n)"] for row in rows_of(lead, domain=OVERSIGHT, team=ash_team.pk) if row["Source"] == "Observed practice"] == ["1"]


def test_it_is_narrowed_by_cohort_and_plan_type_where_the_audit_of_the_same_record_says_them(lead, july, observations):
    alter(july[:2], cohort="Cared for", plan_type="cared_for")
    Observation.objects.filter(pk__in=[each.pk for each in observations[:2]]).update(audit=july[0])
    voices = heard(*[ThemeReply.YES] * 3)
    VoiceRecord.objects.filter(pk=voices[0].pk).update(audit=july[1])
    VoiceRecord.objects.filter(pk=voices[1].pk).update(observation=observations[0])

    for asked in ({"cohort": "Cared for"}, {"plan_type": "cared_for"}):
        found = {row["Source"]: row["Out of (n)"] for row in rows_of(lead, domain=OVERSIGHT, **asked)}
        assert (found["Observed practice"], found["Voices"]) == ("2", "2")
        assert len(lead.get(f"{ROWS}voices/", OF_OVERSIGHT | asked).context["behind"].rows) == 2


@pytest.mark.parametrize("address", [f"{ROWS}audits/", f"{ROWS}no/"])
def test_other_sources_have_rows_of_their_own(lead, july, address):
    assert lead.get(address, JULY_ALONE).status_code == 404
