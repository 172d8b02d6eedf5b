"""Figures that stand ready beside a comment: noted ones and those that are worked out, inserted by a button."""

import datetime
from decimal import Decimal

import pytest

from foundation.activity.models import Entry
from performance.models import Commentary, Indicator, NotedFigure, Value
from performance.services import ask_for_comment, note_figure, remove_noted_figure
from tests.browser import assert_accessible, sign_in
from tests.performance.conftest import JULY
from tests.performance.pages.reading import text_of
from tests.replay import replayed

URL = "/performance/indicators/case-supervision-percent/2023-07/comment/"
HALF_YEAR = "/performance/indicators/half-year-referrals-rate/2023-07/comment/"
SENTENCE = "Children electively home educated: 97 = 61 (boys) + 36 (girls) on 31 July 2023 (Education team)."
# The report’s scorecard says so.
WORKED_OUT = (
    "Open cases (CIN CP CfC) with appropriate case supervision recorded: 63.4% in July 2023, 72.8% in June 2023: −9.4 percentage points"
)
TYPED = {"status": "3", "comment": "Sessions were held.", "action": "Managers check."}


def note(person, boys: int = 61, day: datetime.date = datetime.date(2023, 7, 31), **other) -> NotedFigure:
    parts = [("boys", Decimal(boys)), ("girls", Decimal(36))]
    words = {"words": "Children electively home educated", "source": "Education team", **other}
    return note_figure(actor=person, value=Decimal(boys + 36), day=day, parts=parts, **words)


@pytest.fixture
def noted(analyst) -> NotedFigure:
    return note(analyst.person)


@pytest.fixture
@replayed
def asked(analyst, head_of_service, supervision):
    return ask_for_comment(
        actor=analyst.person, indicator=supervision, month=JULY, person=head_of_service.person, due=datetime.date(2098, 1, 4)
    )


def key_of(visitor, sentence: str) -> str:
    offered = visitor.get(URL).context["insertable_facts"]
    return next(each.key for each in offered if each.sentence.startswith(sentence))


def test_the_month_s_noted_figures_stand_beside_the_comment(head_of_service, asked, noted, analyst):
    note(analyst.person, day=datetime.date(2023, 6, 30))

    page = text_of(head_of_service.get(URL).content.decode())

    assert f"{SENTENCE} Noted by Ana Silva, " in page
    assert "30 June 2023" not in page


def test_a_half_year_offers_those_of_its_six_months(analyst, half_years):
    for day in (datetime.date(2023, 1, 31), datetime.date(2023, 2, 1)):
        note(analyst.person, day=day)

    page = text_of(analyst.get(HALF_YEAR).content.decode())
    assert ("on 1 February 2023 (Education team)" in page, "31 January 2023 (" in page) == (True, False)


def test_what_can_be_worked_out_need_not_be_typed(head_of_service, asked, scorecard):
    page = text_of(head_of_service.get(URL).content.decode())

    assert WORKED_OUT in page
    assert "Worked out: 63.4% − 72.8%" in page


def test_without_figures_the_page_says_so(head_of_service, asked):
    assert "No figure for this period is recorded" in head_of_service.get(URL).text


@pytest.mark.parametrize("sentence", [SENTENCE, WORKED_OUT])
def test_the_button_puts_it_after_what_was_typed_and_saves_the_draft(head_of_service, asked, noted, scorecard, sentence):
    key = key_of(head_of_service, sentence)

    page = head_of_service.post(URL, {**TYPED, "insert": key}, follow=True)

    stored = Commentary.objects.get(indicator=asked.indicator, month=JULY)
    assert stored.comment.startswith(f"Sessions were held. {sentence}")
    assert (stored.action, stored.status, stored.is_waiting) == ("Managers check.", 3, True)
    assert "saved as a draft" in page.text
    assert stored.comment in page.context["form"]["comment"].value()


def test_it_leaves_a_trace(head_of_service, asked, noted):
    head_of_service.post(URL, {**TYPED, "status": "", "insert": f"noted-{noted.pk}"})

    entry = Entry.objects.of(asked).filter(verb="commentary.saved").get()
    assert (entry.actor, entry.facts["after"][0]) == (head_of_service.person, f"Sessions were held. {SENTENCE}")


def test_a_figure_that_is_gone_meanwhile_is_not_inserted_and_the_words_are_kept(head_of_service, asked, noted, analyst):
    remove_noted_figure(actor=analyst.person, figure=noted)

    page = head_of_service.post(URL, {**TYPED, "insert": f"noted-{noted.pk}"}, follow=True)

    assert "changed since you opened the page" in page.text
    assert Commentary.objects.get().comment == "Sessions were held."


def test_words_too_many_are_refused_and_kept_in_the_box(head_of_service, asked, noted):
    page = head_of_service.post(URL, {**TYPED, "comment": "a" * 1990, "insert": f"noted-{noted.pk}"})

    assert page.status_code == 200
    assert SENTENCE in page.context["form"]["comment"].value()
    assert page.context["form"].errors["comment"]
    assert Commentary.objects.get().comment == ""


def test_another_window_is_shown_and_not_overwritten(head_of_service, analyst, asked, noted):
    seen = head_of_service.get(URL).context["form"]["seen"].value()
    analyst.post(URL, {**TYPED, "comment": "Theirs."})

    page = head_of_service.post(URL, {**TYPED, "seen": seen, "insert": f"noted-{noted.pk}"})

    assert "Theirs." in page.text
    assert SENTENCE in page.text
    assert Commentary.objects.get().comment == "Theirs."


