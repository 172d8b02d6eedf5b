"""Facts on the figures, offered to the writer of a section: the report's golden facts, each with a button."""

import datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command

from performance.imports.services import import_figures
from performance.services import note_figure
from reports.models import SectionText
from tests.performance.files import scorecard_file
from tests.reports.pages.reading import words

SECTIONS = "/reports/2023-06-to-2023-07/sections"
PRINTED = [
    ("half_year_facts", "Cared for children dental checks: 75% in February to July 2023, 62% in August 2022 to January 2023: "
     "+13 percentage points (+21% relative)."),
    ("half_year_facts", "Initial conferences from section 47 enquiries, as a share of section 47 enquiries: "
     "20.5% in August 2022 to January 2023 (193 of 941), then 24.3% in February to July 2023 (171 of 703)."),
    ("half_year_facts", "At the statistical neighbours’ rate of 90 (half-year comparison, 2021/22) there would be 487 cared for children, "
     "130 fewer than the 617 of July 2023."),
    ("half_year_facts", "Assessments, rate per 10,000 children: the statistical neighbours’ 622 is 26.0% below our 840 "
     "(February to July 2023)."),
    ("scorecard_facts", "Referral starts in last 12 months, rate per 10,000 children: at the pace since April 2023 the statistical "
     "neighbours’ 579.3 would be reached in 5.7 months, if it went on in a straight line."),
    ("scorecard_facts", "Referrals: 135 fewer in July 2023 than in July 2022, recovered from the rolling 12 months."),
]  # fmt: skip


@pytest.fixture
def figures(analyst, settings) -> None:
    for name in ("scorecard-2023-07.csv", "chat-half-years.csv"):
        call_command("import_kpis", str(settings.BASE_DIR / "tests/reference" / name), stdout=StringIO())
    row = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-04,769.2,2023-05,746.2,579.3"
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row)), name="may.csv")


def offered(visitor, key: str) -> dict[str, list[str]]:
    form = visitor.get(f"{SECTIONS}/{key}/").context["form"]
    return {name: [sentence for sentence, _ in form.fields[name].choices] for name in form.groups}


def words_of(offer: dict) -> str:
    return " ".join(fact.sentence for fact in offer["facts"])


@pytest.mark.parametrize(("field", "sentence"), PRINTED)
def test_the_summary_offers_each_golden_fact(lead, report, figures, field, sentence):
    assert sentence in offered(lead, "summary")[field]


@pytest.mark.parametrize(("key", "field"), [("half-years", "half_year_facts"), ("scorecard", "scorecard_facts"), ("audits", "facts")])
def test_other_sections_offer_their_own_tables_facts(lead, report, figures, key, field):
    assert list(offered(lead, key)) == [field]


def test_a_noted_figure_of_the_period_is_offered(lead, analyst, report):
    day = datetime.date(2023, 7, 31)
    parts = [("boys", Decimal(61)), ("girls", Decimal(36))]
    note_figure(actor=analyst.person, words="Home educated", value=Decimal(97), day=day, source="Education team", parts=parts)
    note_figure(actor=analyst.person, words="Home educated", value=Decimal(90), day=datetime.date(2022, 7, 31), source="Education team")

    assert offered(lead, "scorecard") == {"noted_facts": ["Home educated: 97 = 61 (boys) + 36 (girls) on 31 July 2023 (Education team)."]}


def test_a_press_adds_the_sentence_and_saves(lead, report, figures):
    response = lead.post(f"{SECTIONS}/half-years/", {"text": "Fewer children.", "seen": "", "half_year_facts": [PRINTED[0][1]]})

    assert response.url == f"{SECTIONS}/half-years/"
    assert SectionText.objects.get().text == f"Fewer children.\n\n- {PRINTED[0][1]}"


def test_a_second_fact_joins_the_first(lead, report, figures):
    page = f"{SECTIONS}/half-years/"
    lead.post(page, {"text": "Fewer children.", "seen": "", "half_year_facts": [PRINTED[0][1]]})
    written = lead.get(page).context["form"]
    lead.post(page, {"text": written["text"].value(), "seen": written["seen"].value(), "half_year_facts": [PRINTED[1][1]]})

    assert SectionText.objects.get().text == f"Fewer children.\n\n- {PRINTED[0][1]}\n- {PRINTED[1][1]}"


def test_each_fact_shows_its_sum(lead, report, figures):
    assert "From: Half-year comparison, July 2023: 617 × 90 ÷ 114.1" in words(lead.get(f"{SECTIONS}/half-years/"))


def test_the_largest_change_stands_among_the_first_facts(lead, report, figures):
    first = lead.get(f"{SECTIONS}/half-years/").context["form"].offered[0]

    assert first["title"] == "Facts from the half-year comparison (8)"
    assert "611 in February to July 2023, 829 in August 2022 to January 2023: −26.3%." in words_of(first)


def test_the_other_facts_are_folded_away(lead, report, figures):
    more = lead.get(f"{SECTIONS}/half-years/").context["form"].offered[1]

    assert more["title"].startswith("More facts from the half-year comparison")
    assert not more["open"]


def test_a_fact_from_the_others_is_added_too(lead, report, figures):
    lead.post(f"{SECTIONS}/half-years/", {"text": "", "seen": "", "half_year_facts_more": [PRINTED[0][1]]})

    assert SectionText.objects.get().text == f"- {PRINTED[0][1]}"


def test_a_fact_is_offered_once(lead, report, figures):
    sentences = [sentence for group in offered(lead, "summary").values() for sentence in group]

    assert len(sentences) == len(set(sentences))


def test_figures_of_later_months_are_not_spoken_of(lead, report, figures, analyst):
    row = "Demand,3,Referral starts in last 12 months,number,2023-08,3700,2023-09,3600,"
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row)), name="later.csv")

    assert not any("September 2023" in sentence for sentence in offered(lead, "scorecard")["scorecard_facts"])


def test_before_any_figure_there_is_nothing_to_insert(lead, report):
    assert "Facts to insert" not in words(lead.get(f"{SECTIONS}/half-years/"))
