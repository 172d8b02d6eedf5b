"""Grades, states, KPI status and direction as HTML: a word, a shape and a colour, the same on every page."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.govuk import tag_styles
from foundation.govuk.components import render_component


def shape(name: str) -> SafeString:
    return format_html(
        '<svg class="qa-shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        tag_styles.SHAPES[name],
    )


def grade_tag(grade: str | None, full: bool = False) -> SafeString:
    """A grade, worded or by its code, or None: word, shape, colour. `full=True` for the long wording on its first use in a page."""
    look = tag_styles.grade_style(grade)
    return format_html(
        '<strong class="qa-tag qa-grade qa-grade--{}">{}<span>{}</span></strong>',
        look.name,
        shape(look.shape),
        look.word if full else look.short or look.word,
    )


def state_tag(state: object, colour: str = "") -> SafeString:
    """A state in its own words; the colour comes from one table for every page unless it is given."""
    return _tag(str(state), colour or tag_styles.state_colour(state))


@lru_cache(maxsize=512)
def _tag(text: str, colour: str) -> SafeString:
    return render_component("tag", text=text, classes=f"govuk-tag--{colour}")


def kpi_status(status: int | None, words: bool = False) -> SafeString:
    """Status 1, 2 or 3 of a KPI; with `words=True` its key is shown, otherwise only screen readers read it."""
    look = tag_styles.KPI_STATUSES.get(status or 0)
    if look is None:
        return format_html('<span class="qa-muted">{}</span>', "No status")
    hidden = "" if words else "govuk-visually-hidden"
    return format_html(
        '<strong class="qa-tag qa-grade qa-grade--{}">{}<span>{}</span></strong> <span class="{}">{}</span>',
        look.name,
        shape(look.shape),
        status,
        hidden,
        look.word,
    )


def signal_symbol(code: str) -> SafeString:
    """Improvement, concern, a signal that is neither, or none: what the latest month of a control chart is."""
    return _symbol(tag_styles.SIGNALS[code], "Latest month")


def assurance_symbol(code: str) -> SafeString:
    """Whether a target will be met, by the limits of a control chart."""
    return _symbol(tag_styles.ASSURANCES[code], "Assurance")


def _symbol(look: tag_styles.TagStyle, of: str) -> SafeString:
    """A shape with words of its own, for people who cannot see it, beside the words that everybody reads."""
    drawn = format_html(
        '<svg class="qa-shape" viewBox="0 0 16 16" width="16" height="16" role="img" aria-label="{}:"><path d="{}"/></svg>',
        of,
        tag_styles.SHAPES[look.shape],
    )
    return format_html('<strong class="qa-tag qa-grade qa-grade--{}">{}<span>{}</span></strong>', look.name, drawn, look.word)


def direction(change: float | None, polarity: str = "neutral", words: str = "") -> SafeString:
    """Direction of travel: arrow and word; `polarity` is higher, lower or neutral. `words` takes the place of the word."""
    look = tag_styles.direction_style(change, polarity)
    return format_html(
        '<span class="qa-direction qa-direction--{}">{}<span>{}</span></span>', look.name, shape(look.shape), words or look.word
    )
