"""The evidence of the portal's security: what was checked last, and what is not met."""

import pytest
from django.core.management import call_command

from foundation.activity.verifying import check_logs
from foundation.health.last_checks import RESTORE, note_check

pytestmark = pytest.mark.once


def test_the_pack_says_what_was_checked_and_what_is_not_met(settings, tmp_path, db, capsys):
    settings.VAR_DIR = tmp_path
    call_command("evidence_pack")
    assert "(`restore --verify`): never on this server. Run it now." in capsys.readouterr().out

    note_check(RESTORE, held=True)
    call_command("evidence_pack")
    said = capsys.readouterr().out
    assert "it held." in said
    assert "253 requirements" in said
    assert "V5.4.3 (level 2):" in said
    assert "psycopg" not in said


def test_a_check_that_found_something_is_said(settings, tmp_path, db, capsys):
    settings.VAR_DIR = tmp_path
    note_check(RESTORE, held=False)
    call_command("evidence_pack")

    assert "IT DID NOT HOLD" in capsys.readouterr().out


def test_what_is_verified_each_night_is_said(settings, tmp_path, db, capsys):
    settings.VAR_DIR = tmp_path
    call_command("evidence_pack")
    assert "(`verify_trail`): never" in capsys.readouterr().out

    check_logs([])
    call_command("evidence_pack")
    assert "(`verify_trail`): never" not in (said := capsys.readouterr().out)
    assert said.count("it held.") == 1
