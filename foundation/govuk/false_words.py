"""Words in a text that are not so any more: red where the text is read and where it is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .components import render_component


@dataclass(frozen=True)
class FalseWords:
    """`words` as the text has them; `reason`, in whole sentences, is empty for people who may not learn what is so now."""

    words: str
    reason: str = ""

    @property
    def sentence(self) -> str:
        return f"“{self.words}” is no longer so. {self.reason}".rstrip()


def marked(html: SafeString, false_words: Iterable[FalseWords]) -> SafeString:
    """The text, which is escaped already, with such words in red and a tag behind them that says so."""
    tag = render_component("tag", text="No longer so", classes="govuk-tag--red").strip()
    for each in false_words:
        words = escape(each.words)
        html = mark_safe(html.replace(words, f'<mark class="qa-false-fact">{words}{tag}</mark>'))  # both were escaped before
    return html
