"""Places that a long file names: finding those that are stored, whichever way a file names them, and adding the others."""

import re

from performance.enums import PlaceKind
from performance.imports.reading import PlaceNamed, SeriesReading, plain_name
from performance.models import Import, Place

PREFIX = {PlaceKind.TEAM: "team ", PlaceKind.SERVICE: "service "}
# Publications that know one London leave open in which half of it a council lies.
PARTS_OF = {"London": frozenset({"Inner London", "Outer London"})}
_UNNAMED = re.compile(r"Council \d+")


def known_places(reading: SeriesReading) -> dict[tuple, int]:
    """Those of the file's places that are stored, by the file's key: by number, or by name where one of the two has no number."""
    by_code: dict[tuple, int] = {}
    by_name: dict[tuple, int] = {}
    without_code: dict[tuple, int] = {}
    for place in Place.objects.filter(kind__in={kind for kind, _ in reading.places}):
        kind = PlaceKind(place.kind)
        by_name[kind, plain_name(place.name)] = place.pk
        if place.code:
            by_code[kind, place.code] = place.pk
        else:
            without_code[kind, plain_name(place.name)] = place.pk
    found = {}
    for key, named in reading.places.items():
        name = named.kind, plain_name(named.name)
        pk = by_code.get((named.kind, named.code)) or without_code.get(name) if named.code else by_name.get(name)
        if named.kind == PlaceKind.OURS:
            pk = Place.OURS
        if pk is not None:
            found[key] = pk
    return found


def name_as_stored(reading: SeriesReading, known: dict[tuple, int]) -> None:
    """A council that the file only numbers is called as it is stored."""
    unnamed = {known[key]: key for key, named in reading.places.items() if key in known and _UNNAMED.fullmatch(named.name)}
    for pk, name in Place.objects.filter(pk__in=unnamed).values_list("pk", "name"):
        reading.places[unnamed[pk]] = reading.places[unnamed[pk]]._replace(name=name)


def add_places(reading: SeriesReading, source: Import) -> dict[tuple, int]:
    """Every place of the file, the new ones added; regions first, since councils lie in them."""
    known = known_places(reading)
    for key in sorted(reading.places.keys() - known.keys(), key=lambda key: key[0] == PlaceKind.COUNCIL):
        known[key] = _add_place(reading.places[key], known, source)
    _fill_in(reading, known)
    return known


def _add_place(named: PlaceNamed, known: dict[tuple, int], source: Import) -> int:
    if prefix := PREFIX.get(named.kind):
        owner = int(named.code.removeprefix(prefix))
        return Place.objects.create(kind=named.kind, name=named.name, code=named.code, **{f"{named.kind.value}_id": owner}).pk
    region = _region_of(named, known)
    return Place.objects.create(kind=named.kind, code=named.code, name=named.name[:100], region_id=region, brought_by=source).pk


def _region_of(named: PlaceNamed, known: dict[tuple, int]) -> int | None:
    return known.get((PlaceKind.REGION, named.region.casefold())) if named.region else None


def _fill_in(reading: SeriesReading, known: dict[tuple, int]) -> None:
    """What an earlier file left out of a council and this one says: its number, its name, the region in which it lies."""
    councils = {known[key]: named for key, named in reading.places.items() if named.kind == PlaceKind.COUNCIL}
    changed = []
    for place in Place.objects.filter(pk__in=councils).select_related("region"):
        named, before = councils[place.pk], (place.code, place.name, place.region_id)
        place.code = place.code or named.code
        if _UNNAMED.fullmatch(place.name) and not _UNNAMED.fullmatch(named.name):
            place.name = named.name[:100]
        if place.region is None or named.region in PARTS_OF.get(place.region.name, ()):
            place.region_id = _region_of(named, known) or place.region_id
        if (place.code, place.name, place.region_id) != before:
            changed.append(place)
    Place.objects.bulk_update(changed, ["code", "name", "region"])
