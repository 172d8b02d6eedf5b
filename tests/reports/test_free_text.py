"""What is typed into a section becomes paragraphs and bullets."""

from reports.content import Bullets, Paragraph
from reports.free_text import blocks_of


def test_blank_lines_part_paragraphs():
    assert blocks_of("One.\n\nTwo.") == [Paragraph("One."), Paragraph("Two.")]


def test_a_line_break_inside_a_paragraph_is_a_space():
    assert blocks_of("One\r\nand more.") == [Paragraph("One and more.")]


def test_lines_that_begin_with_a_dash_are_bullets():
    assert blocks_of("We saw:\n- one\n- two\n\nThen.") == [Paragraph("We saw:"), Bullets(("one", "two")), Paragraph("Then.")]


def test_a_bullet_may_run_over_two_lines():
    assert blocks_of("- one\n  and more\n- two") == [Bullets(("one and more", "two"))]


def test_nothing_is_nothing():
    assert blocks_of(" \n\n ") == []
