"""Boxes that suggest: the pages that have one, and people, teams, indicators and cases whose names a browser could take for markup.

Run in the process of a site: `manage.py shell -c "from tests.journeys.pickers import …"`.
"""

import dataclasses
import json

from audits.models import Audit
from foundation.accounts.models import Person, Team
from performance.models import Indicator, Place
from tests.journeys.inventory import let_in, signed_in, visits

HOSTILE = [
    '<img src=x onerror="document.title=1">',
    "O’Hara & \"Co\" <b>'bold'</b>",
    "Zoë \u202edlog\u202c &amp; &lt;i&gt;",
    "</li></ul><script>1</script>",
]
# What the inventory finds its objects by keeps its name.
KEPT = "Cared for children currently open"
KEPT_PLACE = "Locality Coast"
# Of all pages; about one in five has a box.
PAGES = 30


def give_hostile_names() -> None:
    for model, field, rows in [
        (Person, "name", Person.objects.filter(is_system=False)),
        (Team, "name", Team.objects.all()),
        (Indicator, "label", Indicator.objects.exclude(label=KEPT)),
        (Place, "name", Place.objects.exclude(name=KEPT_PLACE)[:40]),
        (Audit, "case_id", Audit.objects.all()),
    ]:
        for place, row in enumerate(rows):
            # Its number first, so that a short field cuts none off and two remain two.
            name = f"{row.pk} {HOSTILE[place % len(HOSTILE)]}"
            model._base_manager.filter(pk=row.pk).update(**{field: name[: model._meta.get_field(field).max_length]})


def visits_with_boxes(emails: list[str], password: str) -> str:
    """Who opens which page with a box, as JSON: of a share of all pages, for to open them all takes half a minute."""
    found = [
        visit
        for visit in visits(emails, at_most=PAGES)
        if visit.email and 'data-module="qa-suggest"' in signed_in(visit.email).get(visit.address, follow=True).content.decode()
    ]
    let_in({visit.email for visit in found}, password)
    return json.dumps([dataclasses.asdict(visit) for visit in found])
