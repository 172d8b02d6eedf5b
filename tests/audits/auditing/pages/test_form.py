"""/audits/1/form/ and its sections."""

import pytest

from audits.enums import AuditState, Grade, Stage
from audits.models import Audit
from audits.moderation.services.moderation import return_audit
from foundation.activity.models import Entry
from tests.audit_stages import grade_all


def form_url(audit: Audit) -> str:
    return f"/audits/{audit.number}/form/"


def section_url(audit: Audit, slug: str | int) -> str:
    """Of a section by its slug, or of a domain by its position."""
    name = f"domain-{audit.tool.domains.get(position=slug).pk}" if isinstance(slug, int) else slug
    return f"{form_url(audit)}{name}/"


def rows(kind: str, *given: tuple[str, str]) -> dict:
    data = {f"{kind}-TOTAL_FORMS": str(len(given)), f"{kind}-INITIAL_FORMS": "0"}
    for number, (text, source) in enumerate(given):
        data |= {f"{kind}-{number}-text": text, f"{kind}-{number}-source": source}
    return data


def statuses(visitor, audit) -> list[str]:
    return [section.status for section in visitor.get(form_url(audit)).context["sections"]]


def test_a_grade_and_its_reason_are_saved_and_the_next_section_opens(auditor, begun_audit):
    response = auditor.post(section_url(begun_audit, 1), {"grade": "G", "reason": "Seen alone every week."})

    judgement = begun_audit.judgements.get()
    assert response.url == section_url(begun_audit, 2)
    assert (judgement.stage, judgement.grade, judgement.reason) == (Stage.AUDITOR, Grade.GOOD, "Seen alone every week.")
    assert [entry.sentence for entry in Entry.objects.of(begun_audit)][-2:] == ["started the audit", "graded"]


def test_each_grade_stands_beside_what_it_looks_like(auditor, begun_audit):
    page = auditor.get(section_url(begun_audit, 1)).content.decode()

    for descriptor in begun_audit.tool.domains.first().descriptors.all():
        assert descriptor.text in page


def test_a_section_may_be_saved_half_done(auditor, begun_audit):
    auditor.post(section_url(begun_audit, 1), {"grade": "", "reason": "Seen alone every week."})

    assert statuses(auditor, begun_audit)[0] == "In progress"


def test_save_and_come_back_later_goes_to_the_audit(auditor, begun_audit):
    response = auditor.post(section_url(begun_audit, 1), {"grade": "G", "reason": "Seen.", "later": "1"})

    assert response.url == f"/audits/{begun_audit.number}/"


def test_a_change_from_the_check_page_goes_back_to_it(auditor, started_audit):
    response = auditor.post(section_url(started_audit, 1) + "?back=check", {"grade": "RI", "reason": "Not seen alone."})

    assert response.url == f"/audits/{started_audit.number}/check/"


def test_overall_offers_no_not_applicable(auditor, begun_audit):
    form = auditor.post(section_url(begun_audit, "overall"), {"grade": "NA", "reason": "-"}).context["form"]

    assert form.errors == {"grade": ["Select grade from the list"]}
    assert "NA" in [value for value, _ in auditor.get(section_url(begun_audit, 1)).context["form"].fields["grade"].choices]


def test_findings_are_saved_with_their_source(auditor, begun_audit):
    strengths = rows("strength", ("Seen alone", "child"), ("", "record"))
    areas = rows("area", ("Chronology is out of date", "record"))

    response = auditor.post(section_url(begun_audit, "findings"), strengths | areas)

    assert response.url == section_url(begun_audit, "voices")
    assert list(begun_audit.findings.order_by("pk").values_list("kind", "text", "source")) == [
        ("strength", "Seen alone", "child"),
        ("area", "Chronology is out of date", "record"),
    ]


def test_there_are_three_blank_rows_more_than_stored(auditor, begun_audit):
    given = rows("strength", ("Seen alone", "child"), ("Warm", "family")) | rows("area")
    response = auditor.post(section_url(begun_audit, "findings"), given | {"more": "1"}, follow=True)

    strengths, areas = response.context["form"].sets
    assert (len(strengths.forms), len(areas.forms)) == (5, 3)
    assert strengths.forms[1].initial == {"text": "Warm", "source": "family", "themes": []}


def test_a_finding_that_is_blanked_is_gone(auditor, allocated_audit):
    address = section_url(allocated_audit, "findings")
    auditor.post(address, rows("strength", ("Seen alone", "child")) | rows("area"))
    auditor.post(address, rows("strength", ("", "child")) | rows("area"))

    assert not allocated_audit.findings.exists()


