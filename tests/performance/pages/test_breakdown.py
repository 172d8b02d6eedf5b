"""An indicator in its parts: by source, by service and by team."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.accounts.enums import Role
from foundation.accounts.models import Service, Team
from performance.enums import Basis, Polarity, Series, Unit
from performance.models import Indicator, Place
from performance.services.indicators import save_indicator
from tests.people import Visitor, add_person
from tests.performance.imports.test_import_kpis import run, written
from tests.performance.pages.reading import rows_of, text_of
from tests.replay import replayed

SUPERVISION = "/performance/indicators/case-supervision-percent/"
CONTACTS = "/performance/indicators/mash-contacts-number/"


def imported(tmp_path, *lines: str, header: str = "indicator,period,service,team,value") -> None:
    run(written(tmp_path, "\n".join([header, *lines]).encode()))


@pytest.fixture
@replayed
def teams(db) -> Service:
    service = Service.objects.create(name="Harbour Service")
    for name in ("Harbour West", "Harbour East"):
        Team.objects.create(name=name, service=service)
    return service


@pytest.fixture
def by_team(scorecard, teams, tmp_path):
    imported(
        tmp_path,
        "case-supervision-percent,2023-06,Harbour Service,,70",
        "case-supervision-percent,2023-07,Harbour Service,,61.5",
        "case-supervision-percent,2023-06,,Harbour West,72",
        "case-supervision-percent,2023-07,,Harbour West,75",
        "case-supervision-percent,2023-07,,Harbour East,48",
    )


@pytest.fixture
def by_source(analyst, scorecard, tmp_path):
    whole = Indicator.objects.get(slug="mash-contacts-number")
    for source in ("from schools", "from the police"):
        save_indicator(
            actor=analyst.person,
            indicator=None,
            measure=str(whole.measure),
            label=f"Contacts {source}",
            unit=Unit.NUMBER,
            basis=Basis.ROLLING_YEAR,
            breakdown=source,
            polarity=Polarity.NEUTRAL,
            series=Series.OTHER,
            decimals=0,
        )
    imported(tmp_path, "Contacts from schools,2023-07,4213", "Contacts from the police,2023-07,9000", header="indicator,period,value")


def part_url(name: str) -> str:
    return f"{SUPERVISION}parts/{Place.objects.get(name=name).pk}/"


def test_services_stand_with_their_teams_under_the_whole_council(analyst, by_team):
    rows = rows_of(analyst.get(f"{SUPERVISION}parts/").content.decode())

    assert list(rows) == ["Whole council", "Harbour Service", "Harbour East", "Harbour West"]
    assert rows["Whole council"][:2] == ["72.8", "63.4"]
    assert rows["Harbour West"] == ["72.0", "75.0", "Up, better 3 percentage points higher"]
    assert rows["Harbour East"][:2] == ["–", "48.0"]


def test_another_month_can_be_chosen(analyst, by_team):
    rows = rows_of(analyst.get(f"{SUPERVISION}parts/?month=2023-06").content.decode())

    assert rows["Harbour Service"][1] == "70.0"


def test_the_indicators_page_leads_there_where_there_are_parts(analyst, scorecard, by_team):
    assert f"{SUPERVISION}parts/" in analyst.get(SUPERVISION).content.decode()
    assert f"{CONTACTS}parts/" not in analyst.get(CONTACTS).content.decode()


def test_a_team_s_figures_stand_beside_the_council_s_with_their_source(analyst, by_team):
    rows = rows_of(analyst.get(part_url("Harbour West")).content.decode())

    assert list(rows) == ["July 2023", "June 2023"]
    assert rows["July 2023"][:2] == ["75.0", "63.4"]
    assert rows["July 2023"][4].endswith(", row 5")


def test_its_chart_has_both_in_words(analyst, by_team):
    page = text_of(analyst.get(part_url("Harbour West")).content.decode().replace('alt="', ">"))

    assert "Harbour West: 72 in Jun 2023, 75 in Jul 2023. Whole council: 72.8 in Jun 2023, 63.4 in Jul 2023." in page
    assert b"<svg" in analyst.get(f"{part_url('Harbour West')}chart.svg").content


def test_a_team_keeps_its_figures_under_a_new_name(analyst, by_team):
    url = part_url("Harbour West")
    Team.objects.filter(name="Harbour West").update(name="Quayside")

    assert "Quayside" in analyst.get(f"{SUPERVISION}parts/").content.decode()
    assert "Quayside" in analyst.get(url).content.decode()


def test_a_month_s_team_figures_have_control_limits_of_their_own(analyst, teams, tmp_path):
    """Twelve months of 50 and 52 in turn, then 70: limits of the mean ± 2.66 mean moving ranges, which 70 alone leaves."""
    save_indicator(
        actor=analyst.person, indicator=None, measure="Visits", label="Visits", unit=Unit.NUMBER, basis=Basis.MONTH, breakdown="",
        polarity=Polarity.HIGHER, series=Series.OTHER, decimals=0,
    )  # fmt: skip
    months = [datetime.date(2022 + (6 + back) // 12, (6 + back) % 12 + 1, 1) for back in range(13)]
    values = [*[50, 52] * 6, 70]
    imported(tmp_path, *[f"Visits,{month:%Y-%m},,Harbour West,{value}" for month, value in zip(months, values, strict=True)])
    place = Place.objects.get(name="Harbour West")
    page = text_of(analyst.get(f"/performance/indicators/{Indicator.objects.get(label='Visits').slug}/parts/{place.pk}/").content.decode())

    assert "July 2023, 70: " in page
    assert "August 2022, 52: " not in page


def test_parts_by_source_are_shares_of_the_whole(analyst, by_source):
    page = analyst.get(f"{CONTACTS}parts/").content.decode()
    rows = rows_of(page)

    # 4,213 ÷ 14,213 and 9,000 ÷ 14,213.
    assert (rows["from schools"][3], rows["from the police"][3]) == ("29.6% of 14,213", "63.3% of 14,213")
    assert "The parts sum to 13,213, the whole is 14,213." in text_of(page)


def test_a_share_of_few_says_so(analyst, scorecard, teams, tmp_path):
    visits, open_cases = (
        save_indicator(
            actor=analyst.person, indicator=None, measure=label, label=label, unit=unit, basis=Basis.AT_DATE, breakdown="",
            polarity=Polarity.HIGHER, series=Series.OTHER, decimals=0,
        )
        for label, unit in (("Seen in time", Unit.PERCENT), ("Open records", Unit.NUMBER))
    )  # fmt: skip
    Indicator.objects.filter(pk=visits.pk).update(denominator=open_cases, small_denominator=10)
    imported(tmp_path, "Seen in time,2023-07,,Harbour West,75", "Open records,2023-07,,Harbour West,4")

    page = analyst.get(f"/performance/indicators/{visits.slug}/parts/").content.decode()
    assert "A share of only 4: one more or less moves it a long way." in text_of(page)

    imported(tmp_path, "Seen in time,2023-08,,Harbour West,75", "Open records,2023-08,,Harbour West,0")
    page = text_of(analyst.get(f"/performance/indicators/{visits.slug}/parts/").content.decode())
    assert "A share of 0, which is none. Check the file" in page
    assert "A share of only 0" not in page


@pytest.fixture
@replayed
def a_member(teams) -> Visitor:
    return Visitor(add_person("Mina West", Role.PRACTITIONER, team=Team.objects.get(name="Harbour West")))


@pytest.fixture
def lines(teams, request) -> dict[str, Visitor]:
    """Who stands where above the two teams of Harbour Service."""
    people = {"manager of west": Role.TEAM_MANAGER, "service manager": Role.SERVICE_MANAGER, "head": Role.HEAD_OF_SERVICE}
    found = {name: Visitor(add_person(name.title().split()[0] + f" {name}", role)) for name, role in people.items()}
    Team.objects.filter(name="Harbour West").update(manager=found["manager of west"].person)
    Service.objects.filter(pk=teams.pk).update(manager=found["service manager"].person, head=found["head"].person)
    return found | {name: request.getfixturevalue(name) for name in ("lead", "director", "analyst", "outsider", "worker", "auditor")}


ALL = {"Harbour Service", "Harbour East", "Harbour West"}
READ = {
    "manager of west": {"Harbour West"},
    **dict.fromkeys(("service manager", "head", "lead", "director", "analyst"), ALL),
    **dict.fromkeys(("outsider", "worker", "auditor"), set()),
}


def test_a_team_s_figures_are_for_those_who_work_with_it(lines, a_member, by_team):
    read = {}
    for name, visitor in [*lines.items(), ("a member", a_member)]:
        page = visitor.get(f"{SUPERVISION}parts/").content.decode()
        rows = rows_of(page) if "<table" in page else {}
        read[name] = set(rows) - {"Whole council"}
        opened = {part for part in ALL if visitor.get(part_url(part)).status_code == 200}
        drawn = {part for part in ALL if visitor.get(f"{part_url(part)}chart.svg").status_code == 200}
        files = visitor.get(f"{SUPERVISION}parts/?export=csv").content.decode()
        assert opened == drawn == read[name] == {part for part in ALL if part in files}, name

    assert read == READ | {"a member": {"Harbour West"}}


def test_the_indicators_page_leads_there_only_those_who_find_something(lines, a_member, by_team):
    offered = {name for name, visitor in lines.items() if f"{SUPERVISION}parts/" in visitor.get(SUPERVISION).content.decode()}

    assert offered == {name for name, parts in READ.items() if parts}
    assert f"{SUPERVISION}parts/" in a_member.get(SUPERVISION).content.decode()


def test_a_part_that_one_reader_opened_is_not_kept_for_another(analyst, outsider, by_team):
    assert analyst.get(part_url("Harbour West")).status_code == 200
    assert outsider.get(part_url("Harbour West")).status_code == 404


def test_the_board_reads_no_team_s_figures(board_member, by_team):
    addresses = [f"{SUPERVISION}parts/", part_url("Harbour West"), f"{part_url('Harbour West')}chart.svg"]

    assert [board_member.get(address).status_code for address in addresses] == [403] * 3
    assert f"{SUPERVISION}parts/" not in board_member.get(SUPERVISION).content.decode()


def test_a_data_quality_flag_stands_there_too(analyst, by_team):
    Indicator.objects.filter(slug="case-supervision-percent").update(quality_note="One team’s forms are missing.")

    for address in (f"{SUPERVISION}parts/", part_url("Harbour West")):
        assert "Check: One team’s forms are missing." in text_of(analyst.get(address).content.decode())


def test_another_council_is_no_part_of_ours(analyst, by_team):
    other = Place.objects.create(kind="council", code="301", name="Elsewhere")

    assert analyst.get(f"{SUPERVISION}parts/{other.pk}/").status_code == 404
    assert analyst.get(f"/performance/indicators/no-such/parts/{other.pk}/").status_code == 404


def test_where_there_is_none_it_says_what_to_do(analyst, outsider, scorecard):
    assert "/performance/imports/new/" in analyst.get(f"{CONTACTS}parts/").content.decode()
    assert "The performance analyst imports them." in outsider.get(f"{CONTACTS}parts/").content.decode()


def test_both_tables_can_be_downloaded(analyst, by_team):
    parts = analyst.get(f"{SUPERVISION}parts/?export=csv").content.decode("utf-8-sig").splitlines()
    history = analyst.get(f"{part_url('Harbour West')}?export=csv").content.decode("utf-8-sig").splitlines()

    assert parts[4].startswith("Harbour West,72,75,")
    assert history[1].startswith("2023-07,75,63.4,")


def test_more_teams_ask_no_more_of_the_database(analyst, by_team, tmp_path):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            analyst.get(f"{SUPERVISION}parts/")
        return len(asked)

    before = queries()
    service = Service.objects.get(name="Harbour Service")
    for number in range(3):
        Team.objects.create(name=f"Pier {number}", service=service)
    imported(tmp_path, *[f"case-supervision-percent,2023-07,,Pier {number},60" for number in range(3)])

    assert queries() == before
