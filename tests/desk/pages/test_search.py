"""`/search/`: among what the person may see. What is typed is posted, so that no case ID stands in an address."""

import datetime

import pytest

from actions.models import Action
from actions.services import mark_done, raise_action
from audits.models import Audit, Cycle
from foundation.accounts.models import Person
from foundation.search.models import IndexedText, IndexedUpTo
from foundation.search.services import rebuild_index
from observations.enums import ObservationState
from observations.models import Observation
from performance.models import Commentary, Indicator, MonthRelease
from reports.enums import ReportState
from reports.models import Report
from tests.observation_kinds import VISIT
from tests.replay import replayed

pytestmark = pytest.mark.both  # what is found, and in which order, is the database's own


def results_of(visitor, **asked):
    """The page that a search leads to; what a test wrote past the services is in the index too."""
    rebuild_index()
    return visitor.post("/search/", asked, follow=True)


def sections(visitor, **asked):
    return results_of(visitor, **asked).context["results"].sections


def found(visitor, text: str) -> list[str]:
    """What is found, but for people and teams."""
    return [row.text for section in sections(visitor, q=text) for row in section.rows if section.key != "people"]


def test_an_audit_is_found_by_its_number_and_by_the_case_id(lead, allocated_audit):
    assert found(lead, str(allocated_audit.number)) == [str(allocated_audit)]
    assert found(lead, "c-204") == [str(allocated_audit)]


def test_an_action_is_found_by_a_word_and_leads_to_its_page(worker, action):
    page = results_of(worker, q="CHRONOLOGY").content.decode()

    assert f'<a class="govuk-link" href="{action.get_absolute_url()}">' in page


def test_nobody_finds_what_they_may_not_open(outsider, allocated_audit, action):
    assert found(outsider, "C-20417") == found(outsider, "chronology") == []


@pytest.mark.parametrize("text", ["", "   ", "'; --", "9" * 40, "٣", "%", "-", "'", "’ -", "“”"])
def test_odd_words_find_nothing_and_break_nothing(lead, allocated_audit, text):
    assert found(lead, text) == []


@pytest.mark.parametrize("text", ["c-20417,", "“C-20417”", "c 20417", "C20417", "(c–20417)", "20417"])
def test_a_case_id_is_found_as_people_write_it(lead, allocated_audit, text):
    assert found(lead, text) == [str(allocated_audit)]


def test_a_name_is_found_with_its_initial_in_quotation_marks_and_without_its_apostrophe(lead, allocated_audit):
    Person.objects.filter(pk=allocated_audit.auditor.pk).update(name="Siobhán O’Neill")

    for typed in ["“Siobhan O'Neill”", "S. ONeill", "O Neill Siobhán", "o’neill, siobhan"]:
        assert found(lead, typed) == [str(allocated_audit)], typed


def test_a_word_for_the_kind_of_thing_stands_in_no_one_s_way(lead, allocated_audit):
    cycle, team = allocated_audit.cycle, allocated_audit.team
    Cycle.objects.filter(pk=cycle.pk).update(theme="Neglect")

    for typed in [f"Audits of {cycle}", f"month {cycle}", "theme: neglect", "Neglect theme"]:
        assert f"Audits of {cycle}" in found(lead, typed), typed
    assert str(allocated_audit) in found(lead, f"the team {team}")
    assert found(lead, "audit of the team") == []
    assert found(lead, f"Audit {allocated_audit.number + 900}") == []


def test_a_month_is_found_in_figures(lead, allocated_audit):
    month = allocated_audit.cycle.month

    assert f"Audits of {allocated_audit.cycle}" in found(lead, f"{month:%m/%Y}")
    assert str(allocated_audit) in found(lead, f"{month:%m/%Y}")


def test_the_page_says_that_nothing_matches(lead):
    assert "Nothing that you can open matches “zebra”" in results_of(lead, q="zebra").content.decode()


def test_an_indicator_is_found_by_everyone(board_member, allocated_audit):
    assert "Cared for children currently open (Number)" in found(board_member, "cared for children")
    assert found(board_member, "C-20417") == []


def test_words_in_the_address_are_not_searched_for(lead, allocated_audit):
    assert lead.get("/search/", {"q": "C-20417"}).context["results"].sections == ()


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "Audit {}",
        "audit {}",
        "AUDITS {}",
        "audit no. {}",
        "Audit number {}",
        "audit #{}",
        "#{}",
        "audit{}",
        "{} audit",
        "“Audit {}”",
        "(audit {}),",
    ],
)
def test_an_audit_is_found_by_its_number_however_it_is_written(lead, allocated_audit, written):
    assert found(lead, written.format(allocated_audit.number)) == [str(allocated_audit)]


