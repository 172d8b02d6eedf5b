"""While moderation is blind, no page tells its moderator what the auditor gave.

Not a search for words: every page is read twice, and between the two the auditor's grades, the actions and the team's
response become others. What the moderator sees must be the same to the letter.
"""

import datetime
import io
import re
import zipfile

import pytest
from django.urls import reverse

from actions.services import raise_action
from audits.enums import Stage, State
from audits.models import Audit, Judgement, TeamResponse
from audits.services.moderating import save_moderator_grades
from foundation.activity.trail import record
from tests.journeys.inventory import pages

pytestmark = pytest.mark.once  # the demo is loaded on PostgreSQL by the tests of its figures

EXPORTS = ("?export=csv", "?export=xlsx", "?export=moves")
TITLE = "Bring the chronology of the grandparents up to date"
TOKEN = re.compile(r"""csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+\"""")
EVERYTHING = {"audits:list": ("?overall=O", "?overall=I", "?sort=state"), "actions:list": ("?view=all",)}


@pytest.fixture
def waiting(demo, db) -> Audit:
    """An audit of July that waits for its moderator, the only one of the month with these grades."""
    audit = Audit.objects.filter(state=State.SUBMITTED, response=None, cycle__blind=True).latest("pk")
    audit.actions.all().delete()
    return audit


@pytest.fixture
def addresses(waiting) -> list[str]:
    """Every page, the audit's own, the charts, and lists narrowed and sorted by what is hidden."""
    found = [page for _, page, _ in pages()]
    found += [reverse(f"audits:{name}", args=[waiting.number]) for name in ("audit", "moderate", "agree", "return")]
    found += [reverse("insight:chart", args=[of]) for of in ("overall", "pre", "post")]
    found += [reverse(name) + query for name, queries in EVERYTHING.items() for query in queries]
    return [*found, f"{reverse('actions:raise')}?audit={waiting.number}"]


def give(audit: Audit, grade: str) -> None:
    """As if the auditor had given this grade throughout."""
    Judgement.objects.filter(audit=audit, stage__in=[Stage.AUDITOR, Stage.PRE]).update(grade=grade)


def fall_to_inadequate(audit: Audit) -> None:
    """What an Inadequate brings about: grades, an action, and a response that the team has given."""
    give(audit, "I")
    raise_action(
        actor=audit.auditor, audit=audit, what=TITLE, why="It ends in 2021.", owner=audit.team.manager, due=datetime.date(2023, 10, 2)
    )
    TeamResponse.objects.create(
        audit=audit, due=audit.submitted_on, text="Seen.", answered_by=audit.team.manager, answered_on=audit.submitted_on
    )
    record(actor=audit.team.manager, verb="audit.answered", target=audit)


def seen_by(visitor, addresses: list[str]) -> dict[str, str]:
    """Each page, and the exports that it offers."""
    found = {}
    for address in addresses:
        found[address] = _letters(visitor.get(address))
        if "export=" in found[address]:
            found |= {address + export: _letters(visitor.get(address + export)) for export in EXPORTS}
    found["search"] = _letters(visitor.post(reverse("desk:search"), {"q": TITLE[:20]}))
    return found


def _letters(answer) -> str:
    """A page without its token; of a workbook the sheets, which hold no time of writing."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        book = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(book.read(name) for name in sorted(book.namelist()) if "docProps" not in name)
    text = f"{answer.status_code} {answer.headers.get('Location', '')} {content.decode(errors='replace')}"
    return TOKEN.sub("", text)


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [address for address, content in before.items() if content != after.get(address)]


def test_what_the_auditor_gave_changes_nothing_that_the_moderator_sees(as_person, waiting, addresses):
    moderator = as_person(waiting.moderator.name)
    give(waiting, "O")
    before = seen_by(moderator, addresses)

    fall_to_inadequate(waiting)

    assert differences(before, seen_by(moderator, addresses)) == []


def test_once_the_moderator_has_graded_they_see_it(as_person, waiting, addresses):
    moderator = as_person(waiting.moderator.name)
    fall_to_inadequate(waiting)
    before = seen_by(moderator, addresses)

    places = [*waiting.tool.domains.all(), None]
    save_moderator_grades(actor=waiting.moderator, audit=waiting, grades=[(place, "RI", "") for place in places])
    after = seen_by(moderator, addresses)

    assert {f"/audits/{waiting.number}/", f"/audits/{waiting.number}/agree/", "/audits/?export=csv", "search"} <= set(
        differences(before, after)
    )
    assert TITLE not in str(before)
    assert TITLE in after[f"/audits/{waiting.number}/"]


def test_the_lead_sees_all_of_it_throughout(as_person, waiting):
    fall_to_inadequate(waiting)

    page = as_person("Naomi Fielding").get(waiting.get_absolute_url()).content.decode()

    assert TITLE in page
    assert "Inadequate" in page
