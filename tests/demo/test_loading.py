"""`load_demo` on a database that is not empty."""

import pytest
from django.core.management import CommandError, call_command

from foundation.council.models import Council


def test_a_council_with_people_of_its_own_is_left_as_it_is(lead):
    with pytest.raises(CommandError, match="holds people already"):
        call_command("load_demo")

    assert Council.current().demo_day is None
