"""What the portal is made of, under which licences, and the list of its parts."""

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from django.core.management import call_command

from foundation.health.parts import bill_of_materials, parts

pytestmark = pytest.mark.once

ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MIT-CMU", "OFL-1.1", "PSF-2.0", "ZPL-2.1"),
    # As weak as copyleft gets: it binds who changes the package itself.
    "MPL-2.0",
}
EXCEPTIONS = {
    "psycopg": "LGPL-3.0-only: imported as it is, and replaceable; nothing of it is changed or copied",
    "psycopg-binary": "LGPL-3.0-only: as psycopg",
}


def licences_in(expression: str) -> set[str]:
    return set(expression.replace("(", "").replace(")", "").replace(" AND ", " OR ").split(" OR "))


def test_every_licence_is_one_that_a_council_may_pass_on():
    installed = [part for part in parts() if part.is_installed]
    others = {part.name: part.licence for part in installed if not licences_in(part.licence) <= ALLOWED}

    assert set(others) == set(EXCEPTIONS), others


def test_the_bill_of_materials_is_cyclonedx_and_names_each_part_with_its_hash(capsys):
    call_command("bill_of_materials")
    printed = capsys.readouterr().out
    bill = json.loads(printed)

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(printed) is None
    names = {component["purl"].rpartition("@")[0] for component in bill["components"]}
    assert {"pkg:pypi/django", "pkg:pypi/psycopg", "pkg:npm/govuk-frontend", "pkg:npm/htmx.org"} <= names
    assert [each["name"] for each in bill["components"] if each["purl"].startswith("pkg:pypi/") and "externalReferences" not in each] == []
    assert bill == bill_of_materials(parts())
