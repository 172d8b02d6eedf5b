"""The macros, called from Python, against govuk-frontend's own fixtures: a change of either package shows here."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.safestring import mark_safe
from lxml import html

from foundation.govuk.components import _once_rendered, nested, render_component

COMPONENTS = Path(settings.BASE_DIR) / "node_modules/govuk-frontend/dist/govuk/components"
USED = [
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "error-summary",
    "file-upload",
    "input",
    "radios",
    "select",
    "tag",
    "textarea",
]


def fixtures(component: str) -> list[dict]:
    path = COMPONENTS / component / "fixtures.json"
    return json.loads(path.read_text(encoding="utf-8"))["fixtures"] if path.exists() else []


def canonical(markup: str) -> str:
    """One spelling of the same elements: attributes sorted, white space single."""
    tree = html.fragment_fromstring(markup, create_parent="body")
    for element in tree.iter():
        attributes = sorted(element.attrib.items())
        element.attrib.clear()
        element.attrib.update({name: " ".join(value.split()) for name, value in attributes})
    text = re.sub(r"\s+", " ", html.tostring(tree, encoding="unicode"))
    return re.sub(r" ?(<[^>]+>) ?", r"\1", text)


@pytest.mark.skipif(not COMPONENTS.exists(), reason="the npm packages are not installed: make assets")
@pytest.mark.parametrize("component", USED)
def test_component_renders_every_fixture_of_govuk_frontend(component):
    cases = fixtures(component)
    ours = {case["name"]: canonical(render_component(component, **case["options"])) for case in cases}

    assert ours == {case["name"]: canonical(case["html"]) for case in cases}


def test_text_is_escaped():
    assert "&lt;script&gt;" in render_component("tag", text="<script>")


def test_double_underscore_names_a_nested_parameter():
    assert nested({"label__text": "Name", "id": "n"}) == {"label": {"text": "Name"}, "id": "n"}


def test_the_same_words_as_text_and_as_html_are_told_apart():
    marked = mark_safe("<b>Bold</b>")
    item = {"value": "1", "text": "<b>Bold</b>"}

    shown = [render_component("radios", name="n", items=[item | {"hint": {"html": text}}]) for text in ("Plain", marked, "Plain")]

    assert [each.count("<b>Bold</b>") for each in shown] == [0, 1, 0]
    assert shown[0] == shown[2]
    buttons = [render_component("button", text=text) for text in ("<b>Go</b>", mark_safe("<b>Go</b>"), "<b>Go</b>")]
    assert ["<b>Go</b>" in each for each in buttons] == [False, True, False]


def test_what_was_typed_is_rendered_each_time_and_not_kept():
    _once_rendered.cache_clear()

    for component in ("input", "textarea", "character-count"):
        render_component(component, id="n", name="n", value="Her mother said.", label={"text": "What was said"})
    kept = _once_rendered.cache_info().currsize
    render_component("select", id="n", name="n", label={"text": "Which"}, items=[{"value": "1", "text": "One", "selected": True}])

    assert (kept, _once_rendered.cache_info().currsize) == (0, 1)
