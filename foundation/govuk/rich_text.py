"""What a writer typed, with its bold words and links, as HTML."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from foundation.documents import Bullets, Paragraph, RichBlock, Run, Runs

from .false_words import FalseWords, marked


def runs_html(runs: Runs) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString | str:
    words = format_html("<strong>{}</strong>", run.text) if run.bold else run.text
    return format_html('<a class="govuk-link" href="{}">{}</a>', run.link, words) if run.link else words


def rich_parts(blocks: Iterable[RichBlock], false_words: Sequence[FalseWords] = ()) -> list[dict[str, Any]]:
    """For `govuk/rich_text.html`: each block under the name of its kind, `false_words` in it marked."""
    return [_part(block, false_words) for block in blocks]


def _part(block: RichBlock, false_words: Sequence[FalseWords]) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"paragraph": marked(runs_html(block.looks), false_words)}
    if isinstance(block, Bullets):
        return {"bullets": [marked(runs_html(runs), false_words) for runs in block.looks], "numbered": block.is_numbered}
    return {"table": block}
