"""A row of a file of past audits is stored, known already or refused, with why: by the command and on pages."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.past_audits.reading.checking import check_past_audits
from audits.past_audits.reading.said import SaidOfPastAudits
from audits.tool.queries import current_tool
from foundation.sheets import read_rows
from tests.audits.past_audits.sheets import GRADED, past, sheet
from tests.shares import examples

CASE = st.sampled_from(["C-1", "c–1", "C-2", "", "Total", "Total: 3", "Kit Marlow", "Page 1 of 2"])
CELL = st.sampled_from(["", "RI", "G", "9", "Amina Yusuf", "Yusuf, Ms Amina", "2023-06", "Junish", "#REF!"])


@pytest.mark.parametrize("said", [None, SaidOfPastAudits()])
@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CASE, CELL, CELL, CELL), min_size=1, max_size=6))
def test_no_row_is_dropped_without_being_said(lead, auditor, said, rows):
    lines = [past(case, month=month, auditor=who, **{f"{GRADED[0]} pre": grade}) for case, month, who, grade in rows]
    read = read_rows(BytesIO(sheet(past("Z-9"), *lines).encode()), "past.csv")
    check = check_past_audits(read, current_tool(), lead.person, said)

    refused = {each.row for each in check.rejected}
    assert all(each.reason for each in check.rejected)
    assert len(check.new) + len(check.restated) + check.unchanged + len(refused) == len(read.rows)
