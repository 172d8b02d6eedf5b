"""/audits/1/check/: every answer once more, then submission."""

import datetime

from actions.services import raise_action
from audits.auditing.pages.sections import sections_of
from audits.auditing.services.auditing import grade_domain, save_findings, save_voices
from audits.enums import AuditState, FindingKind, Grade, Source, Stage, Voice
from audits.models import Audit
from audits.queries.applicability import Applicability
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from tests.audit_stages import grade_all
from tests.reading import fresh


def url(audit: Audit) -> str:
    return f"/audits/{audit.number}/check/"


def sentences(audit: Audit) -> list[str]:
    return [entry.sentence for entry in Entry.objects.of(audit)]


def test_the_auditor_submits_and_the_grades_freeze(auditor, started_audit):
    response = auditor.post(url(started_audit), follow=True)

    assert fresh(started_audit).state == AuditState.SUBMITTED
    assert started_audit.judgements.at(Stage.PRE).filter(grade="G").count() == 6
    assert f"Audit {started_audit.number} is submitted. It waits for Morwenna Pask." in response.content.decode()
    assert sentences(started_audit)[-1] == "submitted the audit"


def test_every_answer_is_shown_with_a_way_to_change_it(auditor, started_audit):
    page = auditor.get(url(started_audit)).content.decode()

    for domain in started_audit.tool.domains.all():
        assert f"Seen in the record: {domain.name}." in page
        assert f"/audits/{started_audit.number}/form/domain-{domain.pk}/?back=check" in page


def test_what_is_missing_is_listed_with_links(auditor, begun_audit):
    first = begun_audit.tool.domains.first()
    grade_domain(actor=auditor.person, audit=begun_audit, domain=first, grade=Grade.GOOD, reason="")

    missing = auditor.get(url(begun_audit)).context["missing"]

    assert [each["text"] for each in missing][-2:] == [
        "Give the evidence and reason for Relationship based practice and direct work.",
        "Give an overall judgement, with the evidence and reason.",
    ]
    assert missing[-2]["href"] == f"/audits/{begun_audit.number}/form/domain-{first.pk}/?back=check#id_reason"


def test_an_incomplete_audit_is_not_submitted(auditor, begun_audit):
    form = auditor.post(url(begun_audit)).context["form"]

    assert form.non_field_errors()[-1] == "Give an overall judgement, with the evidence and reason."
    assert (len(form.non_field_errors()), fresh(begun_audit).state) == (6, AuditState.IN_PROGRESS)


def test_everything_that_is_missing_is_said_at_once_each_with_a_link_to_its_field(auditor, begun_audit):
    response = auditor.post(url(begun_audit))
    page = response.content.decode()
    summary = page.partition("govuk-error-summary__list")[2].partition("</ul>")[0]

    places = [f"domain-{domain.pk}" for domain in begun_audit.tool.domains.all()] + ["overall"]
    assert [f'href="/audits/{begun_audit.number}/form/{place}/?back=check#id_grade"' in summary for place in places] == [True] * 6
    assert summary.count("evidence and reason") == 6
    assert "Still needed before you can submit" not in page


def test_every_link_of_the_summary_leads_to_a_field_that_is_there(auditor, begun_audit):
    save_voices(actor=auditor.person, audit=begun_audit, voices={Voice.CHILD: ("", "I like my worker.")})
    first = begun_audit.tool.domains.first()
    grade_domain(actor=auditor.person, audit=begun_audit, domain=first, grade=Grade.INADEQUATE, reason="")
    missing = [each["href"].split("#") for each in auditor.get(url(begun_audit)).context["missing"]]

    assert {field for _, field in missing} == {"id_grade", "id_reason", "actions", "id_child_outcome"}
    assert [address for address, field in missing if f'id="{field}"' not in auditor.get(address).content.decode()] == []


