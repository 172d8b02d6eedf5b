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
from audits.enums import AuditState, ChosenBy, Stage
from audits.models import Audit, Judgement, ModerationChoice
from audits.moderation.services.moderation import save_moderator_grades
from audits.responses.services.responses import answer_inadequate, ask_for_response
from audits.services.counting import count_again
from desk.pages.work import work_for
from foundation.accounts.models import Person, Team
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.notices.models import Message, Notice
from tests.journeys.inventory import pages
from tests.removal import remove
from tests.shares import share_of

pytestmark = pytest.mark.once  # the demo is loaded on PostgreSQL by the tests of its figures

EXPORTS = ("?export=csv", "?export=xlsx", "?export=moves", "?export=chosen")
TITLE = "Bring the chronology of the grandparents up to date"
SEARCHES = (TITLE[:20], "Inadequate", "Outstanding", "respond")
# The token of each form, and the number that a search is given.
TOKEN = re.compile(r"""csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+\"|asked=\d+|name="asked" value="\d+\"""")
EVERYTHING = {"audits:list": ("?overall=O", "?overall=I", "?sort=state"), "actions:list": ("?view=all",)}


@pytest.fixture
def waiting(demo, db) -> Audit:
    """An audit of July that waits for its moderator, the only one of the month with these grades."""
    audit = Audit.objects.filter(state=AuditState.SUBMITTED, response=None, cycle__blind=True, cycle__kind=None).latest("pk")
    remove(audit.actions.all())
    return audit


@pytest.fixture
def addresses(waiting) -> list[str]:
    """A share of the pages; and always the audit's own, the charts, and lists narrowed and sorted by what is hidden."""
    found = share_of([page for _, page, _ in pages()], 30, about="pages of a blind moderator")
    found += [reverse(f"audits:{name}", args=[waiting.number]) for name in ("audit", "moderate", "agree", "return")]
    found += [reverse("insight:chart", args=[of]) for of in ("overall", "pre", "post")]
    found += [reverse(name) + query for name, queries in EVERYTHING.items() for query in queries]
    return [*found, f"{reverse('actions:raise')}?audit={waiting.number}"]


def give(audit: Audit, grade: str) -> None:
    """As if the auditor had given this grade throughout, in what is counted of the month too."""
    Judgement.objects.filter(audit=audit, stage__in=[Stage.AUDITOR, Stage.PRE]).update(grade=grade)
    count_again([audit.pk])


def fall_to_inadequate(audit: Audit) -> None:
    """What an Inadequate brings about: grades, why it was chosen, an action, and a response that the team has given.

    Its managers, and the lead where there are none, are notified by the services; the choice is the rules'.
    """
    give(audit, "I")
    ModerationChoice.objects.update_or_create(audit=audit, defaults={"chosen_by": ChosenBy.GRADE})
    record(actor=Person.objects.system(), verb="audit.chosen", target=audit, chosen_by=ChosenBy.GRADE.value)
    ask_for_response(audit)
    raise_action(
        actor=audit.auditor, audit=audit, what=TITLE, why="It ends in 2021.", owner=audit.team.manager, due=datetime.date(2023, 10, 2)
    )
    answer_inadequate(actor=audit.team.manager, audit=audit, text="Seen.")


def seen_by(visitor, addresses: list[str]) -> dict[str, str]:
    """Each page, and the exports that it offers."""
    found = {}
    for address in addresses:
        found[address] = _letters(visitor.get(address))
        if "export=" in found[address]:
            found |= {address + export: _letters(visitor.get(address + export)) for export in EXPORTS}
    found |= {f"search {words}": _letters(visitor.post(reverse("desk:search"), {"q": words}, follow=True)) for words in SEARCHES}
    found |= {
        f"search {row.number}": _letters(visitor.post(reverse("desk:search"), {"q": row.number}, follow=True))
        for row in moderated_by(visitor)
    }
    return found | told(visitor)


def moderated_by(visitor) -> list[Audit]:
    return list(Audit.objects.filter(moderator=visitor.person, state=AuditState.SUBMITTED))


def told(visitor) -> dict[str, str]:
    """What waits in the outbox for this person, and what was mailed to them; and the work that their next digest names."""
    mails = Message.objects.filter(person=visitor.person).order_by("pk").values_list("subject", "text", "html")
    notices = Notice.objects.filter(person=visitor.person).order_by("pk").values_list("subject", "words", "path")
    work = [(item.what, item.why, item.email_text, item.due) for item in work_for(visitor.person, today())]
    return {"mails": str(list(mails)), "notices": str(list(notices)), "work": str(work)}


def _letters(answer) -> str:
    """A page without its token; of a workbook the sheets, which hold no time of writing."""
    content = answer.getvalue()
    if content[:2] == b"PK":
        book = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(book.read(name) for name in sorted(book.namelist()) if "docProps" not in name)
    headers = " ".join(answer.headers.get(name, "") for name in ("Location", "Content-Disposition"))
    text = f"{answer.status_code} {headers} {content.decode(errors='replace')}"
    return TOKEN.sub("", text)


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [address for address, content in before.items() if content != after.get(address)]


def test_what_the_auditor_gave_changes_nothing_that_the_moderator_sees(as_person, waiting, addresses):
    moderator = as_person(waiting.moderator.name)
    give(waiting, "O")
    before = seen_by(moderator, addresses)

    fall_to_inadequate(waiting)

    assert differences(before, seen_by(moderator, addresses)) == []


def test_once_the_moderator_has_graded_they_see_it(as_person, waiting):
    addresses = [waiting.get_absolute_url(), f"/audits/{waiting.number}/agree/", "/audits/"]
    moderator = as_person(waiting.moderator.name)
    fall_to_inadequate(waiting)
    before = seen_by(moderator, addresses)

    places = [*waiting.tool.domains.all(), None]
    save_moderator_grades(actor=waiting.moderator, audit=waiting, grades=[(place, "RI", "") for place in places])
    after = seen_by(moderator, addresses)

    assert {f"/audits/{waiting.number}/", f"/audits/{waiting.number}/agree/", "/audits/?export=csv", f"search {TITLE[:20]}"} <= set(
        differences(before, after)
    )
    assert TITLE not in str(before)
    assert TITLE in after[f"/audits/{waiting.number}/"]


def test_a_lead_who_moderates_it_blind_is_not_told_of_the_grade_either(as_person, waiting, addresses):
    """Where a team has no managers the lead is notified of an Inadequate: not one who is to grade it blind."""
    lead = as_person("Naomi Fielding")
    Team.objects.filter(pk=waiting.team_id).update(manager=None, service=None)
    Audit.objects.filter(pk=waiting.pk).update(moderator=lead.person)
    before = told(lead)

    ask_for_response(Audit.objects.for_page().get(pk=waiting.pk))

    assert told(lead) == before


def test_the_lead_sees_all_of_it_throughout(as_person, waiting):
    fall_to_inadequate(waiting)

    page = as_person("Naomi Fielding").get(waiting.get_absolute_url()).content.decode()

    assert TITLE in page
    assert "Inadequate" in page