def test_others_may_not(board_member, asked, noted):
    assert board_member.post(URL, {**TYPED, "insert": f"noted-{noted.pk}"}).status_code == 403


def warnings(visitor) -> list[str]:
    return list(visitor.get(URL).context["form"].warnings)


def test_a_comment_that_quotes_what_is_noted_is_right(head_of_service, asked, noted):
    head_of_service.post(URL, {**TYPED, "comment": f"Look: {SENTENCE}"})

    assert warnings(head_of_service) == []


def test_a_figure_that_was_noted_anew_is_flagged_where_it_is_quoted(head_of_service, asked, noted, analyst):
    head_of_service.post(URL, {**TYPED, "comment": f"Look: {SENTENCE}"})
    remove_noted_figure(actor=analyst.person, figure=noted)

    assert ["was removed from the noted figures by Ana Silva" in each for each in warnings(head_of_service)] == [True]
    note(analyst.person, boys=62)
    [flag] = warnings(head_of_service)
    assert "differently from what is recorded now: 98 = 62 (boys) + 36 (girls) (Education team)" in flag
    assert flag in text_of(head_of_service.get(URL).content.decode())


def test_parts_that_no_longer_sum_are_flagged_where_they_are_quoted(head_of_service, asked, noted):
    head_of_service.post(URL, {**TYPED, "comment": SENTENCE})
    NotedFigure.objects.filter(whole=noted, words="girls").update(value=35)

    assert "make 96, not 97" in warnings(head_of_service)[0]


def test_a_worked_out_figure_is_flagged_once_its_figures_are_restated(head_of_service, asked, scorecard):
    head_of_service.post(URL, {**TYPED, "insert": key_of(head_of_service, WORKED_OUT)})
    assert warnings(head_of_service) == []

    Value.objects.filter(indicator=asked.indicator, month=JULY).update(value=60)

    [flag] = warnings(head_of_service)
    assert "From the figures stored now it is" in flag
    assert "60.0% in July 2023" in flag


def test_writing_on_one_and_on_three_takes_the_same_queries(head_of_service, asked, analyst, django_assert_max_num_queries):
    note(analyst.person)
    head_of_service.get(URL)
    with django_assert_max_num_queries(60) as one:
        head_of_service.get(URL)
    for source in ("A", "B"):
        note(analyst.person, source=source)
    with django_assert_max_num_queries(len(one)):
        head_of_service.get(URL)


@pytest.mark.browser
def test_in_a_browser_it_is_inserted_at_the_caret_and_saved(page, live, analyst, head_of_service, supervision):
    noted = note(analyst.person)
    ask_for_comment(actor=analyst.person, indicator=supervision, month=JULY, person=head_of_service.person, due=datetime.date(2098, 1, 4))
    sign_in(page, live, head_of_service)
    page.goto(live + URL)
    assert_accessible(page)
    box = page.get_by_label("Comment", exact=True)
    box.fill("Held. Recorded late.")
    box.evaluate("box => box.setSelectionRange(5, 5)")

    page.get_by_role("button", name=f"Insert into the comment: {SENTENCE}").click()

    assert box.input_value() == f"Held. {SENTENCE} Recorded late."
    page.get_by_text("Not handed in yet.").wait_for()
    assert Commentary.objects.get().comment == f"Held. {SENTENCE} Recorded late."
    box.press("Control+z")
    assert box.input_value() == "Held. Recorded late."
    assert noted.pk


@pytest.mark.browser
def test_without_script_the_form_inserts_it(plain_page, live, analyst, head_of_service, supervision):
    note(analyst.person)
    ask_for_comment(actor=analyst.person, indicator=supervision, month=JULY, person=head_of_service.person, due=datetime.date(2098, 1, 4))
    sign_in(plain_page, live, head_of_service)
    plain_page.goto(live + URL)
    plain_page.get_by_label("Comment", exact=True).fill("Held.")

    plain_page.get_by_role("button", name=f"Insert into the comment: {SENTENCE}").click()

    assert plain_page.get_by_label("Comment", exact=True).input_value() == f"Held. {SENTENCE}"


def test_the_page_that_publishes_flags_it_too(head_of_service, analyst, asked, noted, scorecard):
    head_of_service.post(URL, {**TYPED, "comment": SENTENCE})
    page = "/performance/comments/2023-07/"
    assert "Check:" not in analyst.get(page).text

    remove_noted_figure(actor=analyst.person, figure=noted)

    assert "Check: The comment quotes “Children electively home educated” of 31 July 2023, which was removed" in text_of(
        analyst.get(page).text
    )


def test_the_page_that_publishes_takes_the_same_queries_for_three_comments_as_for_one(
    analyst, scorecard, noted, django_assert_num_queries, django_assert_max_num_queries
):
    month = "/performance/comments/2023-07/"
    slugs = [each.slug for each in Indicator.objects.filter(values__month=JULY, series="scorecard").distinct()[:3]]

    def write(slug: str) -> None:
        analyst.post(f"/performance/indicators/{slug}/2023-07/comment/", {"comment": SENTENCE, "action": ""})

    write(slugs[0])
    analyst.get(month)
    with django_assert_max_num_queries(40) as one:
        analyst.get(month)
    count = len(one)
    write(slugs[1])
    write(slugs[2])
    analyst.get(month)

    with django_assert_num_queries(count):
        analyst.get(month)
