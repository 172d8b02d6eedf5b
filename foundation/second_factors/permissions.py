"""Everybody changes their own; an administrator only removes what somebody lost."""

import rules


@rules.predicate
def is_own(person, passkey) -> bool:
    return passkey.person_id == person.pk
