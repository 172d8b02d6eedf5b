"""/audits/<number>/risk/: a child may be at risk now."""

import datetime

import pytest
from django.urls import reverse

from audits.allocation.services.allocation import add_audit
from audits.cycles.services.cycles import plan_cycle
from audits.models import AuditRules, RiskFlag
from audits.services.moves import missing_for
from foundation.accounts.enums import Role
from foundation.accounts.models import Absence, Person, Team
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.notices.models import Notice
from tests.audits.risks.flags import RAISED, WORRY, acknowledged, closed, raised
from tests.people import add_person

GIVEN = {"worry": WORRY, "rung": "The duty manager", "rung_on": "2023-06-14", "rung_time": "10:40"}


@pytest.fixture(autouse=True)
def at_the_moment():
    with frozen_clock(RAISED):
        yield


def url(audit) -> str:
    return reverse("audits:raise-risk", args=[audit.number])


def told() -> list[str]:
    return sorted(Notice.objects.filter(key__startswith="risk.raised", at_once=True).values_list("person__name", flat=True))


def text(answer) -> str:
    return answer.content.decode()


def test_it_says_whom_to_ring_before_it_asks_anything(auditor, allocated_audit):
    AuditRules(pk=1, first_to_ring="The duty desk, extension 4000").save()

    page = text(auditor.get(url(allocated_audit)))

    assert page.index("The duty desk, extension 4000") < page.index("does not replace the call") < page.index("What is the worry?")


def test_it_is_kept_with_the_call_and_the_moment(auditor, allocated_audit):
    answer = auditor.post(url(allocated_audit), GIVEN)

    risk = RiskFlag.objects.get()
    assert answer.url == risk.get_absolute_url()
    assert (risk.worry, risk.rung, risk.raised_by) == (WORRY, "The duty manager", auditor.person)
    assert risk.raised_at == datetime.datetime(2023, 6, 14, 9, 42, tzinfo=datetime.UTC)
    assert risk.raised_at - risk.rung_at == datetime.timedelta(minutes=2)


def test_it_leaves_a_trace(auditor, allocated_audit):
    auditor.post(url(allocated_audit), GIVEN)

    assert Entry.objects.of(RiskFlag.objects.get()).get().sentence == "said that a child may be at risk now"


def test_the_line_of_the_team_is_told_at_once(auditor, allocated_audit):
    auditor.post(url(allocated_audit), GIVEN)

    assert told() == ["Helen Frost", "Sunil Mehta", "Tara Quinn"]


def test_what_is_mailed_holds_no_case_content(auditor, allocated_audit):
    auditor.post(url(allocated_audit), GIVEN)

    notice = Notice.objects.filter(at_once=True).first()
    assert (notice.subject, notice.path) == (
        f"A child may be at risk now: audit {allocated_audit.number}",
        RiskFlag.objects.get().get_absolute_url(),
    )
    assert allocated_audit.case_id not in notice.words
    assert WORRY not in notice.words


def test_those_named_by_the_rules_are_told_too(auditor, director, allocated_audit):
    rules = AuditRules(pk=1)
    rules.save()
    rules.told_of_risk.add(director.person)

    auditor.post(url(allocated_audit), GIVEN)

    assert "Dilys Kaur" in told()


def test_a_board_member_is_not_told_though_once_named(auditor, board_member, allocated_audit):
    rules = AuditRules(pk=1)
    rules.save()
    rules.told_of_risk.add(board_member.person)

    auditor.post(url(allocated_audit), GIVEN)

    assert "Bernard Cole" not in told()


def test_of_somebody_away_the_next_above_is_told_as_well(auditor, allocated_audit):
    above = add_person("Gwen Hale", Role.SERVICE_MANAGER)
    Person.objects.filter(pk=allocated_audit.team.manager_id).update(line_manager=above)
    Absence.objects.create(person=allocated_audit.team.manager, first_day=RAISED.date(), last_day=RAISED.date())

    auditor.post(url(allocated_audit), GIVEN)

    assert {"Tara Quinn", "Gwen Hale"} <= set(told())


def test_the_auditor_is_never_told_by_their_own_flag(auditor, allocated_audit):
    rules = AuditRules(pk=1)
    rules.save()
    add_role(auditor.person, Role.TEAM_MANAGER)
    rules.told_of_risk.add(auditor.person)

    auditor.post(url(allocated_audit), GIVEN)

    assert "Amina Yusuf" not in told()


def add_role(person: Person, role: Role) -> None:
    person.role_rows.create(role=role)


def test_where_nobody_would_be_told_the_page_says_so_and_the_lead_is_told(auditor, lead, allocated_audit):
    Team.objects.update(manager=None, service=None)

    assert "this team has no manager here" in text(auditor.get(url(allocated_audit)))
    auditor.post(url(allocated_audit), GIVEN)

    assert told() == ["Leah Brandt"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"worry": " "}, "Answer “What is the worry?”"),
        ({"rung": ""}, "Answer “Who did you tell by phone?”"),
        ({"rung_time": "teatime"}, "The time must be like 10:42 or 3.15pm"),
        ({"rung_time": "10:50"}, "The call must be in the past: ring first, then send this page"),
    ],
)
def test_what_is_wrong_stands_by_its_field_and_nothing_typed_is_lost(auditor, allocated_audit, wrong, says):
    answer = auditor.post(url(allocated_audit), GIVEN | wrong)

    assert answer.context["form"].errors == {next(iter(wrong)): [says]}
    assert all(value in text(answer) for name, value in GIVEN.items() if name not in wrong and name != "rung_on")
    assert not RiskFlag.objects.exists()


