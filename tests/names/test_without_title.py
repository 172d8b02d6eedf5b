"""A person's name in a list, without what lists put about it."""

import pytest

from foundation.names import without_title

NAMES = {
    "Zainab Ali": [
        "Zainab Ali",
        "Ms Zainab Ali",
        "Ali, Ms Zainab",
        "Dr. Zainab Ali",
        "Cllr Zainab Ali",
        "Zainab Ali (she/her)",
        "Ali, Zainab [SW]",
    ],
    "Zainab": ["Zainab"],
    "Ms Ali": ["Ms Ali"],
    "Missy Moore": ["Missy Moore"],
    "z.ali@example.org": ["Zainab Ali <z.ali@example.org>", "Zainab Ali (z.ali@example.org)"],
}


@pytest.mark.parametrize(("written", "name"), [(written, name) for name, several in NAMES.items() for written in several])
def test_a_title_a_note_or_pronouns_are_no_part_of_a_name(written, name):
    assert without_title(written) == name
