"""Undoing an import takes back all that it said and nothing that people said since; the same file again gives the same state."""

import datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from foundation.activity.models import Entry
from performance.imports.services import import_figures, save_mapping, undo_import
from performance.models import (
    Commentary,
    Comparator,
    Import,
    Indicator,
    Mapping,
    Measure,
    Neighbour,
    NeighbourModel,
    Place,
    Restatement,
    Value,
)
from performance.services import choose_published_place, publish_comments, set_target, write_comment
from tests.performance.files import scorecard_file
from tests.performance.imports.test_long_files import LAIT
from tests.performance.imports.test_mappings import LONG_COLUMNS

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HEADINGS = "Measure name,Month ending,Actual,Narrative,Next step"
JUNE = datetime.date(2023, 6, 1)
NEIGHBOURS = "model,la_code,la_name,rank,neighbour_la_code\n"


def returned(*rows: str) -> bytes:
    return "\n".join([HEADINGS, *rows]).encode()


FIRST = returned("Vacancy rate,30/06/2023,18.2,Two posts filled,Recruit again", "Agency rate,30/06/2023,12,,Convert two")
SECOND = returned("Vacancy rate,30/06/2023,19,Three posts lost,", "Agency rate,30/06/2023,12,Fewer agency workers,")


@pytest.fixture(autouse=True)
def monthly(analyst) -> Mapping:
    return save_mapping(actor=analyst.person, name="Monthly return", layout="long", columns=LONG_COLUMNS)


@pytest.fixture
def take(analyst):
    def taken(content: bytes, name: str = "return.csv") -> Import:
        source = import_figures(actor=analyst.person, file=BytesIO(content), name=name).source
        assert source is not None
        return source

    return taken


@pytest.fixture
def undo(analyst):
    return lambda source: undo_import(actor=analyst.person, source=source)


def said(slug: str = "vacancy-rate-percent") -> tuple:
    held = Commentary.objects.filter(indicator__slug=slug, month=JUNE).first()
    return (held.comment, held.action, held.written_by, held.status) if held else ()


WORDS = ("status", "status_by", "status_on", "comment", "action", "written_by", "written_on", "published_comment", "asked_of")
# All that is stored about figures, without keys and without which batch it was.
STORED = {
    Value: ("indicator__slug", "place__name", "month", "value", "missing_mark", "source__file_name", "row"),
    Comparator: ("indicator__slug", "month", "value", "year", "source__file_name", "row"),
    Restatement: ("value__indicator__slug", "comparator__indicator__slug", "was", "was_mark", "was_source__file_name", "was_row"),
    Commentary: ("indicator__slug", "month", *WORDS),
    Indicator: ("slug", "measure__name", "published_as__slug"),
    Measure: ("name",),
    Place: ("kind", "name", "code", "region__name"),
    Neighbour: ("model__name", "council__code", "rank", "neighbour__code", "closeness", "source__file_name", "row"),
    NeighbourModel: ("name",),
}


def state() -> dict[str, list]:
    return {model.__name__: sorted(model.objects.values_list(*columns), key=str) for model, columns in STORED.items()}


def scorecard(status: str, value: str, month: str = "2023-07") -> bytes:
    return scorecard_file(f"Management,{status},Vacancy rate,percent,2023-06,18.2,{month},{value},16")


PUBLISHED = f"{LAIT}LAC,2022,343,Sefton,North West,,90.1".encode()
NEIGHBOURS_THEN = f"{NEIGHBOURS}2021-04,343,Sefton,1,344\n2021-04,343,Sefton,2,342\n2021-04,342,St Helens,1,343\n2021-04,344,Wirral,1,342\n"
NEIGHBOURS_NOW = f"{NEIGHBOURS}2021-04,343,Sefton,1,342\n2021-04,343,Sefton,2,344\n2025-05,343,Sefton,1,850\n2025-05,850,Hampshire,1,343\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FIRST, SECOND),
        (scorecard("2", "18"), scorecard("3", "17.5")),
        (PUBLISHED, PUBLISHED.replace(b"90.1", b"91") + b"\nCIN,2022,344,Wirral,East,,4"),
        (NEIGHBOURS_THEN.encode(), NEIGHBOURS_NOW.encode()),
    ],
    ids=["words", "statuses", "published", "neighbours"],
)
def test_undone_and_taken_again_gives_the_same_state(take, undo, first, second):
    take(first, "first.csv")
    before = state()
    source = take(second, "second.csv")
    after = state()

    undo(source)
    assert state() == before
    take(second, "second.csv")
    assert state() == after


@pytest.mark.parametrize("content", [FIRST, scorecard("2", "18"), PUBLISHED, NEIGHBOURS_NOW.encode()])
def test_the_first_import_leaves_nothing_behind(take, undo, content):
    before = state()

    undo(take(content))

    assert state() == before


