"""What a process does about garbage while it loads, and once it has."""

import gc
import subprocess
import sys

import pytest

pytestmark = pytest.mark.once


def test_a_process_that_has_loaded_looks_for_garbage_again():
    assert gc.isenabled()
    assert gc.get_freeze_count() > 100_000


def test_until_its_apps_are_there_it_does_not():
    said = subprocess.run([sys.executable, "-c", "import gc, qa_portal; print(gc.isenabled())"], capture_output=True, text=True, check=True)

    assert said.stdout == "False\n"