@pytest.mark.parametrize("written", ["Action {}", "action {}", "action no {}", "Action #{}.", "  ACTION   {} "])
def test_an_action_is_found_by_its_name_and_nothing_else_is(lead, allocated_audit, written):
    day = datetime.date(2040, 8, 1)
    action = Action.objects.create(
        number=allocated_audit.number,
        what="Update the plan",
        why="It is old.",
        due=day,
        first_due=day,
        raised_on=day,
        raised_by=lead.person,
    )

    assert found(lead, written.format(action.number)) == [str(action)]
    assert found(lead, f"audit {action.number}") == [str(allocated_audit)]


def test_an_observation_is_found_by_its_name(lead, allocated_audit):
    cycle, team = allocated_audit.cycle, allocated_audit.team
    observation = Observation.objects.create(cycle=cycle, month=cycle.month, kind_id=VISIT, observer=lead.person, team=team)

    assert found(lead, f"observation {observation.number}") == [str(observation)]
    assert found(lead, f"action {observation.number}") == []


@pytest.mark.parametrize("written", ["record c-204", "case C-20417", "Child’s record C‑20417", "case ID: c-20417", "audit C-20417"])
def test_a_child_s_record_is_found_by_its_case_id_with_or_without_a_word_before(lead, allocated_audit, written):
    assert found(lead, written) == [str(allocated_audit)]


@pytest.mark.parametrize("written", ["will okafor", "Okafor, Will", "OKAFOR"])
def test_a_person_s_name_finds_what_names_them(lead, allocated_audit, action, written):
    assert found(lead, written) == [str(allocated_audit), str(action)]


@pytest.mark.parametrize("written", ["Zoe", "zoë", "ZOË", "Zoe\u0308", "o'neill", "O’Neill, Zoë"])
def test_a_name_with_accents_is_found_with_and_without_them(lead, action, worker, written):
    Person.objects.filter(pk=worker.person.pk).update(name="Zoë O’Neill")

    assert found(lead, written) == [str(action)]


def test_a_word_with_capitals_and_accents_is_found_in_any_writing(worker, lead):
    due = datetime.date(2040, 8, 1)
    action = raise_action(actor=lead.person, what="Écrire à la crèche ÉLAN", why="Agreed.", owner=worker.person, due=due)

    assert found(worker, "élan") == found(worker, "CRECHE ecrire") == [str(action)]


def test_a_theme_and_a_month_find_the_month_and_its_audits(lead, auditor, allocated_audit):
    Cycle.objects.filter(pk=allocated_audit.cycle_id).update(theme="Neglect in the teenage years")
    month = f"Audits of {allocated_audit.cycle}"

    assert found(lead, "NEGLECT") == found(lead, str(allocated_audit.cycle)) == [str(allocated_audit), month]
    assert found(auditor, "neglect teenage") == [str(allocated_audit)]


def test_a_domain_finds_the_actions_about_it(lead, action, allocated_audit):
    domain = allocated_audit.tool.domains.first()
    action.domains.add(domain)

    assert str(action) in found(lead, domain.name)


def test_the_board_finds_its_report_and_nothing_of_people(board_member, lead, allocated_audit, action):
    for month, state in ((5, ReportState.DRAFT), (6, ReportState.APPROVED)):
        first = datetime.date(2023, month, 1)
        approved = {"approved_by": lead.person, "approved_on": first, "content": {}} if state == ReportState.APPROVED else {}
        Report.objects.create(first_month=first, last_month=first, state=state, opened_by=lead.person, **approved)

    assert found(board_member, "report june 2023") == ["Report on June 2023"]
    assert found(board_member, "may 2023") == found(board_member, "Okafor") == found(board_member, "Elm Team") == []


@pytest.fixture
@replayed
def written(submitted_audit, lead):
    """An audit with words of each kind."""
    judgement = submitted_audit.judgements.filter(stage="pre", domain__isnull=False).first()
    judgement.reason = "Ms O’Neill says the crèche saw bruising in May."
    judgement.save()
    submitted_audit.findings.create(kind="strength", text="Warm, curious visits by Zoë.")
    submitted_audit.findings.create(kind="area", text="The genogram is missing.")
    submitted_audit.voices.all().delete()
    submitted_audit.voices.create(voice="child", outcome="spoken", words="I want my guitar back")
    return submitted_audit


def quoted(visitor, text: str) -> list[tuple[str, str]]:
    return [(each.of, each.passage.found) for section in sections(visitor, q=text) for row in section.rows for each in row.quoted]