def test_what_somebody_changed_since_stays_and_the_preview_says_so(analyst, lead, take, undo):
    source = take(FIRST)
    vacancies = Indicator.objects.get(slug="vacancy-rate-percent")
    write_comment(actor=lead.person, indicator=vacancies, month=JUNE, status=None, comment="Two posts filled, one lost", action="")

    preview = analyst.get(reverse("performance:undo", args=[source.pk])).text
    assert "that nobody has touched since, and that are taken back: 1" in preview
    assert "the comment on Vacancy rate (%), June 2023: changed by Leah Brandt on" in preview
    undo(source)

    assert said() == ("Two posts filled, one lost", "", lead.person, None)
    assert said("agency-rate-percent") == ()
    facts = Entry.objects.of(source).get(verb="indicator.import_undone").facts
    assert (facts["words_taken_back"], facts["words_left"]) == (1, 1)


def test_what_is_published_stays(analyst, take, undo):
    source = take(FIRST)
    publish_comments(actor=analyst.person, commentaries=Commentary.objects.filter(indicator__slug="vacancy-rate-percent"))

    assert "June 2023: published on" in analyst.get(reverse("performance:undo", args=[source.pk])).text
    undo(source)

    assert said()[:2] == ("Two posts filled", "Recruit again")


def test_the_words_before_are_put_back_in_their_writer_s_name(lead, take, undo):
    vacancies = Indicator.objects.get(slug="vacancy-rate-percent")
    write_comment(actor=lead.person, indicator=vacancies, month=JUNE, status=2, comment="We wait.", action="")

    undo(take(FIRST))

    assert said() == ("We wait.", "", lead.person, 2)
    held = Commentary.objects.get(indicator=vacancies)
    assert Entry.objects.of(held).last().sentence == "took back the comment that an import had brought"


def test_a_status_that_somebody_set_since_stays(analyst, lead, take, undo):
    source = take(scorecard("2", "18"))
    vacancies = Indicator.objects.get(slug="vacancy-rate-percent")
    july = datetime.date(2023, 7, 1)
    write_comment(actor=lead.person, indicator=vacancies, month=july, status=1, comment="", action="")

    assert (
        "the status on Vacancy rate (%), July 2023: changed by Leah Brandt"
        in analyst.get(reverse("performance:undo", args=[source.pk])).text
    )
    undo(source)

    assert Commentary.objects.get(indicator=vacancies, month=july).status == 1


def test_words_that_a_later_import_replaced_stand_in_the_way(take, undo):
    first, second = take(FIRST, "first.csv"), take(SECOND.replace(b",19,", b",18.2,"), "second.csv")

    with pytest.raises(ValidationError, match="second.csv.* brought other comments or statuses in place of its own. Undo that one first"):
        undo(first)
    undo(second)
    undo(first)

    assert not Commentary.objects.exists()


def test_neighbours_that_a_later_import_replaced_stand_in_the_way(take, undo):
    first, second = take(NEIGHBOURS_THEN.encode(), "then.csv"), take(NEIGHBOURS_NOW.encode(), "now.csv")

    with pytest.raises(ValidationError, match="now.csv"):
        undo(first)
    undo(second)
    undo(first)

    assert not NeighbourModel.objects.exists()


@pytest.mark.parametrize(
    ("what", "says"), [("council", "Sefton came with it and is chosen"), ("model", "The model of neighbours 2021-04 came")]
)
def test_what_our_comparators_are_taken_by_stands_in_the_way(analyst, take, what, says):
    source = take(NEIGHBOURS_THEN.encode())
    council, model = Place.objects.get(code="343"), NeighbourModel.objects.get()
    chosen = {"council": (council, None), "model": (None, model)}[what]
    choose_published_place(actor=analyst.person, council=chosen[0], neighbour_model=chosen[1])

    page = analyst.get(reverse("performance:undo", args=[source.pk])).text

    assert "This import cannot be undone now." in page
    assert says in page


def test_a_model_that_would_be_left_empty_is_named_before_it_goes(analyst, take):
    source = take(NEIGHBOURS_THEN.encode())

    assert (
        "the model of neighbours 2021-04, which came with it alone, goes" in analyst.get(reverse("performance:undo", args=[source.pk])).text
    )


def test_what_people_set_of_an_indicator_that_would_go_stands_in_the_way(analyst, take, undo):
    source = take(PUBLISHED)
    set_target(actor=analyst.person, indicator=Indicator.objects.get(code="LAC"), value=80, first_month=JUNE, last_month=None)

    with pytest.raises(ValidationError, match="targets are for indicators that this import created"):
        undo(source)


def test_the_preview_asks_the_database_as_often_for_three_comments_as_for_one(
    analyst, lead, take, django_assert_num_queries, django_assert_max_num_queries
):
    names = ["Vacancy rate", "Agency rate"]
    rows = [f"{name},31/0{month}/2023,{month},Words {month}," for month in (5, 7) for name in names]
    one, many = take(returned("Vacancy rate,31/03/2023,3,Words,"), "one.csv"), take(returned(*rows), "many.csv")
    for held in Commentary.objects.select_related("indicator"):
        write_comment(actor=lead.person, indicator=held.indicator, month=held.month, status=None, comment="Others", action="")
    analyst.get(reverse("performance:undo", args=[one.pk]))
    with django_assert_max_num_queries(40) as few:
        analyst.get(reverse("performance:undo", args=[one.pk]))
    count = len(few)

    with django_assert_num_queries(count):
        analyst.get(reverse("performance:undo", args=[many.pk]))
