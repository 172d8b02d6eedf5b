"""Nothing that is published names a child or a worker: each spelling of a list is refused, wherever it is, and the refusal says where."""

import re

import pytest

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.errors import Incomplete
from foundation.guard.services import Identified
from publications.enums import PublicationKind, PublicationState
from publications.models import Publication
from publications.services import begin_publication, publish_publication, send_for_review, withdraw_publication, write_publication
from tests.people import add_person

from .conftest import SUMMARY, TEXTS

# Zainab Ali-Khan, however somebody writes her.
SPELLINGS = [
    "Zainab Ali-Khan",
    "zainab ali-khan",
    "ZAINAB ALI-KHAN",
    "Ali-Khan, Zainab",
    "Ali-Khan Zainab",
    "Zainab Ali Khan",
    "Zainab AliKhan",
    "ZainabAliKhan",
    "Zainab  Ali‑Khan",
    "Zaïnab Ali–Khan",
    "Zai\u0308nab Ali-Khan",
    "Zainab Ali-Khan’s",
    "Zainab Ali-Khan's",
    "Z. Ali-Khan",
    "Z Ali-Khan",
    "Ali-Khan Z.",
    "Z.M. Ali-Khan",
    "Ms Ali-Khan",
    "Ｚainab Ali-Khan",
    "Zai\u200bnab Ali-Khan",
    "zainab.ali-khan@marram.example",
    "Z.Ali-Khan@marram.example",
    "zalikhan@marram.example",
    "zak7@marram.example",
    "ZAK7@MARRAM.EXAMPLE",
]
# MB-20417, however somebody writes it.
CASE_IDS = [
    "MB-20417",
    "mb-20417",
    "MB20417",
    "MB 20417",
    "MB/20417",
    "M B 2 0 4 1 7",
    "MB 204 17",
    "20417",
    "20 417",
    "ＭＢ－２０４１７",
    "MB‑20417",
]
# What holds the words, in which of them, and where the refusal says that it is.
PLACES = [
    ("title", "{}", "the title"),
    ("summary", "As {} showed.", "the summary"),
    ("found", "First.\n\nThe plan of {} was late.", "“What we found”, paragraph 2"),
    ("do_now", "- Read\n- Ask {} for it", "“What to do now”, list item 2"),
    (
        "matters",
        "Who does what:\n| Who | What |\n| --- | --- |\n| All | Read |\n| {} | Write |",
        "“Why it matters”, table 1, row 2, column “Who”",
    ),
    ("matters", "{}:\n| Who | What |\n| --- | --- |\n| All | Read |", "“Why it matters”, table title 1"),
    ("read_more", "See ![picture of {}](https://marram.example/a.png)", "“Read more”, paragraph 1"),
]


@pytest.fixture
def zainab(db) -> Person:
    person = add_person("Zainab Ali-Khan")
    person.email = "zak7@marram.example"
    person.save()
    return person


@pytest.fixture
def record(cycle):
    from audits.models import Audit

    return Audit.objects.create(cycle=cycle, tool=cycle.tool, case_id="MB-20417", case_key="mb-20417")


def written(lead, alert: Publication, **words: str) -> Publication:
    given = {"title": alert.title, "summary": SUMMARY} | {name: words[name] for name in ("title", "summary") if name in words}
    texts = TEXTS | {name: text for name, text in words.items() if name not in given}
    return write_publication(actor=lead.person, publication=alert, texts=texts, **given)


@pytest.fixture
def alert(lead) -> Publication:
    return begin_publication(actor=lead.person, kind=PublicationKind.ALERT, title="Plans")


def refusals(lead, alert: Publication, **words: str) -> dict[str, list[str]]:
    """What the refusal says, by the name of each text; a reason lets none of it through."""
    try:
        texts = TEXTS | {name: text for name, text in words.items() if name in TEXTS}
        given = {"title": alert.title, "summary": SUMMARY} | {name: text for name, text in words.items() if name not in TEXTS}
        write_publication(actor=lead.person, publication=alert, texts=texts, kept="She agreed.", **given)
    except Identified as refused:
        return {} if refused.may_stay else refused.message_dict
    return {}


