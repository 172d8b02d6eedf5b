"""An analyst who knows nothing of mappings takes every guess of the page as it is, gives it a name, and stores."""

import pytest

from performance.models import Commentary, Value
from tests.performance.imports.council_files import COUNCIL_FILES, VACANCIES
from tests.performance.imports.pages.test_uploads import upload
from tests.performance.pages.reading import text_of

pytestmark = pytest.mark.django_db


def guessed(visitor, address: str) -> dict:
    """What the page of the columns offers, with a name."""
    form = visitor.get(address).context["form"]
    offered = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in offered.items() if value} | {"name": "Ours"}


@pytest.mark.parametrize("file", COUNCIL_FILES, ids=[each.what for each in COUNCIL_FILES])
def test_every_guess_is_right(analyst, file):
    columns = analyst.get(upload(analyst, file.make(), file.name).url).url
    check = analyst.post(columns, guessed(analyst, columns)).url
    page = analyst.get(check)

    said = text_of(page.text)
    assert [each for each in file.says if each not in said] == []
    assert [(int(row[0][1]), row[1][1]) for row in page.context["refused"]] == file.refused
    analyst.post(check, {"accept_valid": "1"} if file.refused else {})

    stored = {(each.indicator.slug, f"{each.month:%Y-%m}"): each for each in Value.objects.select_related("indicator")}
    given = {key: each.missing_mark or f"{each.value.normalize():f}" for key, each in stored.items()}
    assert {key: given.get(key) for key in file.figures} == file.figures
    assert [each.comment for each in Commentary.objects.filter(indicator__slug=VACANCIES)] == ([file.comment] if file.comment else [])
    # A dash is no comment.
    assert not Commentary.objects.exclude(indicator__slug=VACANCIES).exists()


def test_there_are_as_many_as_were_asked_for():
    assert len(COUNCIL_FILES) >= 10
