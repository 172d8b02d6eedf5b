"""A walk for leaks: as people to whom a restricted record is closed, through every address, file and mail, with what was made before.

A new room is walked by itself; where its rows hang on an audit, an action or a case ID, `planted` gets one of them.
"""

import pytest
from django.core import mail
from django.core.management import call_command

from tests.audits.partners.test_partners_stay_outside import addresses, filled, words_of
from tests.shares import share_of

from .planted import planted

__all__ = ["planted"]
pytestmark = pytest.mark.once

# What hangs on an audit is opened by its number, which one that there is not shares with one that is closed.
HANGING = ("audits:", "actions:", "observations:", "voices:")
THERE_IS_NONE = 987_654
# A form’s own example of a case ID is the one of these tests.
# A lead reads here the interest that they declared themselves.
OWN = ("audits:interests", "audits:my-interests")
EXAMPLE = "for example C-20417"
# Somebody who may read every audit goes everywhere; others where what was made before would let them near it.
WHOLE, PART = "director", {"worker": HANGING, "grader": ("audits:", "studies:"), "kin": ("audits:", "governance:", "studies:", "packs:")}


def number_for(name: str, numbers: dict[str, int]) -> int:
    """Of the longest beginning that fits."""
    fitting = [beginning for beginning in numbers if name.startswith(beginning)]
    return numbers[max(fitting, key=len)] if fitting else numbers["audits:"]


@pytest.mark.parametrize("who", [WHOLE, *PART])
def test_no_address_tells_of_it(request, who, planted):
    visitors = {"grader": planted.graders[0], "kin": planted.kin}
    visitor = visitors.get(who) or request.getfixturevalue(who)
    leaks, told = [], []
    for name, path, kinds in share_of([each for each in addresses() if is_walked(each[0], who)], 50, about=f"restricted from {who}"):
        number = number_for(name, planted.numbers)
        for address in {filled(path, kinds, [number], month)[0] for month in ("2023-06", "2023-07")}:
            leaks += [(address, text) for text in planted.secrets if text in said_at(visitor, address)]
        if path.startswith(("/audits/{}/", "/actions/{}/")) and kinds == ("IntConverter",):
            there, none = (_statuses(visitor, path, kinds, each) for each in (number, THERE_IS_NONE))
            told += [(address, there, none)] if there != none else []

    assert leaks == []
    assert told == []


def is_walked(name: str, who: str) -> bool:
    passes = name in ("accounts:sign-out", *OWN) or "admin" in name
    return not passes and (who == WHOLE or name.startswith(PART[who]))


def said_at(visitor, address: str) -> str:
    """On the page, and in its file."""
    answer = visitor.get(address)
    said = words_of(answer)
    if answer.status_code == 200:
        said += words_of(visitor.get(f"{address}?export=csv"))
    return said.replace(EXAMPLE, "")


def _statuses(visitor, path: str, kinds: tuple[str, ...], number: int) -> list[int]:
    (address,) = filled(path, kinds, [number], "2023-06")
    return [visitor.get(address).status_code, visitor.post(address, {}).status_code]


def test_the_walk_finds_what_is_told_to_people_who_may_read_it(lead, planted):
    """Otherwise it would find nothing because it looks at nothing."""
    shown = {"audits:audit", "audits:calibration-round", "audits:sample-records", "audits:interests", "studies:records", "governance:holds"}
    paths = {name: (path, kinds) for name, path, kinds in addresses() if name in shown}
    found = set()
    for name, (path, kinds) in paths.items():
        (address,) = filled(path, kinds, [number_for(name, planted.numbers)], "2023-06")
        found |= {name for text in planted.secrets if text in words_of(lead.get(address))}

    assert found == shown


def test_no_mail_and_no_calendar_tells_of_it(planted, worker, director):
    mail.outbox.clear()
    for day in ("2023-07-21T07:00", "2023-07-24T07:00"):
        call_command("send_digests", at=day, verbosity=0)

    closed_to = {each.person.email for each in (worker, director, planted.kin, *planted.graders)}
    letters = [letter for letter in mail.outbox if letter.to[0] in closed_to]
    assert [(letter.to, text) for letter in letters for text in planted.secrets if text in letter.body + letter.subject] == []


def test_a_pack_made_before_is_closed_and_a_new_one_leaves_it_out(director, lead, planted):
    records = f"/packs/{planted.pack.pk}/records/"

    assert director.get(records).status_code == 403
    page = director.get(f"/packs/{planted.pack.pk}/").text
    assert "restricted after the pack was made. Make the pack again" in page
    assert "Download the zip" not in page
    assert lead.get(records).status_code == 200