def test_the_actions_are_shown_with_whom_and_by_when(auditor, worker, team_manager, started_audit):
    domain = started_audit.tool.domains.get(name="Assessment")
    assert "None raised from this audit." in auditor.get(url(started_audit)).content.decode()
    raise_action(
        actor=auditor.person, audit=started_audit, what="Update the chronology", why="It stops.", owner=worker.person,
        helpers=[team_manager.person], domains=[domain], due=datetime.date(2030, 1, 4),
    )  # fmt: skip

    page = " ".join(auditor.get(url(started_audit)).content.decode().split())
    assert "Will Okafor, with Tara Quinn, due 4 January 2030, normal. About: Assessment" in page
    assert "Update the chronology" in page


def test_the_overall_judgement_shows_the_grades_of_the_domains(auditor, started_audit):
    page = auditor.get(f"/audits/{started_audit.number}/form/overall/").content.decode()

    given = page.partition("Your grades so far")[2].partition("</dl>")[0]
    assert [domain.name for domain in started_audit.tool.domains.all() if domain.name not in given] == []
    assert given.count("qa-grade--good") == 5


def test_the_due_date_stands_on_every_page_of_the_form(auditor, started_audit):
    pages = ["form/", "check/", *(f"form/{part.slug}/" for part in sections_of(Applicability(started_audit)))]
    with frozen_clock(datetime.date(2023, 6, 20)):
        shown = [
            "Due 23 June 2023, in 3 working days" in auditor.get(f"/audits/{started_audit.number}/{page}").content.decode()
            for page in pages
        ]

    assert shown == [True] * len(pages)


def test_an_overall_two_grades_above_the_lowest_domain_draws_a_warning(auditor, started_audit):
    domain = started_audit.tool.domains.get(name="Assessment")
    given = {"grade": Grade.INADEQUATE, "reason": "None this year.", "no_action_reason": "One is under way."}
    grade_domain(actor=auditor.person, audit=started_audit, domain=domain, **given)

    warned = auditor.get(url(started_audit)).context["warned"]

    assert warned[0].startswith("Your overall judgement, Good, is 2 grades above your lowest domain (Assessment).")
    assert auditor.post(url(started_audit)).status_code == 302


def test_missing_findings_and_voices_warn_and_do_not_stop(auditor, started_audit):
    save_findings(actor=auditor.person, audit=started_audit, kind=FindingKind.STRENGTH, findings=[("Warm", Source.CHILD)])

    assert auditor.get(url(started_audit)).context["warned"] == [
        "You have written no area for improvement.",
        "You have not said of every voice whether it was heard: child, family and practitioner.",
        "You have not answered 6 of the questions beside the grades: the checklist, and this month’s theme.",
    ]


def test_nobody_else_submits(lead, moderator, outsider, started_audit):
    for other in (lead, moderator, outsider):
        assert other.post(url(started_audit)).status_code == 404
    assert fresh(started_audit).state == AuditState.IN_PROGRESS


def test_submitting_twice_does_nothing(auditor, started_audit):
    for _ in range(2):
        auditor.post(url(started_audit))

    assert sentences(started_audit).count("submitted the audit") == 1


def test_looking_submits_nothing(auditor, started_audit):
    auditor.get(url(started_audit))

    assert fresh(started_audit).state == AuditState.IN_PROGRESS


def test_an_inadequate_says_that_the_team_will_be_asked(auditor, team_manager, allocated_audit):
    audit = grade_all(allocated_audit, Grade.INADEQUATE)

    auditor.post(url(audit))

    page = team_manager.get(f"/audits/{audit.number}/").content.decode()
    assert "Your team’s response is needed" in page


def weak_audit(auditor, audit: Audit) -> str:
    """The name of the one weak domain of an audit that is otherwise complete."""
    domain = audit.tool.domains.get(name="Assessment")
    grade_domain(actor=auditor.person, audit=audit, domain=domain, grade=Grade.REQUIRES_IMPROVEMENT, reason="A year old.")
    return domain.name


def test_a_weak_domain_needs_an_action_or_a_reason_for_none(auditor, started_audit):
    weak_audit(auditor, started_audit)

    form = auditor.post(url(started_audit)).context["form"]

    assert form.non_field_errors() == ["Raise an action for Assessment, or say why none is needed."]
    assert fresh(started_audit).state == AuditState.IN_PROGRESS


