"""`load_demo` on a database that is not empty."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from foundation.council.models import Council


def test_a_council_with_people_of_its_own_is_left_as_it_is(lead):
    with pytest.raises(CommandError, match="holds people already"):
        call_command("load_demo")

    assert Council.current().demo_day is None


def test_a_demo_whose_council_was_renamed_is_still_the_demo(lead, capsys):
    Council.objects.update_or_create(pk=1, defaults={"name": "Saltmarsh Council", "demo_day": datetime.date(2023, 8, 31)})

    call_command("load_demo")

    assert capsys.readouterr().err.strip() == "The demo is loaded already."
