"""What pages keep in the cache, which all processes share: values, and nothing by which somebody signs in."""

import pytest
from django.core.cache import cache

from foundation.accounts.models import Person
from performance.models import Indicator

pytestmark = pytest.mark.once  # the cache is the same beside either database

PAGES = ("/insight/", "/insight/grades/", "/insight/health/", "/performance/", "/actions/", "/audits/", "/observations/")


def test_no_password_is_kept_with_what_a_page_shows(as_person):
    cache.clear()
    for name in ("Naomi Fielding", "Meg Thornley"):
        person = as_person(name)
        for page in (*PAGES, *(indicator.get_absolute_url() for indicator in Indicator.objects.exclude(owner=None)[:3])):
            assert person.get(page).status_code == 200, page
    kept = list(cache._cache.values())
    stored = Person.objects.exclude(password="").exclude(password__startswith="!")
    passwords = [password.encode() for password in stored.values_list("password", flat=True)]

    assert len(kept) > len(PAGES)
    assert [password for password in passwords if any(password in value for value in kept)] == []
