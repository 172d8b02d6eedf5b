"""Nothing totals, averages or ranks practice by practitioner, on any page, in any file, in any fact: the walk, and the test of the walk."""

import datetime
import re

import pytest

from audits.models import Audit
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from insight.facts.offered import facts_for
from insight.facts.reading import FactReader
from tests.demo.by_practitioner import (
    faults_in_csv,
    faults_in_json,
    faults_in_page,
    faults_in_rows,
    faults_in_workbook,
)
from tests.journeys.inventory import pages
from tests.shares import share_of

pytestmark = pytest.mark.once  # the demo is loaded on PostgreSQL by the tests of its figures

# Who reads most of what could be grouped.
READERS = ("Naomi Fielding", "Meg Thornley", "Catherine Boyle", "Michelle Rimmer", "Patricia Holt")
EXPORTS = ("?export=csv", "?export=xlsx")
ALWAYS = {"insight:overview", "insight:grades", "insight:agreement", "audits:list", "audits:cycle", "oversight:team-plan"}
# Pages whose rows count something of one thing to do, beside the person who does it. Each says why it may.
OF_WORK_TO_DO = {"actions:list": "a row is one action, with how often and how far its own date was moved"}
NAME = "Quorvash"


@pytest.fixture
def people(demo, db) -> list[str]:
    """Practitioners whose work was audited, renamed so that their names occur nowhere else."""
    of_audits = Audit.objects.values("allocated_worker")
    audited = Person.objects.filter(pk__in=of_audits).exclude(role_rows__role__in=set(Role) - {Role.PRACTITIONER})
    named = []
    for place, person in enumerate(audited.order_by("pk")):
        name = f"{NAME} {_letters(place)}"
        Person.objects.filter(pk=person.pk).update(name=name)
        named.append(name)
    return named


def _letters(place: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{place:03}").capitalize() + "ette"


def faults_of(answer, people: list[str]) -> list[str]:
    kind, content = answer.get("Content-Type", ""), answer.getvalue()
    if "spreadsheetml" in kind:
        return list(faults_in_workbook(content, people))
    words = content.decode(errors="replace")
    if "csv" in kind:
        return list(faults_in_csv(words, people))
    return list(faults_in_json(words, people) if "json" in kind else faults_in_page(words, people) if "ml" in kind else ())


@pytest.mark.parametrize("reader", share_of(READERS, 2, about="who reads what could be grouped"))
def test_nothing_groups_counts_by_the_practitioner(as_person, people, reader):
    visitor = as_person(reader)
    every = list(pages())
    drawn = share_of(every, 60, about=f"pages of {reader}")
    found: dict[str, list[str]] = {}
    for name, address, _ in [page for page in every if page in drawn or page[0] in ALWAYS]:
        answer = visitor.get(address)
        files = [address + export for export in EXPORTS if "export=" in str(answer.content[:200_000])] if not answer.streaming else []
        pictures = re.findall(r'src="(/insight/[^"]+)"', answer.content.decode(errors="replace")) if not answer.streaming else []
        for each, given in [(address, answer), *((file, visitor.get(file)) for file in [*files, *pictures[:2]])]:
            if name not in OF_WORK_TO_DO and (faults := faults_of(given, people)):
                found[each] = faults[:3]

    assert found == {}


def test_no_fact_names_a_practitioner(as_person, people):
    reader = FactReader(datetime.date(2023, 4, 1), datetime.date(2023, 7, 1))
    facts = facts_for(as_person("Naomi Fielding").person, reader)

    assert len(facts) > 20
    assert [fact.sentence for fact in facts if NAME in fact.sentence] == []


def test_the_practitioners_are_named_where_one_record_is_shown(as_person, people):
    """Otherwise the walk would pass whatever the pages did."""
    finished = Audit.objects.filter(allocated_worker__name__startswith=NAME).finished().latest("pk")

    assert len(people) > 10
    assert NAME in as_person("Naomi Fielding").get(finished.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><th>Practitioner</th><th>Audits</th></tr><tr><td>Quorvash Aaa</td><td>3</td></tr></table>",
        "<table><tr><th>Worker</th><th>Good or better</th></tr><tr><td>Quorvash Aaa</td><td>2 of 9</td></tr></table>",
        "<table><tr><th>Worker</th><th>Share</th></tr><tr><td>Quorvash Aaa (Elm)</td><td>2 (14%)</td></tr></table>",
        "<p>Quorvash Aaa was found Inadequate in 33%.</p>",
        "<ul><li>Quorvash Aaa: 3 audits</li></ul>",
        "<svg><text>Quorvash Aaa</text></svg>",
    ],
)
def test_the_walk_finds_what_is_planted(page):
    assert list(faults_in_page(page, ["Quorvash Aaa"])) != []


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><th>Audit</th><th>Worker</th><th>Overall</th></tr><tr><td>161</td><td>Quorvash Aaa</td><td>Good</td></tr></table>",
        "<table><tr><th>Team</th><th>Audits</th></tr><tr><td>Elm Team</td><td>3</td></tr></table>",
        "<p>Quorvash Aaa acknowledged the feedback on audit 161 on 3 July 2023.</p>",
    ],
)
def test_the_walk_lets_single_records_be(page):
    assert list(faults_in_page(page, ["Quorvash Aaa"])) == []


def test_files_are_read_by_their_headings():
    rows = [["Practitioner", "Audits"], ["Quorvash Aaa", "3"]]

    assert list(faults_in_rows(rows, ["Quorvash Aaa"])) == ["Quorvash Aaa: Audits: 3"]
    assert list(faults_in_csv("\ufeffPractitioner,Audits\r\nQuorvash Aaa,3\r\n", ["Quorvash Aaa"])) == ["Quorvash Aaa: Audits: 3"]
    assert list(faults_in_json('{"rows": [{"who": "Quorvash Aaa", "audits": 3}]}', ["Quorvash Aaa"])) == ["Quorvash Aaa: audits: 3"]
