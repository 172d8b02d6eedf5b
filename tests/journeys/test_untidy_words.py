"""Names and words as people type them: long, without a space. No page gets wider than its screen for them."""

import pytest

from actions.models import Action
from foundation.accounts.models import Team
from tests.browser import sign_in
from tests.layout import layout_faults

pytestmark = [pytest.mark.browser]
NAME = "Bartholomew Fetherstonehaugh-Wolfeschlegelsteinhausen"
ADDRESS = f"https://council.example/{'without-an-end/' * 3}{'withoutaspace' * 12}"


def test_long_names_and_addresses_break_on_every_screen(page, live, auditor, submitted_audit):
    auditor.person.name = NAME
    auditor.person.save()
    Team.objects.filter(pk=submitted_audit.team_id).update(name="Safeguarding-and-Reunification-Multidisciplinaryintervention Team")
    Action.objects.update(what=ADDRESS)
    submitted_audit.judgements.update(reason=ADDRESS)
    sign_in(page, live, auditor)

    for address in ("/", "/audits/", submitted_audit.get_absolute_url(), "/actions/", "/my-mail/"):
        page.goto(live + address)
        assert layout_faults(page) == [], address