@pytest.mark.parametrize(
    ("typed", "of", "marked"),
    [
        ("creche bruising", "Evidence and reason", ["crèche", "bruising"]),
        ("ONEILL", "Evidence and reason", ["O’Neill"]),
        ("“saw bruising”", "Evidence and reason", ["saw", "bruising"]),
        ("guitars", "What people said", ["guitar"]),
    ],
)
def test_words_in_an_audit_are_found_with_their_passage(lead, written, typed, of, marked):
    assert found(lead, typed) == [str(written)]
    assert quoted(lead, typed) == [(of, marked)]
    assert f"<mark>{marked[0]}</mark>" in results_of(lead, q=typed).content.decode()


@pytest.mark.parametrize(
    ("typed", "kind", "marked"), [("zoe curious", "Strength", ["curious", "Zoë"]), ("genogr", "Area for improvement", ["genogram"])]
)
def test_a_finding_is_found_and_leads_to_its_audit(lead, written, typed, kind, marked):
    assert found(lead, typed) == [f"{kind} in audit {written.number}"]
    assert quoted(lead, typed) == [(kind, marked)]
    assert f'href="{written.get_absolute_url()}"' in results_of(lead, q=typed).content.decode()


def test_what_is_quoted_is_text_and_no_markup(lead, written):
    written.findings.create(kind="area", text="<b>Chronology</b> & <script>alert(1)</script>")

    page = results_of(lead, q="chronology script").content.decode()
    assert "&lt;b&gt;<mark>Chronology</mark>&lt;/b&gt; &amp; &lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;" in page


def test_words_are_found_by_nobody_who_may_not_read_them(moderator, outsider, board_member, administrator, written):
    Cycle.objects.filter(pk=written.cycle_id).update(blind=True)
    written.refresh_from_db()

    assert written.moderator == moderator.person
    for visitor in (moderator, outsider, board_member, administrator):
        assert found(visitor, "genogram") == found(visitor, "bruising") == []


def test_a_moderator_finds_words_once_they_have_graded(moderator, written):
    domain = written.judgements.filter(stage="pre", domain__isnull=False).first().domain
    written.judgements.create(domain=domain, stage="moderator", grade="G", reason="My own chronology.")

    assert found(moderator, "genogram") == [f"Area for improvement in audit {written.number}"]
    assert found(moderator, "own chronology") == []


def test_what_is_being_written_is_in_no_index(auditor, lead, written):
    Audit.objects.filter(pk=written.pk).update(state="in_progress")

    assert found(auditor, "genogram") == found(lead, "genogram") == found(lead, "bruising") == []
    assert not IndexedText.objects.filter(words__contains="genogram").exists()


def test_what_was_in_the_index_is_out_of_sight_from_the_moment_that_it_may_not_be_read(lead, auditor, written):
    rebuild_index()
    Audit.objects.filter(pk=written.pk).update(state="in_progress")

    assert lead.post("/search/", {"q": "genogram"}, follow=True).context["results"].sections == ()


def test_counts_are_of_what_the_person_may_see(lead, worker, action, allocated_audit):
    due = datetime.date(2040, 8, 1)
    raise_action(actor=lead.person, what="Another chronology", why="x", owner=lead.person, due=due)

    assert [(section.heading) for section in sections(lead, q="chronology")] == ["Actions (2)"]
    assert [(section.heading) for section in sections(worker, q="chronology")] == ["Actions (1)"]


def test_what_a_service_saves_is_found_at_once(lead, worker, written):
    rebuild_index()
    due = datetime.date(2040, 8, 1)
    new = raise_action(actor=lead.person, what="Invite the aunts", why="Agreed.", owner=worker.person, due=due)

    def texts(typed):
        page = lead.post("/search/", {"q": typed}, follow=True)
        return [row.text for section in page.context["results"].sections for row in section.rows]

    assert texts("aunt") == [str(new)]
    mark_done(actor=worker.person, action=new, evidence="Both replied by telephone")
    assert texts("telephone") == [str(new)]


def test_words_of_actions_evidence_and_observations_are_found_with_their_passage(lead, worker, action, written):
    Action.objects.filter(pk=action.pk).update(why="The grandmother was never asked.")
    mark_done(actor=worker.person, action=action, evidence="Uploaded as genogram v2")
    observation = Observation.objects.create(
        cycle=written.cycle,
        month=written.cycle.month,
        kind_id=VISIT,
        observer=lead.person,
        team=written.team,
        learning="Draw the genogram together.",
        state=ObservationState.RECORDED,
        seen_on=written.cycle.month,
    )

    assert quoted(lead, "grandmother") == [("Why", ["grandmother"])]
    assert found(lead, "genogram") == [f"Area for improvement in audit {written.number}", str(action), str(observation)]
    assert quoted(worker, "genogram") == [("Evidence that it is done", ["genogram"])]


