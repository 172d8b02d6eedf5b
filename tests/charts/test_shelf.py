"""A picture that one process drew is taken by the others from a shelf: here two that have drawn nothing yet, one after the other."""

import pytest

from foundation.charts import keep_on, render_png, render_svg, rendering
from tests.charts.test_charts import distribution


class Shelf(dict):
    def set(self, name, drawn):
        self[name] = drawn


@pytest.fixture
def shelf():
    shelf = Shelf()
    begin_again()
    keep_on(shelf)
    yield shelf
    keep_on(None)
    begin_again()


def begin_again() -> None:
    """As a process that has drawn nothing yet."""
    rendering._svg.cache_clear()
    rendering._png.cache_clear()


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """What is drawn, and not taken."""
    found, usual = [], rendering._drawer.ask
    monkeypatch.setattr(rendering._drawer, "ask", lambda what, *given, **also: (found.append(what), usual(what, *given, **also))[1])
    return found


def test_a_second_process_draws_nothing(shelf, drawn):
    spec = distribution()
    first = render_svg(spec), render_png(spec)
    assert drawn == ["vegalite_to_svg", "vegalite_to_png"]
    begin_again()

    assert (render_svg(spec), render_png(spec)) == first
    assert drawn == ["vegalite_to_svg", "vegalite_to_png"]


def test_another_picture_another_scale_and_what_was_lost_are_drawn(shelf, drawn):
    render_png(distribution())
    render_png(distribution(), 3)
    shelf.clear()
    begin_again()
    render_png(distribution())

    assert len(drawn) == 3


def test_no_word_of_a_picture_is_in_its_name(shelf):
    render_svg(distribution())

    assert [name for name in shelf if "June" in name or "Overall" in name or " " in name] == []


def test_without_a_shelf_each_process_draws_its_own(drawn):
    begin_again()
    render_svg(distribution())
    begin_again()
    render_svg(distribution())

    assert drawn == ["vegalite_to_svg", "vegalite_to_svg"]