def test_a_name_is_pointed_out_once_and_may_be_sent_as_it_is(auditor, allocated_audit):
    named = GIVEN | {"worry": "Mrs Ellen Tranter hit him."}

    answer = auditor.post(url(allocated_audit), named)
    assert answer.context["form"].errors["worry"] == [
        "Not sent yet. “Mrs Ellen Tranter” looks like a person’s name. Change the words, or send them as they are"
    ]
    assert "Mrs Ellen Tranter hit him." in text(answer)
    assert not RiskFlag.objects.exists()

    auditor.post(url(allocated_audit), named | {"as-it-is": "1"})
    assert RiskFlag.objects.get().worry == "Mrs Ellen Tranter hit him."


def test_the_moderator_and_the_lead_may_also_after_submission(moderator, lead, submitted_audit):
    lead.post(url(submitted_audit), GIVEN)
    first = RiskFlag.objects.get()
    closed(acknowledged(first, submitted_audit.team.manager, 0), submitted_audit.team.manager, 0)

    moderator.post(url(submitted_audit), GIVEN)

    assert [risk.raised_by for risk in RiskFlag.objects.all()] == [moderator.person, lead.person]


def test_managers_who_may_read_the_audit_are_refused_and_others_get_404(team_manager, worker, outsider, board_member, moderated_audit):
    assert {visitor.post(url(moderated_audit), GIVEN).status_code for visitor in (team_manager, worker)} == {403}
    assert {visitor.post(url(moderated_audit), GIVEN).status_code for visitor in (outsider, board_member)} == {404}


KEY = GIVEN | {"worry": "He has a key to the house."}


def test_two_people_with_the_form_open_are_two_worries_and_people_are_told_again(auditor, lead, allocated_audit):
    assert {visitor.get(url(allocated_audit)).status_code for visitor in (auditor, lead)} == {200}
    auditor.post(url(allocated_audit), GIVEN)
    told_of_the_first = told()

    answer = lead.post(url(allocated_audit), KEY)

    second = RiskFlag.objects.get(raised_by=lead.person)
    assert answer.url == second.get_absolute_url()
    assert "He has a key to the house." in text(lead.get(answer.url))
    assert told() == sorted(told_of_the_first * 2)
    assert [entry.sentence for entry in Entry.objects.of(second)] == ["said that a child may be at risk now"]


@pytest.mark.parametrize("stage", ["raised", "acknowledged", "closed"])
def test_a_further_worry_is_a_flag_of_its_own_whatever_became_of_the_first(auditor, team_manager, allocated_audit, stage):
    first = raised(allocated_audit)
    if stage != "raised":
        acknowledged(first, team_manager.person, 0)
    if stage == "closed":
        closed(first, team_manager.person, 0)

    auditor.post(url(allocated_audit), KEY)

    assert [risk.worry for risk in RiskFlag.objects.all()] == ["He has a key to the house.", WORRY]


def test_two_audits_of_one_child_have_a_worry_each(auditor, lead, allocated_audit):
    september = plan_cycle(actor=lead.person, month=datetime.date(2023, 9, 1))
    other = add_audit(actor=lead.person, cycle=september, case_id=allocated_audit.case_id, team=allocated_audit.team)
    raised(allocated_audit)

    lead.post(url(other), KEY)

    assert set(RiskFlag.objects.values_list("audit", "worry")) == {(allocated_audit.pk, WORRY), (other.pk, "He has a key to the house.")}


def test_the_same_sent_twice_is_one_worry_told_once(auditor, allocated_audit):
    first = auditor.post(url(allocated_audit), GIVEN)
    people, entries = told(), Entry.objects.count()

    again = auditor.post(url(allocated_audit), GIVEN | {"worry": f"  {WORRY} "})

    assert again.url == first.url
    assert (RiskFlag.objects.count(), told(), Entry.objects.count()) == (1, people, entries)


def test_who_opens_the_form_is_shown_the_worry_that_is_open(auditor, lead, allocated_audit):
    raised(allocated_audit)

    page = text(lead.get(url(allocated_audit)))

    assert "by Amina Yusuf: not acknowledged yet" in page
    assert "people are notified again" in page


def test_an_audit_with_two_worries_waits_for_both(auditor, team_manager, allocated_audit):
    first, second = raised(allocated_audit), raised(allocated_audit, minutes=1)
    closed(acknowledged(first, team_manager.person, 2), team_manager.person, 3)
    assert "risk" in missing_for(allocated_audit, "submit")

    closed(acknowledged(second, team_manager.person, 4), team_manager.person, 5)
    assert "risk" not in missing_for(allocated_audit, "submit")


@pytest.mark.parametrize("page", ["audits:audit", "audits:form", "audits:check"])
def test_every_page_of_the_audit_leads_to_it(auditor, started_audit, page):
    assert f'href="{url(started_audit)}"' in text(auditor.get(reverse(page, args=[started_audit.number])))


@pytest.mark.parametrize("section", ["overall", "findings", "voices"])
def test_every_section_leads_to_it_and_shows_one_that_is_open(auditor, started_audit, section):
    address = reverse("audits:section", args=[started_audit.number, section])
    assert f'href="{url(started_audit)}"' in text(auditor.get(address))

    raised(started_audit)

    assert "Risk raised 14 June 2023 at 10:42 by Amina Yusuf: not acknowledged yet." in text(auditor.get(address))