def test_words_of_comments_and_reports_are_found_by_those_who_may_read_them(board_member, lead, analyst, worker):
    indicator = Indicator.objects.first()
    may = datetime.date(2023, 5, 1)
    Commentary.objects.create(
        indicator=indicator, month=may, comment="Half of it is backlog.", written_on=may, published_comment="Staffing steadied."
    )
    report = Report.objects.create(first_month=may, last_month=may, opened_by=lead.person)
    report.texts.create(key="summary", text="The backlog is down.", written_by=lead.person, written_on=may)

    assert found(lead, "backlog") == [str(report), str(indicator)]
    assert found(analyst, "backlog") == [str(indicator)]
    assert found(worker, "staffing steadied") == [str(indicator)]
    assert found(board_member, "staffing steadied") == found(board_member, "backlog") == found(worker, "backlog") == []
    MonthRelease.objects.create(month=may, released_by=lead.person, released_on=may)
    assert found(board_member, "staffing steadied") == [str(indicator)]


def test_a_comment_that_is_not_handed_in_is_in_no_index(analyst):
    Commentary.objects.create(indicator=Indicator.objects.first(), month=datetime.date(2023, 5, 1), comment="Half of it is backlog.")

    assert found(analyst, "backlog") == []
    assert not IndexedText.objects.filter(words__contains="backlog").exists()


def test_what_is_found_of_one_kind_is_read_page_by_page(lead, written):
    due = datetime.date(2040, 8, 1)
    Action.objects.bulk_create(
        Action(what=f"Draw genogram {at}", why="x", due=due, first_due=due, raised_on=due, raised_by=lead.person) for at in range(60)
    )

    first = results_of(lead, q="draw genogram")
    number = first.context["asked"]

    def page(**asked):
        shown = lead.get("/search/", {"asked": number} | asked).context["results"].sections
        return [(section.key, section.heading, len(section.rows), section.has_more, section.before, section.after) for section in shown]

    assert page() == [("actions", "Actions (60)", 10, True, 0, 0)]
    assert page(of="actions") == [("actions", "Actions (60)", 25, False, 0, 2)]
    assert page(of="actions", page=3) == [("actions", "Actions (60), page 3", 10, False, 2, 0)]
    assert page(of="actions", page="x") == page(of="actions", page=1)
    assert page(of="actions", page=9) == page(of="nothing", page=1) == []
    assert f'href="/search/?asked={number}&amp;of=actions"' in first.content.decode()


def test_of_very_many_the_first_five_hundred_are_counted_and_that_is_said(lead):
    due = datetime.date(2040, 8, 1)
    Action.objects.bulk_create(
        Action(what=f"Draw genogram {at}", why="x", due=due, first_due=due, raised_on=due, raised_by=lead.person) for at in range(501)
    )
    first = results_of(lead, q="draw genogram")
    last = lead.get("/search/", {"asked": first.context["asked"], "of": "actions", "page": 20})

    assert [section.heading for section in first.context["results"].sections] == ["Actions (more than 500)"]
    assert (len(last.context["results"].sections[0].rows), last.context["results"].sections[0].after) == (25, 0)
    assert "Add a word to find fewer" in last.content.decode()


def test_an_address_has_a_number_and_none_of_what_was_typed_and_is_one_person_s(lead, worker, action):
    answer = lead.post("/search/", {"q": "C-20417 chronology"})
    again = lead.post("/search/", {"q": "C-20417 chronology", "of": "actions"})

    assert (answer.status_code, answer.url) == (302, "/search/?asked=1")
    assert again.url == "/search/?asked=1&of=actions"
    assert lead.get(answer.url).context["search_text"] == "C-20417 chronology"
    assert worker.get(answer.url).context["search_text"] == ""
    assert lead.get("/search/?asked=99").context["search_text"] == lead.get("/search/?asked=x").context["search_text"] == ""


def test_where_the_index_was_never_made_numbers_are_found_and_the_page_says_what_waits(lead, allocated_audit):
    IndexedUpTo.objects.all().delete()
    page = lead.post("/search/", {"q": str(allocated_audit.number)}, follow=True)
    words = lead.post("/search/", {"q": "chronology"}, follow=True).content.decode()

    assert [row.text for row in page.context["results"].sections[0].rows] == [str(allocated_audit)]
    assert "is not searched by its words yet" in words