def test_voices_are_saved(auditor, begun_audit):
    given = {"child_outcome": "obtained", "child_words": "I like my worker.", "family_outcome": "declined"}

    response = auditor.post(section_url(begun_audit, "voices"), given)

    assert response.url == section_url(begun_audit, "overall")
    assert list(begun_audit.voices.values_list("voice", "outcome", "words")) == [
        ("child", "obtained", "I like my worker."),
        ("family", "declined", ""),
    ]


def test_words_without_an_outcome_ask_for_it(auditor, begun_audit):
    form = auditor.post(section_url(begun_audit, "voices"), {"family_words": "Nobody rang back."}).context["form"]

    assert form.errors == {"family_outcome": ["Say whether the family’s voice was obtained"]}


def test_the_task_list_says_how_far_each_section_is(auditor, begun_audit):
    assert statuses(auditor, begun_audit) == ["Not started"] * 8

    grade_all(begun_audit)

    assert statuses(auditor, begun_audit) == ["Complete"] * 5 + ["Not started"] * 2 + ["Complete"]


def test_from_my_work_to_submission_takes_no_more_than_twelve_pages(auditor, allocated_audit):
    loads, address = 2, auditor.post(form_url(allocated_audit)).url
    while "form" in address:
        given = {"grade": "G", "reason": "Seen."} | rows("strength", ("Warm", "child")) | rows("area", ("Late", "record"))
        address = auditor.post(address, given | {"child_outcome": "obtained"}).url
        loads += 1
    submitted = auditor.post(address, follow=True)

    assert submitted.context["audit"].state == AuditState.SUBMITTED
    assert loads + 2 == 12  # My work and the task list before; the check page and the submitted audit after


def test_an_audit_opens_where_it_was_left(auditor, begun_audit):
    resume = f"{form_url(begun_audit)}?resume=yes"

    auditor.post(section_url(begun_audit, 3), {"reason": "Half a sentence"})
    assert auditor.get(resume).url == section_url(begun_audit, 3)
    auditor.post(section_url(begun_audit, 3), {"reason": "A whole one.", "grade": "G"})
    assert auditor.get(resume).url == section_url(begun_audit, 1)


@pytest.mark.parametrize("slug", ["findings", "voices", "overall"])
def test_every_kind_of_section_is_found_again(auditor, begun_audit, slug):
    given = {"reason": "Taken together", "child_outcome": "declined"} | rows("strength", ("Warm", "child")) | rows("area")
    auditor.post(section_url(begun_audit, slug), given)

    assert auditor.get(f"{form_url(begun_audit)}?resume=yes").url == section_url(begun_audit, slug)


def test_an_audit_sent_back_says_why_and_opens_again(auditor, moderator, submitted_audit):
    return_audit(actor=moderator.person, audit=submitted_audit, reason="Say more about the plan.")

    assert "Say more about the plan." in auditor.get(form_url(submitted_audit)).content.decode()
    auditor.post(section_url(submitted_audit, 1), {"grade": "I", "reason": "Looked again."})
    assert submitted_audit.judgements.at(Stage.PRE).filter(grade="G").count() == 6


@pytest.mark.parametrize("visitor", ["lead", "moderator", "director", "outsider", "worker", "board_member"])
def test_nobody_else_opens_the_form(request, visitor, allocated_audit):
    other = request.getfixturevalue(visitor)

    assert other.get(form_url(allocated_audit)).status_code == 404
    assert other.post(section_url(allocated_audit, 1), {"grade": "I", "reason": "No."}).status_code == 404


def test_answers_stand_still_after_submission(auditor, submitted_audit):
    response = auditor.post(section_url(submitted_audit, 1), {"grade": "I", "reason": "Second thoughts."}, follow=True)

    assert "is submitted, so its answers no longer change" in response.content.decode()
    assert submitted_audit.judgements.filter(grade="I").count() == 0


def test_an_auditor_with_a_conflict_of_interest_is_told_so_on_opening(auditor, worker, allocated_audit):
    worker.person.line_manager = auditor.person
    worker.person.save()

    response = auditor.post(form_url(allocated_audit))

    assert "Amina Yusuf is in this worker’s or team’s line of management." in response.content.decode()
    assert Audit.objects.get(pk=allocated_audit.pk).state == AuditState.ALLOCATED


def test_an_unknown_section_gets_404(auditor, begun_audit):
    assert auditor.get(section_url(begun_audit, "nothing")).status_code == 404
