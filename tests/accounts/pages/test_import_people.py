"""/settings/people/import/: people from a list, seen first, each row stored whole or not at all."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.accounts.enums import Role
from foundation.accounts.list_pages import every_row
from foundation.accounts.models import PeopleUpload, Person, PowerRequest, Team
from foundation.accounts.reading.people import check_people
from foundation.activity.models import Entry
from foundation.sheets import read_rows
from tests.people import Visitor, add_person
from tests.shares import examples
from tests.tables import table_on
from tests.workbooks import table_in

URL = "/settings/people/import/"
LIST = """Staff list,,,,,
Name,Work email,Post,Team name,Line Manager,Role
"Ali, Zainab",Zainab.Ali@example.org,Social worker,elm team,Tara Quinn,Practitioner
Kit Marlow,kit@example.org,Team manager,Ash Team,Helen Frost,"Team manager; Auditor"
Siân O’Neill,sian.o’neill@example.org,Social worker,Ash Team,Kit Marlow,
Will Okafor,,Senior social worker,,,
"""


def bring(visitor, text: str, name: str = "people.csv"):
    return visitor.post(URL, {"file": SimpleUploadedFile(name, text.encode())})


def store(visitor, page: str, **ticked):
    seen = visitor.get(page).context["form"].initial["seen"]
    return visitor.post(page, {"seen": seen} | ticked, follow=True)


def read(text: str):
    return check_people(read_rows(BytesIO(text.encode()), "people.csv"))


@pytest.fixture
def brought(administrator, worker, ash_team) -> str:
    return bring(administrator, LIST).url


def test_what_each_row_would_do_is_shown_and_nothing_is_stored(administrator, brought):
    page = administrator.get(brought)

    assert [each["number"] for each in page.context["figures"]] == [4, 3, 1, 0, 0]
    said = page.content.decode()
    assert "Zainab Ali" in said
    assert "Job title: Social worker → Senior social worker" in said
    assert [row["Waits for a second person"] for row in table_on(page)] == ["–", "Team manager, Auditor", "–", "–"]
    assert not Person.objects.filter(name="Zainab Ali").exists()


def test_the_list_is_stored_and_says_what_was_done(administrator, brought, worker, elm_team):
    done = store(administrator, brought).content.decode()

    zainab, kit, sian = (Person.objects.get(name=name) for name in ("Zainab Ali", "Kit Marlow", "Siân O’Neill"))
    assert (zainab.email, zainab.team, zainab.line_manager, zainab.role_names) == (
        *("zainab.ali@example.org", elm_team, elm_team.manager),
        ["practitioner"],
    )
    assert (sian.email, sian.line_manager) == ("sian.o'neill@example.org", kit)
    assert (kit.team.name, worker.person.__class__.objects.get(pk=worker.person.pk).job_title) == ("Ash Team", "Senior social worker")
    assert "3 added, 1 changed, 0 rows refused." in done
    assert Entry.objects.get(verb="people.imported").facts["added"] == 3


def test_roles_that_open_records_still_need_a_second_person(administrator, lead, brought):
    store(administrator, brought)
    kit = Person.objects.get(name="Kit Marlow")

    assert kit.role_names == []
    assert set(PowerRequest.objects.open().filter(person=kit).values_list("role", flat=True)) == {Role.TEAM_MANAGER, Role.AUDITOR}


def test_the_same_list_again_changes_nothing_and_asks_for_nothing_twice(administrator, lead, brought):
    store(administrator, brought)
    again = administrator.get(bring(administrator, LIST).url)

    assert [each["number"] for each in again.context["figures"]] == [4, 0, 0, 4, 0]
    assert PowerRequest.objects.open().filter(person__name="Kit Marlow").count() == 2


def test_the_export_of_people_comes_back_without_a_change(administrator, worker, lead, team_manager, director):
    exported = administrator.get("/settings/people/?export=csv").content.decode("utf-8-sig")
    check = read(exported)

    assert (len(check.unchanged), check.new, check.changed, check.refused) == (check.read, [], [], [])
    assert check.notes == ["Not read, as nothing here is kept of it: “Away from”, “Away until”."]


def test_a_role_is_never_taken_away_and_an_empty_cell_changes_nothing(administrator, worker, elm_team):
    page = bring(administrator, "name,team,roles,e-mail address\nWill Okafor,,Board member,\n").url
    store(administrator, page)

    will = Person.objects.get(pk=worker.person.pk)
    assert (will.role_names, will.team, will.email) == (["board_member", "practitioner"], elm_team, "will@example.org")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",kit@example.org,,", "name: Give the person’s name."),
        ("Kit,kit at example,,", "email: “kit at example” is not an e-mail address."),
        ("Kit,,,Nobody Known", "line manager: Nobody called “Nobody Known” is here or in this file."),
        ("Kit,,,Kit", "line manager: Nobody is their own line manager."),
        ("Will Okafor,other@example.org,,", "Somebody called Will Okafor is here with another e-mail address."),
        (f"{'x' * 101},,,", "name: This has 101 characters"),
        ("Jo Bright,,,", "2 people here are called Jo Bright."),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_the_others_are_taken(administrator, worker, row, why):
    Person.objects.create(name="Jo Bright")
    Person.objects.create(name="Jo Bright")
    page = bring(administrator, f"name,email,roles,line manager\n{row}\nLee Marsh,lee@example.org,,\n").url

    (refused,) = table_on(administrator.get(page), "Refused")
    assert refused["What is wrong"].startswith(why)
    store(administrator, page)
    assert Person.objects.filter(name="Lee Marsh").exists()
    assert PeopleUpload.objects.get().outcome["refused"][0][1].startswith(why)


def test_nobody_leaves_by_a_list(administrator, worker):
    page = administrator.get(bring(administrator, "name,works here\nWill Okafor,No longer\nLee Marsh,Yes\nMo Gone,no\n").url)

    assert [(row["Name"], row["Why"]) for row in table_on(page, "Left out")] == [
        ("Will Okafor", "This person does not work here any longer, as the list says. Nobody leaves by a list: "
         "record it under “People to mark as left”."),
        ("Mo Gone", "This person does not work here any longer, as the list says. Nobody leaves by a list: they are not added."),
    ]  # fmt: skip
    assert [(each["name"], each["href"]) for each in page.context["off"]] == [
        ("Will Okafor", f"/settings/people/{worker.person.pk}/leaving/")
    ]
    store(administrator, page.wsgi_request.path)
    assert Person.objects.get(pk=worker.person.pk).is_active
    assert not Person.objects.filter(name="Mo Gone").exists()


def test_the_same_person_twice_in_any_spelling_is_refused(db):
    check = read('name,email\nSiân O\'Neill,\n"O’NEILL, Siân",\nKit,kit@example.org\nKit Marlow,KIT@example.org\n')

    assert [row.number for row in check.refused] == [3, 5]


def test_two_who_manage_each_other_are_refused_and_whoever_hangs_on_them(administrator):
    page = bring(administrator, "name,line manager\nKit,Lee\nLee,Kit\nMo,Kit\nNia,\n").url
    store(administrator, page)

    assert PeopleUpload.objects.get().outcome["added"] == ["Nia"]
    assert [number for number, _ in PeopleUpload.objects.get().outcome["refused"]] == [2, 3, 4]


def test_a_row_is_stored_whole_or_not_at_all(administrator, worker):
    Person.objects.filter(pk=worker.person.pk).update(password_was_given=True)
    store(administrator, bring(administrator, "name,job title,roles\nWill Okafor,Clerk,Auditor\nLee,,\n").url)

    assert PeopleUpload.objects.get().outcome["refused"][0][1].startswith("Will Okafor came in with a password that an administrator knew.")
    assert not Person.objects.filter(job_title="Clerk").exists()
    assert Person.objects.filter(name="Lee").exists()


def test_what_is_stored_is_what_was_looked_at(administrator):
    page = bring(administrator, "name,email\nKit Marlow,kit@example.org\n").url
    seen = administrator.get(page).context["form"].initial["seen"]
    other = add_person("kit wells")

    assert "People were changed while you looked at this list." in administrator.post(page, {"seen": seen}).content.decode()
    other.refresh_from_db()
    assert (other.name, Person.objects.filter(name="Kit Marlow").exists()) == ("kit wells", False)


def answers(form, **said) -> dict[str, str]:
    """What the page of columns and words proposes, with what is said instead, by the word."""
    given = {name: form.fields[name].initial or "" for name in form.fields}
    return given | {name: said[word.written] for name, word in form.words_asked().items() if word.written in said}


def test_unknown_teams_are_asked_about_once_and_added_only_where_that_is_said(administrator, elm_team):
    list_of_two = "name,team\nKit,Yew Team\nLee,YEW  TEAM\nMo,Elm\nNia,Finance\n"
    page = bring(administrator, list_of_two).url
    asking = administrator.get(page, follow=True)
    form = asking.context["form"]
    assert [(word.written, list(word.rows), word.guess) for word in form.words] == [
        ("Yew Team", [2, 3], ""), ("Elm", [4], str(elm_team.pk)), ("Finance", [5], ""),
    ]  # fmt: skip
    unsaid = administrator.post(asking.wsgi_request.path, answers(form, Finance="none"))
    assert unsaid.context["form"].errors == {"word-0": ["Choose what “Yew Team” means here."]}

    answered = administrator.post(asking.wsgi_request.path, answers(form, Finance="none", **{"Yew Team": "add"}), follow=True)
    assert answered.context["check"].new_teams == ["Yew Team"]
    store(administrator, page)
    assert Team.objects.get(name="Yew Team").people.count() == 2
    assert dict(Person.objects.filter(name__in=("Mo", "Nia")).values_list("name", "team__name")) == {"Mo": "Elm Team", "Nia": None}
    again = administrator.get(bring(administrator, list_of_two).url)
    assert [each["number"] for each in again.context["figures"]] == [4, 0, 0, 4, 0]


def test_words_for_roles_are_asked_about_and_kept(administrator, db):
    page = bring(administrator, "name,roles\nKit,SW prac\nLee,Wizard\n").url
    asking = administrator.get(page, follow=True)
    said = answers(asking.context["form"], **{"SW prac": "practitioner", "Wizard": "none"})
    shown = administrator.post(asking.wsgi_request.path, said, follow=True)

    assert [(row["Name"], row["What happens"]) for row in table_on(shown)] == [
        ("Kit", "New. Roles: Practitioner"),
        ("Lee", "New. “Wizard” is not a role here and was passed over."),
    ]


def test_a_list_without_names_says_so(administrator):
    page = administrator.get(bring(administrator, "post,team\nClerk,Elm\n").url)

    assert "No row of this list can be read." in page.content.decode()
    assert "form" not in page.content.decode().partition("<main")[2].partition('method="post"')[1]


def test_two_columns_of_names_are_asked_about(administrator):
    asking = administrator.get(bring(administrator, "name,full name,colour\nKit,Kit Marlow,red\n").url, follow=True)
    form = asking.context["form"]
    assert asking.context["reasons"] == ["“name” and “full name” may each hold “Name”. Choose one."]

    shown = administrator.post(asking.wsgi_request.path, {"column-0": "", "column-1": "name", "column-2": ""}, follow=True)
    assert [row["Name"] for row in table_on(shown)] == ["Kit Marlow"]
    assert len(form.columns_asked()) == 3


def test_a_file_that_is_no_list_is_refused_by_its_field(administrator):
    assert bring(administrator, "").context["form"].errors["file"] == ["This file is empty. Check that you chose the right one."]


def test_the_blank_sheet_is_read_as_its_headings_say(administrator):
    content = administrator.get(URL, {"export": "xlsx"}).content

    assert table_in(content) == [("Name", "E-mail address", "Job title", "Team", "Roles", "Line manager")]


def test_only_an_administrator_may_and_only_whoever_brought_it_sees_it(administrator, brought, lead, director, worker):
    other = Visitor(add_person("Olga Second", Role.ADMINISTRATOR))

    assert other.get(brought).status_code == 404
    assert [visitor.get(URL).status_code for visitor in (lead, director, worker)] == [403, 403, 403]
    assert [visitor.get(brought).status_code for visitor in (lead, director, worker)] == [403, 403, 403]


def test_the_second_time_does_nothing(administrator, brought):
    store(administrator, brought)
    people = Person.objects.count()
    administrator.post(brought)

    assert (Person.objects.count(), Entry.objects.filter(verb="people.imported").count()) == (people, 1)


NAMES = st.sampled_from(["", "Kit", "Lee", "Will Okafor", "kit", "Ali, Zainab", "Duty desk inbox", "Total: 3", "Name"])
CELLS = st.sampled_from(["", "Kit", "Auditor", "Wizard", "kit@example.org", "x", "Elm Team", "no", "CN=Kit,OU=Staff", "Guest", "Email"])
HEADED = st.sampled_from(
    [
        "name,email,roles,line manager,team",
        "Display name,Mail,User type,Manager,Account enabled",
        "Employee,Work email,Post,Reports to,Status of post",
        "displayName,userPrincipalName,sAMAccountName,manager,department",
    ]
)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HEADED, st.lists(st.tuples(NAMES, CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_no_row_is_dropped_without_being_said(worker, headings, rows):
    text = f"{headings}\n" + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    text += "Last One,,,,\n"
    sheet = read_rows(BytesIO(text.encode()), "people.csv")
    check = check_people(sheet)

    parts = [check.new, check.changed, check.unchanged, check.refused, check.left_out]
    assert sorted([*(row.number for part in parts for row in part), *check.passed_over]) == [row.number for row in sheet.rows]
    assert all(each for row in check.refused for each in row.wrong)
    assert all(row.left_out.endswith(".") for row in check.left_out)
    said = {row[0] for row in every_row(check).rows}
    assert said == {row.number for row in sheet.rows}


def test_totals_lines_and_headings_once_more_are_no_people(db):
    check = read(
        "Name,Work email,Team\nWill Okafor,w@example.org,Elm\nTotal: 1,,\nRun 30/08/2023,,\nName,Work email,Team\nAnna Maria Page,,\n"
    )

    assert [row.name for row in check.rows] == ["Will Okafor", "Anna Maria Page"]
    assert check.notes == [
        "Row 3 is a total, not a person, and was passed over.",
        "Row 4 is a line about the list, not a person, and was passed over.",
        "Row 5 is the headings once more, not a person, and was passed over.",
    ]
    assert list(check.passed_over) == [3, 4, 5]


def test_titles_and_pronouns_are_no_part_of_a_name(db):
    check = read('Name\nMs Jane Smith\n"SMITH, Ann (She/Her)"\nVacant post\nAgency worker 1\n')

    assert [(row.name, bool(row.wrong)) for row in check.rows] == [
        ("Jane Smith", False), ("Ann SMITH", False), ("Vacant post", True), ("Agency worker 1", True),
    ]  # fmt: skip


def test_columns_are_known_as_directories_call_them(db):
    check = read("DisplayName,UserPrincipalName,Position Title,AccountEnabled\nJane Smith,jane@example.org,Social worker,TRUE\n")

    [row] = check.rows
    assert (row.name, row.email, row.job_title, row.wrong) == ("Jane Smith", "jane@example.org", "Social worker", [])
