"""What looks as if it said who somebody is: asked about when it is saved, and nowhere that the Board reads."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.activity.models import Entry
from foundation.council.clock import today
from foundation.guard.services import Identified
from foundation.sheets import UnreadableFile
from performance.imports.services import import_figures, save_mapping
from performance.models import Commentary, DatedEvent, Indicator, MissingFigure, NotedFigure, Value
from performance.services import publish_comments, write_comment
from tests.performance.conftest import JULY
from tests.performance.files import SCORECARD
from tests.performance.pages.reading import text_of
from tests.performance.pages.test_indicators import NEW
from tests.replay import replayed

COMMENT = "/performance/indicators/case-supervision-percent/2023-07/comment/"
# The NHS Data Dictionary's example of a valid number, and a postcode of the Royal Mail's examples.
SURE = ["Jayden Smith, born 3 April 2012, was seen.", "His number is 943 476 5919.", "They moved to PR8 1AA."]
NAME = "Jayden Smith was seen."
WHY = {"kept": "It is the name of a service"}


def say(visitor, comment: str, **more):
    return visitor.post(COMMENT, {"status": "", "comment": comment, "action": "", **more}, follow=True)


@pytest.mark.parametrize("words", [*SURE, NAME])
def test_a_comment_with_an_identity_is_asked_about_and_not_saved(analyst, scorecard, words):
    page = text_of(say(analyst, words).content.decode())

    assert "Take it out" in page
    assert words.split(",")[0] in page
    assert not Commentary.objects.exclude(comment="").exists()


@pytest.mark.parametrize("words", SURE)
def test_no_reason_lets_a_sure_identity_reach_the_board(analyst, scorecard, words):
    page = say(analyst, words, publish="", **WHY)

    assert "Why may these words stand?" in text_of(page.content.decode())
    assert not Commentary.objects.exclude(published_comment="").exists()


def test_with_a_reason_a_name_may_stand_and_the_reason_is_in_the_trail(analyst, scorecard, supervision):
    asked = text_of(say(analyst, "Fulfilling Futures has begun.").content.decode())
    say(analyst, "Fulfilling Futures has begun.", publish="", **WHY)

    stored = Commentary.objects.get(indicator=supervision, month=JULY)
    assert "Why may these words stand?" in asked
    assert stored.published_comment == "Fulfilling Futures has begun."
    (entry,) = Entry.objects.of(stored).filter(verb="words.kept")
    assert (entry.actor, entry.facts["why"]) == (analyst.person, WHY["kept"])


def test_what_was_kept_is_not_asked_about_again(analyst, scorecard, supervision):
    say(analyst, "Fulfilling Futures has begun.", **WHY)
    say(analyst, "Fulfilling Futures has begun well.")

    assert Commentary.objects.get(indicator=supervision, month=JULY).comment == "Fulfilling Futures has begun well."


def test_words_saved_halfway_stay_with_their_writer_and_are_not_published(analyst, scorecard, supervision):
    analyst.post(COMMENT, {"status": "", "comment": SURE[1], "action": ""}, headers={"accept": "application/json"})
    stored = Commentary.objects.get(indicator=supervision, month=JULY)

    with pytest.raises(Identified):
        publish_comments(actor=analyst.person, commentaries=[stored])


@pytest.fixture
@replayed
def brought(analyst, scorecard) -> Commentary:
    columns = {"Measure name": "indicator", "Month ending": "period", "Actual": "value", "Narrative": "comment"}
    save_mapping(actor=analyst.person, name="Return", layout="long", columns=columns)
    text = f'Measure name,Month ending,Actual,Narrative\nVacancy rate,Jul-23,18,"{SURE[1]}"\n'
    import_figures(actor=analyst.person, file=BytesIO(text.encode()), name="return.csv")
    return Commentary.objects.get(comment=SURE[1])


def test_a_comment_that_a_file_brings_waits_for_somebody_to_look_at_it(analyst, board_member, released, brought):
    page = text_of(analyst.post("/performance/comments/2023-07/publish/", follow=True).content.decode())

    brought.refresh_from_db()
    assert "“943 476 5919” looks like an NHS number." in page
    assert not brought.is_published
    assert "943 476 5919" not in board_member.get("/performance/").content.decode()


def test_one_that_may_not_does_not_hold_up_the_others(analyst, scorecard, brought, supervision):
    write_comment(actor=analyst.person, indicator=supervision, month=JULY, status=None, comment="Sessions were held.", action="")
    analyst.post("/performance/comments/2023-07/publish/")

    assert Commentary.objects.get(indicator=supervision, month=JULY).is_published


FORMS = {
    "/performance/events/": ({"day": "2023-05-12", "indicator": ""}, ["words"], DatedEvent),
    "/performance/indicators/agency-rate-percent/restart/": (
        {"day": "2023-05-12", "words": "Counted differently", "reason": "A new rule"},
        ["words", "reason"],
        DatedEvent,
    ),
    "/performance/noted/": (
        {"value": "3", "parts": "", "day": "2023-05-12", "words": "Children seen", "source": "The team"},
        ["words", "source"],
        NotedFigure,
    ),
    "/performance/indicators/agency-rate-percent/2023-07/missing/": (
        {"due": "2098-01-05", "why": "Late", "from_whom": "The team"},
        ["why", "from_whom"],
        MissingFigure,
    ),
}


@pytest.mark.parametrize(("address", "field"), [(address, field) for address, (_, fields, _) in FORMS.items() for field in fields])
def test_every_other_text_beside_the_figures_is_asked_about(analyst, scorecard, address, field):
    given, _, model = FORMS[address]
    refused = analyst.post(address, {**given, field: "At PR8 1AA"})
    kept = analyst.post(address, {**given, field: "At PR8 1AA", **WHY})

    assert "“PR8 1AA” is a postcode" in refused.content.decode()
    assert "“PR8 1AA” is a postcode" in kept.content.decode()
    assert not model.objects.exists()
    analyst.post(address, {**given, field: "Fulfilling Futures"})
    assert not model.objects.exists()
    analyst.post(address, {**given, field: "Fulfilling Futures", **WHY})
    assert Entry.objects.of(model.objects.get()).filter(verb="words.kept").exists()


@pytest.mark.parametrize("field", ["definition", "quality_note", "measure", "label", "other_names", "source"])
def test_an_indicators_own_words_are_asked_about(analyst, field):
    page = analyst.post("/performance/indicators/add/", NEW | {field: "Jayden Smith, born 3 April 2012"})

    assert "Take it out" in page.content.decode()
    assert not Indicator.objects.filter(position=5, area="", series="other").exists()


def test_dates_that_are_no_birthday_and_names_of_teams_are_left_alone(analyst, elm_team, scorecard, supervision):
    say(analyst, f"Elm Team moved on {today():%-d %B %Y}; see the Board’s minutes.")

    assert Commentary.objects.get(indicator=supervision, month=JULY).comment


@pytest.mark.parametrize("name", ["Jayden Smith 12.03.2011.csv", "PR8 1AA.csv"])
def test_the_name_of_a_file_stands_beside_its_figures_and_says_nobody(analyst, name):
    page = analyst.post("/performance/imports/new/", {"file": SimpleUploadedFile(name, SCORECARD.read_bytes()), "shape": "auto"})

    assert "Give the file another name, then choose it again." in page.content.decode()
    with pytest.raises(UnreadableFile, match="The file’s name says"):
        import_figures(actor=analyst.person, file=SCORECARD, name=name)
    assert not Value.objects.exists()
