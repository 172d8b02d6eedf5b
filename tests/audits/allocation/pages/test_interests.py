"""/my-interests/, and /audits/interests/ for the lead."""

import pytest

from audits.allocation.services.allocation import add_audit
from audits.allocation.services.hand_back import hand_back
from audits.enums import ConflictKind
from audits.models import Interest
from audits.services.errors import ConflictOfInterest
from foundation.activity.models import Entry
from foundation.notices.models import Notice

MINE, ALL = "/my-interests/", "/audits/interests/"


def declare(visitor, address=MINE, **given):
    return visitor.post(address, {"about": "case_id", "case_id": "C-1", "words": "I know the family."} | given)


@pytest.mark.parametrize("about", ["case_id", "team", "worker"])
def test_what_somebody_declares_is_a_conflict_from_then_on(lead, cycle, auditor, elm_team, worker, about):
    record = {"case_id": "C-1", "team": elm_team, "allocated_worker": worker.person}
    given = {"case_id": "c-1", "team": elm_team.pk, "worker": worker.person.pk}[about]

    declare(auditor, about=about, **{about: given})

    with pytest.raises(ConflictOfInterest) as refused:
        add_audit(actor=lead.person, cycle=cycle, auditor=auditor.person, **record)
    assert [each.kind for each in refused.value.conflicts] == [ConflictKind.DECLARED_INTEREST]


def test_the_lead_accepts_it_with_a_reason(lead, cycle, auditor):
    declare(auditor)
    reasons = {ConflictKind.DECLARED_INTEREST: "A distant acquaintance."}

    audit = add_audit(actor=lead.person, cycle=cycle, case_id="C-1", auditor=auditor.person, reasons=reasons)

    assert audit.overrides.get().conflict == ConflictKind.DECLARED_INTEREST


def test_it_leaves_a_trace_that_does_not_say_why(auditor):
    declare(auditor)

    entry = Entry.objects.of(Interest.objects.get()).get()
    assert (entry.verb, "family" in str(entry.facts)) == ("interest.declared", False)


def test_the_lead_is_told_where_somebody_has_such_a_record_already(lead, auditor, allocated_audit):
    declare(auditor, case_id=allocated_audit.case_id)

    assert Notice.objects.get(person=lead.person).subject == f"Amina Yusuf declared an interest in audit {allocated_audit.pk}"


def test_an_interest_that_a_lead_ended_is_no_conflict_and_stays_in_the_list(lead, cycle, auditor):
    declare(auditor)
    lead.post(ALL, {"end": str(Interest.objects.get().pk)})

    assert add_audit(actor=lead.person, cycle=cycle, case_id="C-1", auditor=auditor.person).auditor == auditor.person
    assert "Ended" in auditor.get(MINE).content.decode()


def test_nobody_ends_their_own_interest_and_the_page_says_who_does(auditor):
    declare(auditor)

    page = auditor.get(MINE)

    assert [row["can_end"] for row in page.context["rows"]] == [False]
    assert "A QA lead who neither has the interest nor declared it ends it" in page.content.decode()
    assert auditor.post(MINE, {"end": str(Interest.objects.get().pk)}).status_code == 403


def test_one_s_own_list_shows_nobody_else_s(auditor, moderator):
    declare(moderator)

    assert auditor.get(MINE).context["rows"] == []
    assert auditor.post(MINE, {"end": str(Interest.objects.get().pk)}).status_code == 404


def test_what_was_handed_back_is_ended_by_the_lead_alone(lead, auditor, allocated_audit):
    hand_back(actor=auditor.person, audit=allocated_audit, words="I chaired the conference.")
    interest = Interest.objects.get()

    assert auditor.post(MINE, {"end": str(interest.pk)}).status_code == 403
    lead.post(ALL, {"end": str(interest.pk)})
    assert Interest.objects.get().ended_by == lead.person


def test_the_lead_declares_for_others_and_sees_all(lead, auditor):
    declare(lead, ALL, person=auditor.person.pk)

    assert Interest.objects.get().person == auditor.person
    assert "I know the family." in lead.get(ALL).content.decode()


@pytest.mark.parametrize("who", ["auditor", "administrator", "director", "board_member", "outsider"])
def test_everybody_s_interests_are_for_the_lead(request, who):
    assert request.getfixturevalue(who).get(ALL).status_code == 403


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"case_id": ""}, "case_id"),
        ({"case_id": "Jamie Smith"}, "case_id"),
        ({"about": "team"}, "team"),
        ({"words": " "}, "words"),
        ({"about": ""}, "about"),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_what_was_typed_is_kept(auditor, given, field):
    page = declare(auditor, **given)

    assert field in page.context["form"].errors
    assert "I know the family." in page.content.decode() or field == "words"
    assert not Interest.objects.exists()


def test_the_same_interest_twice_is_one(auditor):
    first = declare(auditor)

    assert declare(auditor).url == first.url
    assert Interest.objects.count() == 1
