"""WCAG 2.2 as a browser measures it: that what has the focus is not covered (2.4.11), and that targets can be hit (2.5.8)."""

from playwright.sync_api import Page, ViewportSize

from tests.browser import DESKTOP, PHONE

LAPTOP: ViewportSize = {"width": DESKTOP, "height": 800}
SIZES: list[ViewportSize] = [LAPTOP, {"width": PHONE, "height": 844}]
# Each control that Tab can reach gets the focus, as the browser scrolls to it then; some of it must be on top of everything else.
COVERED = """
() => {
  const labelled = (element, hit) => [...(element.labels ?? [])].some((label) => label.contains(hit))
  const within = (element, hit) => hit && (element.contains(hit) || labelled(element, hit))
  const named = (element) => `${element.tagName.toLowerCase()} “${(element.labels?.[0] ?? element).textContent.trim().slice(0, 40)}”`
  const found = []
  const controls = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  for (const element of controls) {
    if (element.disabled || element.type === "hidden" || !element.checkVisibility({ visibilityProperty: true })) continue
    element.focus()
    if (document.activeElement !== element) continue
    const box = element.getBoundingClientRect()
    const points = []
    for (const x of [0.1, 0.5, 0.9]) for (const y of [0.1, 0.5, 0.9]) points.push([box.left + box.width * x, box.top + box.height * y])
    const seen = points.some(([x, y]) => within(element, document.elementFromPoint(x, y)))
    if (!seen) found.push(`${named(element)} is covered when it has the focus`)
  }
  scrollTo(0, 0)
  return found
}
"""
# Smaller than 24 pixels a target is right only in a line of text, or where a circle of 24 round its middle meets no other target's.
SMALL = """
() => {
  const least = 24
  const scrolls = (element) => element !== document.documentElement && /auto|scroll|hidden/.test(getComputedStyle(element).overflow)
  // What a list with its own bar has scrolled out of sight can be hit by nobody, and is in nobody's way.
  const isScrolledAway = (element) => {
    let around = element.parentElement
    while (around && !scrolls(around)) around = around.parentElement
    if (!around) return false
    const box = element.getBoundingClientRect(), window = around.getBoundingClientRect()
    return box.bottom <= window.top || box.top >= window.bottom
  }
  const shown = (element) => element.type !== "hidden" && !element.disabled && element.checkVisibility({ visibilityProperty: true })
  const controls = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(
    (element) => shown(element) && !isScrolledAway(element))
  const boxes = controls.map((element) => {
    const parts = [element, ...(element.labels ?? [])].map((each) => each.getBoundingClientRect()).filter((box) => box.width && box.height)
    const left = Math.min(...parts.map((box) => box.left)), right = Math.max(...parts.map((box) => box.right))
    const top = Math.min(...parts.map((box) => box.top)), bottom = Math.max(...parts.map((box) => box.bottom))
    return { element, left, right, top, bottom, width: right - left, height: bottom - top, x: (left + right) / 2, y: (top + bottom) / 2 }
  })
  const inLine = ({ element }) => {
    if (!getComputedStyle(element).display.startsWith("inline")) return false
    const around = element.closest("p, li, dd, dt, td, th, span, div")
    return around.textContent.trim().length > element.textContent.trim().length + 2
  }
  const isSmall = (box) => box.width && box.height && (box.width < least || box.height < least)
  const near = (box, other) => {
    if (isSmall(other) && Math.hypot(box.x - other.x, box.y - other.y) < least) return true
    const x = Math.max(other.left, Math.min(box.x, other.right)), y = Math.max(other.top, Math.min(box.y, other.bottom))
    return Math.hypot(box.x - x, box.y - y) < least / 2
  }
  const apart = (box, other) => !other.element.contains(box.element) && !box.element.contains(other.element)
  const named = ({ element }) => `${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 40)}”`
  return boxes
    .filter((box) => isSmall(box) && !inLine(box))
    .filter((box) => boxes.some((other) => apart(box, other) && near(box, other)))
    .map((box) => `${named(box)} is ${Math.round(box.width)} by ${Math.round(box.height)}`)
}
"""


def covered_controls(page: Page) -> list[str]:
    """What lies under something else when it has the focus."""
    found: list[str] = page.evaluate(COVERED)
    return found


def small_targets(page: Page) -> list[str]:
    """What is too small to be hit, and too close to something else."""
    found: list[str] = page.evaluate(SMALL)
    return found


def reach_faults(page: Page) -> list[str]:
    """Both, on a laptop and on a phone."""
    before, found = page.viewport_size, []
    for size in SIZES:
        page.set_viewport_size(size)
        found += [f"{size['width']}: {fault}" for fault in covered_controls(page) + small_targets(page)]
    assert before
    page.set_viewport_size(before)
    return found
