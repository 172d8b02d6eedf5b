"""How a page lies at each width: measured by the browser itself, in one visit."""

from playwright.sync_api import Page

# A small phone (WCAG's reflow), a phone, a tablet upright and across, and a laptop.
WIDTHS = [320, 390, 820, 1024, 1280]
# Words in a column narrower than this are read down, not across.
LETTERS = 8

# What stands beyond the page's edge, and words that take more than one line in a block too narrow for eight letters.
MEASURE = """
(letters) => {
  const width = document.documentElement.clientWidth
  const found = []
  if (document.documentElement.scrollWidth > width) {
    const outside = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && !element.closest(".qa-scroll"))
    const named = outside.slice(0, 3).map((element) => element.tagName.toLowerCase() + "." + element.className)
    found.push(`scrolls sideways to ${document.documentElement.scrollWidth}: ${named.join(", ")}`)
  }
  const pen = document.createElement("canvas").getContext("2d")
  const eight = new Map()
  const lettersWide = (style) => {
    const font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    if (!eight.has(font)) { pen.font = font; eight.set(font, pen.measureText("0".repeat(letters)).width) }
    return eight.get(font)
  }
  const seen = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (text.data.trim().length <= 1) continue
    let block = text.parentElement
    if (!block.checkVisibility({ visibilityProperty: true })) continue
    if (block.closest(".govuk-visually-hidden, svg, script, option, textarea")) continue
    while (getComputedStyle(block).display === "inline") block = block.parentElement
    if (found.length > 20) break
    if (seen.has(block)) continue
    const style = getComputedStyle(block)
    const room = block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
    if (room >= lettersWide(style) - 0.5 || block.clientWidth <= 1) continue
    range.selectNodeContents(text)
    const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)))
    if (lines.size < 2) continue
    seen.add(block)
    found.push(`${Math.round(room)} px for “${text.data.trim().slice(0, 40)}” in ${block.tagName.toLowerCase()}.${block.className}`)
  }
  return found
}
"""


def layout_faults(page: Page, widths: list[int] = WIDTHS) -> list[str]:
    """What is wrong with how the open page lies: sideways scrolling, and words squeezed into a column of a few letters."""
    before = page.viewport_size
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: {fault}" for fault in page.evaluate(MEASURE, LETTERS)]
    page.set_viewport_size(before)
    return found
