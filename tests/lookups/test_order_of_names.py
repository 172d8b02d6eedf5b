"""Lists of names are in one order, on both databases, wherever somebody meets them: Élise under E, de Souza under D."""

import pytest

from audits.models import FindingTheme
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Service, Team
from tests.govuk.markup import find, parsed
from tests.people import add_person

pytestmark = pytest.mark.both

NAMES = [
    *("Zoë Ábel", "élise Durand", "Eleanor Shaw", "Åsa Berg", "de Souza Maria"),
    *("Dawn O'Brien", "Dawn Oakes", "David Young", "Elsie Łukasik"),
]
IN_ORDER = [
    *("Åsa Berg", "David Young", "Dawn Oakes", "Dawn O'Brien", "de Souza Maria"),
    *("Eleanor Shaw", "élise Durand", "Elsie Łukasik", "Zoë Ábel"),
]


def in_their_order(texts) -> list[str]:
    """Which of our names are in each text, in the order of the page, each once."""
    found = [name for text in texts for name in NAMES if name in text]
    return list(dict.fromkeys(found))


def shown(visitor, address: str, what: str) -> list[str]:
    page = parsed(visitor.get(address).content.decode())
    return in_their_order(each.text_content() for each in find(page, what))


@pytest.fixture
def _called(db):
    for place, name in enumerate(NAMES):
        person = add_person(f"P{place}", Role.AUDITOR)
        Person.objects.filter(pk=person.pk).update(name=name)
        Team.objects.create(name=name)
        Service.objects.create(name=name)
        FindingTheme.objects.create(name=name)


@pytest.mark.usefixtures("_called")
@pytest.mark.parametrize(
    ("who", "address", "what"),
    [
        ("administrator", "/settings/people/", "td"),
        ("administrator", "/settings/teams/", "td"),
        ("lead", "/actions/raise/", "option"),
        ("lead", "/settings/finding-themes/", "td"),
    ],
)
def test_a_list_of_names_is_in_the_order_of_the_alphabet(request, who, address, what):
    assert shown(request.getfixturevalue(who), address, what) == IN_ORDER


@pytest.mark.usefixtures("_called")
@pytest.mark.parametrize("model", [Person, Team, Service, FindingTheme])
def test_rows_that_are_asked_for_are_in_that_order_too(model):
    assert in_their_order(model.objects.filter(name__in=NAMES).values_list("name", flat=True)) == IN_ORDER
