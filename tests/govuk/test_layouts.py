import pytest
from django.template import Context, Template, engines
from lxml import html

from tests.govuk.markup import find, parsed


def page(source: str, **context) -> str:
    return Template("{% extends 'layouts/page.html' %}" + source).render(Context(context))


def test_the_title_is_the_heading_too():
    shown = page("{% block title %}Audit 1042{% endblock %}")

    assert "<title>Audit 1042 – Quality assurance</title>" in shown
    assert '<h1 class="govuk-heading-l">Audit 1042</h1>' in shown


def test_a_page_may_have_its_own_heading():
    shown = page("{% block title %}Audit{% endblock %}{% block heading %}<h1>The audit</h1>{% endblock %}")

    assert [heading.text for heading in find(parsed(shown), "h1")] == ["The audit"]


@pytest.mark.parametrize(
    ("source", "asides"), [("", 0), ("{% block aside %} {% endblock %}", 0), ("{% block aside %}<p>Facts</p>{% endblock %}", 1)]
)
def test_an_aside_is_there_only_when_it_says_something(source, asides):
    assert len(find(parsed(page(source)), "aside")) == asides


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_nothing_but_themselves(name):
    shown = engines["django"].get_template(name).template.render(Context())

    assert len(find(parsed(shown), "h1")) == 1


def test_the_frame_has_no_inline_script_or_style():
    shown = html.document_fromstring(page(""))

    assert [script.get("src") for script in find(shown, "script")] == ["/static/build/app.js"]
    assert find(shown, "style") == []
