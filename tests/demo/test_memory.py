"""What the first `make demo` holds in memory at rest, once it has loaded two years of work and made the files of a report."""

import time

import pytest

from tests.benchmarks.start import MOST_MB, megabytes
from tests.databases import new_database
from tests.demo.test_start import children_of
from tests.servers import free_port, make_site, wait_for
from tests.shares import WHOLE

pytestmark = [pytest.mark.once, pytest.mark.skipif(not WHOLE, reason="loads the demo from nothing: make test-long")]


def test_the_first_start_of_the_demo_holds_less_than_250_mb_at_rest(tmp_path):
    (tmp_path / "empty").mkdir()
    site = make_site(tmp_path, database=new_database(tmp_path / "empty"))
    process = site.start("manage.py", "serve", "--demo", "--port", str(free_port()))
    wait_for(lambda: "Kelly Marsh" in site.log.read_text(), timeout=600, otherwise=site.log.read_text)
    time.sleep(30)
    wait_for(lambda: not children_of(process), timeout=60)

    assert megabytes(process.pid) < MOST_MB
    site.stop()
