"""Short papers, a letter or a page, as accessible Word and PDF files; and what every Word file of ours is made with. Knows no Django."""

from .papers import Grid, Look, Paper, Part
from .pdf import pages_of, render_pdf
from .printable import printable_text
from .word import render_word

__all__ = ["Grid", "Look", "Paper", "Part", "pages_of", "printable_text", "render_pdf", "render_word"]
