"""People from a directory’s export: Entra ID’s and Active Directory’s own headings, managers as paths, accounts that are nobody’s."""

from io import BytesIO

import pytest

from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PowerRequest
from foundation.activity.models import Entry
from tests.accounts.pages.test_import_people import answers, bring, store
from tests.people import add_person
from tests.tables import table_on
from tests.workbook_checks import faults_of
from tests.workbooks import cell_under, opened, saved, table_in, table_on_sheet

ENTRA = """Object ID,Display name,User principal name,Mail,Department,Job title,Manager,Account enabled,User type
1,"ALI, Zainab (She/Her)",zainab.ali@council.example.org,zainab.ali@example.org,Elm Team,Social Worker,"Quinn, Tara",True,Member
2,Tara Quinn,tara.quinn@council.example.org,tara@example.org,Elm Team,Team Manager,Chief Exec,True,Member
3,Will Okafor,will.okafor@council.example.org,will@example.org,Elm Team,Social worker,Tara Quinn,False,Member
4,Elm Duty Desk,elm.duty@council.example.org,elm.duty@example.org,Elm Team,,,True,Member
5,Vera Vance,vera_vendor.example.com#EXT#@council.example.org,vera@vendor.example.com,,Consultant,,True,Guest
6,Kit Marlow,kit.marlow@council.example.org,,Elm Team,Agency social worker,zainab.ali@example.org,True,Member
"""
LDAP = r"""dn,sAMAccountName,givenName,sn,mail,department,title,manager,userAccountControl
"CN=Ali\, Zainab,OU=Staff",aliz,Zainab,Ali,zainab.ali@example.org,Elm Team,Social Worker,"CN=Quinn\, Tara",512
"CN=Quinn\, Tara",quinnt,Tara,Quinn,tara@example.org,Elm Team,Team Manager,"CN=Boss\, Big",512
"CN=Gone\, Gil",goneg,Gil,Gone,gil@example.org,Elm Team,Clerk,,514
"CN=svc-scan",svcscan,,,scan@example.org,,,,512
"""


@pytest.fixture
def entra(administrator, worker, outsider) -> str:
    return bring(administrator, ENTRA, "users.csv").url


def test_entra_id_s_export_is_read_as_it_is_and_every_row_is_said(administrator, entra, worker, outsider):
    page = administrator.get(entra)

    assert [(each["number"], each["text"]) for each in page.context["figures"]] == [
        (6, "rows read"), (2, "new people"), (1, "people who change"),
        (0, "here already, as they are"), (0, "rows refused"), (3, "left out"),
    ]  # fmt: skip
    rows = {row["Name"]: row["What happens"] for row in table_on(page)}
    assert rows["Zainab ALI"].startswith("New. E-mail address: zainab.ali@example.org; Job title: Social Worker; Team: Elm Team; Line ma")
    assert rows["Tara Quinn"].startswith("Job title: Team Manager")
    assert "Line manager left as it is. Nobody called “Chief Exec” is here or in this file." in rows["Tara Quinn"]
    assert "Line manager: row 2" in rows["Kit Marlow"]
    assert "kit.marlow@council.example.org" in rows["Kit Marlow"]
    assert [(row["Name"], row["Why"]) for row in table_on(page, "Left out")] == [
        ("Will Okafor", "The account is disabled in the directory. Nobody leaves by a list: record it under “People to mark as left”."),
        ("Elm Duty Desk", "A mailbox, room or service account, not a person (“Duty Desk”)."),
        ("Vera Vance", "From outside the council (“#EXT#”). Add them by hand if they work with you."),
    ]
    assert [each["name"] for each in page.context["off"]] == ["Will Okafor"]
    # Of those here: not the administrator who reads it, nor who is in the list.
    assert {each["name"] for each in page.context["missing"]} == {"Oscar Lind", "Sunil Mehta", "Helen Frost"}


def test_the_same_export_again_changes_nothing(administrator, entra):
    store(administrator, entra)
    again = administrator.get(bring(administrator, ENTRA, "users.csv").url)

    assert [each["number"] for each in again.context["figures"]] == [6, 0, 0, 3, 0, 3]
    zainab, kit = (Person.objects.get(name__in=names) for names in (["Zainab ALI", "Zainab Ali"], ["Kit Marlow"]))
    assert (zainab.line_manager.name, kit.line_manager) == ("Tara Quinn", zainab)
    assert Entry.objects.of(zainab).filter(verb="person.added").exists()


def test_managers_are_found_by_their_path_in_the_directory(administrator, worker):
    page = bring(administrator, LDAP, "ad.csv").url
    shown = administrator.get(page)

    assert {row["Name"] for row in table_on(shown, "Left out")} == {"Gil Gone", "no name"}
    assert shown.context["check"].refused == []
    store(administrator, page)
    assert Person.objects.get(name="Zainab Ali").line_manager.name == "Tara Quinn"
    assert not Person.objects.filter(name="Gil Gone").exists()


def test_a_job_title_suggests_a_role_that_is_given_only_where_it_is_ticked(administrator, lead, entra):
    form = administrator.get(entra).context["form"]
    assert form.fields["with_suggested"].label == "Also give the roles that job titles suggest: Practitioner (2 people)"
    store(administrator, entra)
    assert [person.role_names for person in Person.objects.filter(name__in=("Zainab ALI", "Kit Marlow"))] == [[], []]

    store(administrator, bring(administrator, ENTRA, "users.csv").url, with_suggested="on")
    assert [person.role_names for person in Person.objects.filter(name__in=("Zainab ALI", "Kit Marlow"))] == [["practitioner"]] * 2


