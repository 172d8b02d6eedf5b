"""A library in another process: it ends by itself, and whatever becomes of it, the one that asks goes on."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from foundation import apart
from foundation.apart import Apart, NoAnswer, NotTaken
from foundation.charts.fonts import FONTS
from tests.servers import wait_for

SPEC = '{"data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}'


def drawn_by(drawer: Apart) -> bytes:
    return drawer.ask("vegalite_to_svg", SPEC, allowed_base_urls=[])


@pytest.fixture
def drawer():
    drawer = drawer_of()
    yield drawer
    if drawer._process:
        drawer._process.kill()


def drawer_of(**given) -> Apart:
    return Apart("vl_convert", first=("register_font_directory", str(FONTS)), **given)


def test_the_process_that_asks_loads_nothing_of_what_draws():
    seen = "import sys; from foundation.charts import render_svg; render_svg({spec}); print('vl_convert' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", seen.format(spec=SPEC)], capture_output=True, text=True, check=True)

    assert said.stdout == "False\n"


def test_the_next_picture_is_drawn_by_the_same_process_and_one_that_died_is_followed_by_another(drawer):
    first, process = drawn_by(drawer), drawer._process
    assert (drawn_by(drawer), drawer._process) == (first, process)

    process.kill()
    process.wait()

    assert drawn_by(drawer) == first
    assert drawer._process is not process


def test_it_ends_when_nothing_is_asked_and_leaves_nothing_behind():
    drawer = drawer_of(idle=0.1)
    first, process = drawn_by(drawer), drawer._process
    wait_for(lambda: not Path(f"/proc/{process.pid}").exists())

    assert process.returncode == 0
    assert drawn_by(drawer) == first


def test_it_ends_with_the_process_that_asked_however_that_ends():
    asks = f"from foundation.charts import rendering as r; r.render_svg({SPEC}); print(r._drawer._process.pid, flush=True); input()"
    asking = subprocess.Popen([sys.executable, "-c", asks], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    drawing = Path("/proc", asking.stdout.readline().strip())
    assert drawing.exists()
    asking.kill()
    asking.communicate()

    wait_for(lambda: not drawing.exists(), timeout=5)


def test_one_that_is_stuck_is_ended_in_words():
    stuck, began = Apart("time", longest=1), time.monotonic()
    with pytest.raises(NoAnswer):
        stuck.ask("sleep", 60)

    assert time.monotonic() - began < 4
    assert stuck._process is None


def test_what_the_library_does_not_take_is_said_and_the_process_goes_on():
    library = Apart("base64")
    with pytest.raises(NotTaken, match="Invalid base64"):
        library.ask("b64decode", b"x")
    process = library._process

    assert (library.ask("b64encode", b"\0a"), library._process) == (b"AGE=", process)


def test_one_that_cannot_even_end_itself_is_ended(drawer, monkeypatch):
    drawn_by(drawer)
    monkeypatch.setattr(drawer, "_longest", -apart._GRACE)
    monkeypatch.setattr(drawer, "_begun", lambda usual=drawer._begun: stopped(usual()))
    process = drawer._process
    os.kill(process.pid, signal.SIGSTOP)

    with pytest.raises(NoAnswer):
        drawn_by(drawer)

    assert process.wait() == -signal.SIGKILL


def stopped(process: subprocess.Popen) -> subprocess.Popen:
    os.kill(process.pid, signal.SIGSTOP)
    return process


def test_threads_and_a_forked_child_each_get_their_own_picture(drawer):
    sizes, got = (1, 2, 3, 1, 2, 3), {}
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'.decode()
    threads = [
        threading.Thread(target=lambda at=at, size=size: got.update({at: drawer.ask("svg_to_png", svg, scale=size)}))
        for at, size in enumerate(sizes)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        os.write(writer, drawer.ask("svg_to_png", svg, scale=4)[16:20])
        os._exit(0)
    os.waitpid(child, 0)

    assert [int.from_bytes(got[at][16:20], "big") for at in range(len(sizes))] == [10 * size for size in sizes]
    assert int.from_bytes(os.read(reader, 4), "big") == 40
    os.close(reader)
    os.close(writer)