def test_a_colleague_is_refused_in_every_spelling_even_for_a_reason(lead, alert, zainab):
    said = {each: refusals(lead, alert, found=f"The plan that {each} wrote was read.") for each in SPELLINGS}

    assert [each for each, refused in said.items() if list(refused) != ["found"]] == []
    assert {re.sub("^.*?”", "", sentence) for refused in said.values() for sentence in refused["found"]} == {
        f" is the {what} of somebody who works here, in “What we found”, paragraph 1. Take it out: all staff read this."
        for what in ("name", "e-mail address")
    }


def test_a_case_id_is_refused_in_every_spelling_even_for_a_reason(lead, alert, record):
    said = {each: refusals(lead, alert, found=f"As in {each}: the plan was late.") for each in CASE_IDS}

    assert [each for each, refused in said.items() if ["is a case ID" in one for one in refused.get("found", [])] != [True]] == []


def test_the_refusal_says_where_it_is(lead, alert, zainab, record):
    places = [(name, words.format(said), where) for name, words, where in PLACES for said in ("Ali-Khan, Z.", "MB 20417")]
    said = [(refusals(lead, alert, **{name: words}).get(name, []), where) for name, words, where in places]

    assert [(found, where) for found, where in said if [f"in {where}. " in each for each in found] != [True]] == []


@pytest.mark.parametrize(
    "address",
    ["https://marram.example/people/Zainab%20Ali-Khan", "https://marram.example/people/zalikhan", "mailto:zak7@marram.example",
     "https://marram.example/record/MB%2D20417"],
)  # fmt: skip
def test_a_link_is_followed_to_its_address(lead, alert, zainab, record, address):
    with pytest.raises(Identified) as refused:
        written(lead, alert, read_more=f"- Read\n- [the record]({address})")

    assert any("in “Read more”, link address 1. " in each for each in refused.value.message_dict["read_more"])


def test_a_name_over_two_cells_of_a_row_is_found(lead, alert, zainab):
    with pytest.raises(Identified) as refused:
        written(lead, alert, matters="| First | Last |\n| --- | --- |\n| Zainab | Ali-Khan |")

    assert "in “Why it matters”, table 1, row 1. " in refused.value.message_dict["matters"][0]


@pytest.mark.parametrize("words", ["Z.A.K. read the plan.", "Seen by ZAK.", "Then Zainab asked."])
def test_initials_and_a_first_name_may_stand_for_a_reason_that_is_kept(lead, alert, zainab, words):
    with pytest.raises(Identified) as refused:
        written(lead, alert, found=words)
    texts = TEXTS | {"found": words}
    kept = write_publication(actor=lead.person, publication=alert, title="Plans", summary=SUMMARY, texts=texts, kept="A service here.")

    assert refused.value.may_stay
    assert kept.texts["found"] == words
    assert Entry.objects.of(alert).get(verb="words.kept").facts["why"] == "A service here."
    assert written(lead, alert, found=words).texts["found"] == words


@pytest.mark.parametrize(
    "words",
    [
        "In June 2023 the IRO and the GP met.",
        "20,417 children; 20.4% of them.",
        "Good plans are read. Khan and Ali were not asked.",
        "Signs of Safety",
    ],
)
def test_ordinary_words_are_published(lead, alert, record, words):
    add_person("Tom Ford")

    assert written(lead, alert, found=words).texts["found"] == words


def test_a_colleague_who_came_since_is_found_before_each_step(lead, moderator, draft, reviewed):
    alert = Publication.objects.get(pk=reviewed.pk)
    add_person("Guidance Older")
    Person.objects.filter(name="Guidance Older").update(name="Six Months")

    with pytest.raises(Incomplete) as refused:
        publish_publication(actor=lead.person, publication=alert)

    assert list(refused.value.missing) == ["found"]
    assert Publication.objects.get(pk=alert.pk).state == PublicationState.REVIEWED


def test_words_kept_halfway_are_asked_about_before_a_review(lead, moderator, alert, zainab):
    texts = TEXTS | {"found": "As Zainab Ali-Khan said."}
    write_publication(actor=lead.person, publication=alert, title="Plans", summary=SUMMARY, texts=texts, halfway=True)

    with pytest.raises(Incomplete) as refused:
        send_for_review(actor=lead.person, publication=alert, reviewer=moderator.person)

    assert "“Zainab Ali-Khan” is the name of somebody who works here" in refused.value.missing["found"]


def test_a_reason_for_withdrawing_names_nobody(lead, published, zainab):
    with pytest.raises(Identified):
        withdraw_publication(actor=lead.person, publication=published, reason="Zainab Ali-Khan asked for it.")