def test_a_title_s_role_is_said_once_and_one_that_opens_records_waits_for_a_second_person(administrator, lead):
    text = "name,job title\nKit Marlow,Consultant SW\n"
    page = bring(administrator, text).url
    asking = administrator.get(f"/settings/lists/{administrator.get(page).context['upload'].pk}/columns/")
    administrator.post(asking.wsgi_request.path, answers(asking.context["form"], **{"Consultant SW": "auditor"}))
    store(administrator, page, with_suggested="on")

    kit = Person.objects.get(name="Kit Marlow")
    assert (kit.role_names, list(PowerRequest.objects.open().filter(person=kit).values_list("role", flat=True))) == ([], [Role.AUDITOR])
    other = administrator.get(bring(administrator, "name,job title\nLee Marsh,Consultant SW\n").url).context["check"]
    assert [row.suggested for row in other.new] == [Role.AUDITOR]


def test_a_new_line_manager_who_would_read_of_cases_waits_and_is_not_asked_twice(administrator, lead, worker, elm_team):
    tara, boss = elm_team.manager, add_person("Bea Boss")
    text = "name,line manager\nTara Quinn,Bea Boss\n"
    page = bring(administrator, text).url
    assert [row["Waits for a second person"] for row in table_on(administrator.get(page))] == ["line manager"]
    store(administrator, page)

    tara.refresh_from_db()
    assert tara.line_manager != boss
    assert PowerRequest.objects.open().filter(worker=tara, person=boss).count() == 1
    again = administrator.get(bring(administrator, text).url)
    assert [each["number"] for each in again.context["figures"]] == [1, 0, 0, 1, 0]


def test_refused_rows_are_a_workbook_that_can_be_brought_again(administrator, worker):
    page = bring(administrator, "name,email,colour\nKit,kit at example,red\nLee Marsh,lee@example.org,blue\n").url
    file = f"/settings/lists/{administrator.get(page).context['upload'].pk}/refused/"
    assert administrator.get(page).context["form"].submit_text == "Go on without the refused row"
    before = table_in(administrator.get(file).content)
    assert faults_of(administrator.get(file).content) == []
    store(administrator, page)
    after = opened(administrator.get(file).content)

    rows = table_on_sheet(after.active)
    assert rows == before
    assert rows[0] == ("Row in your file", "What is wrong, and what to do", "name", "email", "colour")
    assert (rows[1][0], rows[1][2:]) == (2, ("Kit", "kit at example", "red"))
    cell_under(after.active, "email").value = "kit@example.org"
    again = administrator.post("/settings/people/import/", {"file": _named(BytesIO(saved(after)), "corrected.xlsx")}).url
    store(administrator, again)
    assert Person.objects.get(name="Kit").email == "kit@example.org"


def _named(content: BytesIO, name: str) -> BytesIO:
    content.seek(0)
    content.name = name
    return content


def test_a_refused_manager_does_not_keep_out_whoever_works_under_them(administrator, entra):
    text = (
        ENTRA.replace("tara@example.org", "tara at example")
        .replace("Tara Quinn,tara.quinn", "Tom Boss,tara.quinn")
        .replace("Quinn, Tara", "Boss, Tom")
    )
    check = administrator.get(bring(administrator, text, "users.csv").url).context["check"]

    assert [row.name for row in check.refused] == ["Tom Boss"]
    [zainab] = [row for row in check.new if row.name == "Zainab ALI"]
    assert (zainab.line_manager, zainab.remarks) == (
        None,
        ["Line manager left as it is: row 3 cannot be taken. Bring this list again once it is here."],
    )


def test_somebody_who_left_and_is_in_the_list_is_said_and_stays_so(administrator, worker):
    Person.objects.filter(pk=worker.person.pk).update(is_active=False)
    page = administrator.get(bring(administrator, "name,job title\nWill Okafor,SOCIAL WORKER\n").url)

    [row] = page.context["check"].unchanged
    assert row.remarks == ["Will Okafor is marked as left here, and stays so: tick “Works here” on their page if they are back."]


def test_titles_of_address_are_no_job_titles(administrator):
    [row] = administrator.get(bring(administrator, "Title,Surname,First name\nMs,Marlow,Kit\nDr.,Marsh,Lee\n").url).context["check"].new[:1]

    assert (row.name, row.job_title) == ("Kit Marlow", "")


def test_more_people_than_are_stored_at_a_time_are_refused_in_words(administrator):
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [f"Person {first}{second}{third}" for first in letters for second in letters for third in letters][:1001]
    done = store(administrator, bring(administrator, "name\n" + "\n".join(names) + "\n").url)

    assert "1,001 rows would be added or changed, and at most 1,000 are stored at a time. Split the list" in done.content.decode()
    assert not Person.objects.filter(name=names[0]).exists()


def test_outsiders_get_404_of_another_s_list(administrator, entra, lead):
    pk = administrator.get(entra).context["upload"].pk
    for page in (f"/settings/lists/{pk}/columns/", f"/settings/lists/{pk}/refused/"):
        assert lead.get(page).status_code == 403
    assert administrator.get(f"/settings/lists/{pk}/refused/").status_code == 404
