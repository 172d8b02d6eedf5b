"""What somebody took away while another had its page open."""

import datetime

import pytest

from foundation.activity.models import Entry
from foundation.errors import Gone
from performance.models import DatedEvent
from performance.services import add_event, remove_event


def test_what_is_taken_away_twice_is_recorded_once(analyst):
    event = add_event(actor=analyst.person, day=datetime.date(2023, 5, 2), words="A new duty team.")
    held = DatedEvent.objects.get(pk=event.pk)
    remove_event(actor=analyst.person, event=event)

    with pytest.raises(Gone, match="This dated event is no longer there: somebody took it away a moment ago. Nothing was changed."):
        remove_event(actor=analyst.person, event=held)

    assert Entry.objects.filter(verb="indicator.event_removed").count() == 1
