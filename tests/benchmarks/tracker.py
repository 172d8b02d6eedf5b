"""The tracker and My work with 20,000 actions against 200: a page costs what it shows, not what is stored."""

import datetime
import random

from tests.benchmarks import portal
from tests.benchmarks.measuring import Row, compare
from tests.benchmarks.pages import opened
from tests.removal import remove

MANY, FEW = 20_000, 200
# What waits for one manager is theirs to do, not the council's size, so the newcomers are spread over people who are not measured.
LEAD, MANAGER = "naomi.fielding@marram.example", "michelle.rimmer@marram.example"
WHAT = "Update the chronology and use it in the plan"


def rows() -> list[Row]:
    small, large = portal.copy_of_demo("few-actions"), portal.copy_of_demo("many-actions")
    for file, count in ((small, FEW), (large, MANY)):
        portal.use(file)
        fill_up_to(count)
    return [
        compare(
            name,
            ours=lambda address=address, email=email: opened(large, address, email),
            other=lambda address=address, email=email: opened(small, address, email),
            other_is=f"the same page with {FEW} actions",
            size=f"{MANY:,} actions",
            limit=1.5,
            times=7,
        )
        for name, address, email in [
            ("list tracker", "/actions/?view=all", LEAD),
            ("list tracker, every state", "/actions/?view=all&state=every", LEAD),
            ("list tracker of a team", "/actions/?view=team", MANAGER),
            ("page my work, lead", "/", LEAD),
            ("page my work, manager", "/", MANAGER),
        ]
    ]


def fill_up_to(count: int) -> None:
    """So many actions as a council has after some years: nine in ten closed, the others open, late, or to be verified."""
    from actions.enums import ActionState
    from actions.models import Action
    from audits.models import Audit
    from foundation.accounts.models import Person

    dice, day = random.Random("tracker"), datetime.date(2023, 8, 31)
    remove(Action.objects.filter(pk__in=list(Action.objects.closed().values_list("pk", flat=True)[FEW // 2 :])))
    audits = list(Audit.objects.finished().filter(imported=False).exclude(team=None).order_by("pk")[:200])
    manager = Person.objects.get(email=MANAGER)
    owners = list(
        Person.objects.active()
        .filter(team__isnull=False, line_manager__isnull=False)
        .exclude(email=LEAD)
        .exclude(line_manager=manager)
        .exclude(team=manager.team)
    )
    states = [ActionState.EFFECTIVE] * 6 + [ActionState.NOT_EFFECTIVE] * 3 + [ActionState.OPEN]
    made = []
    for _ in range(count - Action.objects.count()):
        owner, state = dice.choice(owners), dice.choice(states)
        raised = day - datetime.timedelta(days=dice.randint(1, 700))
        due = day + datetime.timedelta(days=dice.randint(-40, 60)) if state == ActionState.OPEN else raised + datetime.timedelta(days=28)
        closed = {} if state == ActionState.OPEN else {"done_on": due, "verified_on": due, "verified_by": owner.line_manager}
        made.append(
            Action(
                what=WHAT, why="It stops in March.", owner=owner, team=owner.team, due=due, first_due=due, state=state,
                audit=dice.choice(audits), raised_by=owner.line_manager, raised_on=raised, **closed,
            )
        )  # fmt: skip
    Action.objects.bulk_create(made, batch_size=500)
