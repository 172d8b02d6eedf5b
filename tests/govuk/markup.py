"""Looking into rendered markup."""

from lxml import html

Element = html.HtmlElement


def parsed(markup: str) -> Element:
    return html.fragment_fromstring(markup, create_parent="body")


def find(tree: Element, *tags: str, **attributes: str) -> list[Element]:
    """Elements of these tags whose attributes match: `find(page, "a", class_="qa-chip")`; a class is one of its classes."""
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return [element for element in tree.iter(*tags) if all(matches(element, name, value) for name, value in wanted.items())]


def matches(element: Element, name: str, value: str) -> bool:
    return value in element.get("class", "").split() if name == "class" else element.get(name) == value


def links(tree: Element) -> list[str]:
    return [link.get("href") for link in tree.iter("a")]
