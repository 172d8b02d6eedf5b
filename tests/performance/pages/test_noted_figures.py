"""Dated one-off counts with a source."""

import pytest

from foundation.activity.models import Entry
from performance.models import NotedFigure
from performance.pages.noted_figures import noted_sentence
from performance.queries.noted_figures import noted_figure_sums

URL = "/performance/noted/"
WHOLE = {"words": "Children electively home educated", "value": "97", "day": "2023-07-31", "source": "Education team"}
PARTS = {"parts": "boys 61\ngirls 36"}


def test_its_parts_make_the_whole(analyst):
    analyst.post(URL, WHOLE | PARTS)

    sentence = "Children electively home educated: 97 = 61 (boys) + 36 (girls) on 31 July 2023 (Education team)."
    assert [noted_sentence(each) for each in noted_figure_sums()] == [sentence]
    assert sentence in analyst.get(URL).content.decode()


def test_parts_that_make_another_number_are_refused_and_kept_in_the_box(analyst):
    page = analyst.post(URL, WHOLE | {"parts": "boys 61\ngirls 35"}).content.decode()

    assert "The parts make 96 (61 + 35), not 97. Correct one of them." in page
    assert "girls 35" in page
    assert NotedFigure.objects.count() == 0


@pytest.mark.parametrize("parts", ["boys", "61", "boys many", "boys NaN", "boys -3"])
def test_a_part_needs_words_and_a_number(analyst, parts):
    assert "should be words and then a number" in analyst.post(URL, WHOLE | {"parts": parts}).content.decode()


def test_it_leaves_a_trace_and_the_second_time_does_nothing(lead):
    lead.post(URL, WHOLE | PARTS)
    assert lead.post(URL, WHOLE | PARTS).status_code == 302
    page = lead.post(URL, WHOLE).content.decode()

    assert "A figure with these words, day and source is recorded already." in page
    assert [entry.actor for entry in Entry.objects.filter(verb="figure.noted")] == [lead.person]


def test_a_day_to_come_is_refused(analyst):
    assert "The day must be today or before." in analyst.post(URL, WHOLE | {"day": "2098-01-05"}).content.decode()


def test_it_is_removed_with_its_parts(analyst):
    analyst.post(URL, WHOLE | PARTS)
    analyst.post(f"{URL}{NotedFigure.objects.get(whole=None).pk}/remove/")

    assert NotedFigure.objects.count() == 0
    assert Entry.objects.filter(verb="figure.removed").count() == 1


@pytest.mark.parametrize("person", ["outsider", "board_member", "head_of_service"])
def test_others_may_not(request, person):
    visitor = request.getfixturevalue(person)

    assert (visitor.get(URL).status_code, visitor.post(URL, WHOLE).status_code) == (403, 403)


def test_the_list_is_a_file_too(analyst):
    analyst.post(URL, WHOLE | PARTS)

    assert "97 = 61 (boys) + 36 (girls)" in analyst.get(f"{URL}?export=csv").content.decode("utf-8-sig")


def test_one_and_three_take_the_same_queries(analyst, django_assert_num_queries, django_assert_max_num_queries):
    analyst.post(URL, WHOLE | PARTS)
    analyst.get(URL)
    with django_assert_max_num_queries(40) as one:
        analyst.get(URL)
    count = len(one)
    for source in ("A", "B"):
        analyst.post(URL, WHOLE | PARTS | {"source": source})
    analyst.get(URL)

    with django_assert_num_queries(count):
        analyst.get(URL)
