"""Addresses for what is not a page, and addresses with parameters that nobody would type by accident."""

import uuid
from collections.abc import Iterator
from urllib.parse import quote, unquote

from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from tests.fuzz.values import NASTY

USUAL = {"code": "2023-07", "month": "2023-07", "slug": "case-supervision-percent", "kind": "domain", "of": "grades", "form": "pdf"}


def address_of(name: str, parameters: tuple[str, ...], given: dict) -> str:
    for others in ("x", 1, uuid.UUID(int=1)):
        try:
            return reverse(name, kwargs={parameter: given.get(parameter, USUAL.get(parameter, others)) for parameter in parameters})
        except NoReverseMatch:
            continue
    return reverse(name, kwargs={parameter: given.get(parameter, USUAL.get(parameter, 1)) for parameter in parameters})


def extreme_addresses(address: str, led_nowhere: set[str]) -> Iterator[str]:
    """The address with each of its parts in turn replaced by each nasty value.

    Of those that lead to no view one for each value is enough, for all addresses together: `led_nowhere` keeps which were met.
    """
    parts = address.strip("/").split("/")
    for place in range(len(parts)):
        for value in filter(None, NASTY):
            changed = [*parts[:place], quote(value.encode("utf-8", "surrogatepass"), safe=""), *parts[place + 1 :]]
            found = "/" + "/".join(changed) + ("/" if address.endswith("/") else "")
            if leads_somewhere(found):
                yield found
            elif value not in led_nowhere:
                led_nowhere.add(value)
                yield found


def leads_somewhere(address: str) -> bool:
    try:
        resolve(unquote(address))
    except Resolver404:
        return False
    return True