def test_a_reason_for_none_answers_a_weak_domain(auditor, started_audit):
    weak_audit(auditor, started_audit)
    address = auditor.get(url(started_audit)).context["missing"][0]["href"].removesuffix("#actions")
    given = {"grade": "RI", "reason": "A year old.", "no_action_reason": "The update is booked for Monday."}

    assert auditor.post(address, given).url == url(started_audit)
    assert "The update is booked for Monday." in auditor.get(url(started_audit)).content.decode()
    auditor.post(url(started_audit))
    assert started_audit.judgements.at(Stage.PRE).get(grade="RI").no_action_reason == "The update is booked for Monday."
    assert "The update is booked for Monday." in auditor.get(started_audit.get_absolute_url()).content.decode()


def test_a_reason_for_none_stays_hidden_from_a_blind_moderator(auditor, moderator, allocated_audit):
    audit = grade_all(allocated_audit, Grade.REQUIRES_IMPROVEMENT)
    auditor.post(url(audit))

    for address in (audit.get_absolute_url(), f"/audits/{audit.number}/moderate/"):
        page = moderator.get(address).content.decode()
        assert audit.case_id in page
        assert "Agreed with the worker already." not in page


def test_one_action_raised_on_the_way_answers_the_domains_it_covers(auditor, worker, started_audit):
    weak_audit(auditor, started_audit)
    address = auditor.get(url(started_audit)).context["missing"][0]["href"].removesuffix("#actions")
    raising = auditor.post(address, {"grade": "RI", "reason": "A year old.", "raise": "1"}).url
    initial = auditor.get(raising).context["form"].initial
    asked = {"what": "Update the assessment", "why": "It is a year old.", "owner": worker.person.pk, "level": "child", "priority": "normal"}

    raised = auditor.post(raising, asked | {"domains": initial["domains"]})

    assert raised.url == address
    assert "Update the assessment" in auditor.get(address).content.decode()
    assert auditor.get(url(started_audit)).context["missing"] == []


def test_the_way_back_from_an_action_stays_on_this_site(auditor, started_audit):
    form = auditor.get(f"/actions/raise/?audit={started_audit.number}&back=//elsewhere.example/").context["form"]

    assert form.cancel_url == started_audit.get_absolute_url()


def write_of_overall(auditor, audit: Audit, reason: str) -> None:
    grade_domain(actor=auditor.person, audit=audit, domain=None, grade=Grade.GOOD, reason=reason)


def guarded(auditor, audit: Audit) -> list[tuple[str, str]]:
    return [(each.place, each.find.text) for each in auditor.get(url(audit)).context["guarded"]]


def test_words_that_may_say_who_somebody_is_are_listed_and_stop_nothing(auditor, started_audit):
    write_of_overall(auditor, started_audit, "All is well. Jayden Smith lives in PR8 1AA.")

    assert guarded(auditor, started_audit) == [("Overall judgement", "PR8 1AA"), ("Overall judgement", "Jayden Smith")]
    auditor.post(url(started_audit))
    assert fresh(started_audit).state == AuditState.SUBMITTED


def test_a_dismissed_warning_is_not_listed_again(auditor, started_audit):
    write_of_overall(auditor, started_audit, "Bluebell Woods was visited.")
    mark = auditor.get(url(started_audit)).context["guarded"][0].mark
    for _ in range(2):
        assert auditor.post(url(started_audit), {"dismiss": mark}).url == url(started_audit)

    write_of_overall(auditor, started_audit, "Bluebell Woods was visited twice.")
    assert guarded(auditor, started_audit) == []
    assert sentences(started_audit).count("looked at a warning about the words") == 1
    assert fresh(started_audit).state == AuditState.IN_PROGRESS


def test_dismissing_what_is_not_listed_does_nothing(auditor, started_audit):
    auditor.post(url(started_audit), {"dismiss": "anything"})

    assert "looked at a warning about the words" not in sentences(started_audit)
