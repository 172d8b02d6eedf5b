"""Short things: modules, views, templates."""

import pytest

from tests.architecture.source import ROOT, functions, kind, modules, templates

pytestmark = pytest.mark.once


def test_no_module_is_longer_than_400_lines():
    assert {str(module): lines for module in modules() if (lines := len((ROOT / module).read_text().splitlines())) > 400} == {}


def test_no_function_of_a_view_reaches_40_lines():
    long = {
        f"{module}:{function.name}": function.end_lineno - function.lineno + 1
        for module in modules()
        if kind(module) == "views"
        for function in functions(module)
        if function.end_lineno - function.lineno + 1 >= 40
    }
    assert long == {}


def test_no_template_reaches_150_lines():
    assert {str(template): lines for template in templates() if (lines := len((ROOT / template).read_text().splitlines())) >= 150} == {}
