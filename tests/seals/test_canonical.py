"""One form of a value in bytes, and what is found where a value is no longer what was sealed."""

import copy
import hashlib
import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foundation.seals import (
    InputKind,
    PartChange,
    PartDifference,
    canonical_json,
    changed_parts,
    in_one_spelling,
    inputs_noted,
    note_inputs,
    parts_of,
    sha256_of,
)

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=5)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=12)


def test_the_form_is_json_with_names_in_order_and_numbers_as_they_are():
    assert canonical_json({"b": [1.0, 10, 1e16, -0.0, 0.1, True, None], "a": "Zoë\n"}) == (
        '{"a":"Zoë\\n","b":[1,10,10000000000000000,0,0.1,true,null]}'.encode()
    )


def test_the_hash_can_be_made_without_the_portal():
    value = {"edition": 1, "content": {"title": "Grün", "rows": [["Good", "2"]]}}
    theirs = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    assert sha256_of(value) == hashlib.sha256(theirs).hexdigest()


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(wrong):
    with pytest.raises(ValueError, match="cannot be a number"):
        canonical_json([wrong])


def test_an_accent_is_stored_in_one_spelling():
    assert in_one_spelling({"Zoe\u0308": ["Zoe\u0308"]}) == {"Zo\u00eb": ["Zo\u00eb"]}


@settings(max_examples=60, deadline=None)
@given(VALUES, VALUES)
def test_two_values_have_one_form_only_where_they_are_the_same(one, other):
    assume(one != other)

    assert canonical_json(one) != canonical_json(other)
    assert canonical_json(json.loads(json.dumps(one))) == canonical_json(one)


def difference(then, now):
    return list(changed_parts(*(parts_of(each, lambda path: False) for each in (then, now))))


def test_a_row_that_is_taken_out_is_one_difference():
    rows = [["Good", "2"], ["Inadequate", "1"], ["All", "3"]]

    assert difference(rows, [rows[0], rows[2]]) == [PartDifference((1,), PartChange.REMOVED)]
    assert difference([rows[0], rows[2]], rows) == [PartDifference((1,), PartChange.ADDED)]
    assert difference(rows, [rows[0], ["Inadequate", "7"], rows[2]]) == [PartDifference((1, 1), PartChange.CHANGED)]


@settings(max_examples=60, deadline=None)
@given(VALUES, st.data())
def test_whatever_changes_is_found_and_nothing_else(value, data):
    now = copy.deepcopy(value)
    assert difference(value, now) == []
    path, holder = [], [now]
    place = 0
    while isinstance(holder[place], dict | list) and holder[place]:
        holder = holder[place]
        place = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        path.append(place)
    new = data.draw(SCALARS)
    assume(canonical_json(new) != canonical_json(holder[place]) and holder[place] not in ({}, []))
    holder[place] = new
    now = now if path else holder[0]

    assert difference(value, now) == [PartDifference(tuple(path), PartChange.CHANGED)]


def test_what_queries_read_is_noted_only_while_somebody_collects():
    note_inputs(InputKind.AUDIT, (pytest.fail("This was read.") for _ in range(1)))
    with inputs_noted() as found:
        note_inputs(InputKind.AUDIT, [(1, ["Good", 2])])
        note_inputs(InputKind.PLAN, [("2023-06", [None])])

    assert {kind: list(rows) for kind, rows in found.items()} == {"audit": ["1"], "plan": ["2023-06"]}
    with inputs_noted() as again:
        note_inputs(InputKind.AUDIT, [(1, ["Good", 3])])
    assert again["audit"]["1"] != found["audit"]["1"]
