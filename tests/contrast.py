"""What is left of a page where the reader's own colours replace all of ours: measured by the browser itself, in one visit."""

from playwright.sync_api import Page

# Grounds and shadows are gone then: an edge is a border or an outline. Links and text are drawn in the reader's colours by the browser.
EDGELESS = """() => {
  const isDrawn = (style, line) => style[`${line}Style`] !== "none" && parseFloat(style[`${line}Width`]) > 0
  const edges = (style) => ["borderTop", "borderRight", "borderBottom", "borderLeft", "outline"].some((line) => isDrawn(style, line))
  const classes = (element) => element.className.baseVal ?? element.className
  const named = (element) => `${element.tagName.toLowerCase()}.${classes(element)} “${element.textContent.trim().slice(0, 30)}”`
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1
  const found = []
  const marked = ".govuk-button, .govuk-tag, .qa-tag, .qa-search__button, .qa-chip, .qa-badge, .govuk-input, .govuk-select, .govuk-textarea"
  for (const element of document.querySelectorAll(marked)) {
    const style = getComputedStyle(element)
    if (shown(element) && !edges(style) && style.forcedColorAdjust !== "none") found.push(`${named(element)} has no edge`)
  }
  for (const element of document.querySelectorAll("main a[href], button, input, select, textarea, summary")) {
    if (element.disabled || element.type === "hidden" || !shown(element)) continue
    const before = getComputedStyle(element).outlineStyle + getComputedStyle(element).outlineWidth
    element.focus({ preventScroll: true })
    if (document.activeElement !== element) continue
    // Radios and ticks draw the focus about what stands for them.
    const drawn = [element, ...(element.labels ?? []), element.parentElement]
    const around = [null, "::before", "::after"].some((part) => drawn.some((each) => edges(getComputedStyle(each, part))))
    if (!around) found.push(`${named(element)} has no focus (${before})`)
  }
  document.activeElement.blur()
  for (const picture of document.querySelectorAll("main figure svg, main svg.qa-chart, main .qa-chart svg")) {
    if (shown(picture) && getComputedStyle(picture).forcedColorAdjust !== "none") found.push(`${named(picture)} loses its colours`)
  }
  return [...new Set(found)].slice(0, 12)
}"""


def forced_colour_faults(page: Page) -> list[str]:
    """Buttons, boxes and tags without an edge, what has the focus and does not show it, and pictures whose lines would be all alike."""
    page.emulate_media(forced_colors="active")
    found: list[str] = page.evaluate(EDGELESS)
    page.emulate_media(forced_colors="none")
    return [f"forced colours: {each}" for each in found]
