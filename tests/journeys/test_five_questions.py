"""From My work to the answer of each of the five questions of leaders, in at most three presses: at a desk and on a phone."""

import pytest

from tests.browser import sign_in
from tests.insight.conftest import released
from tests.month_grades import july, june

__all__ = ["july", "june", "released"]
pytestmark = [pytest.mark.browser]
MOST = 3
QUESTIONS = [
    "Are we improving?",
    "Where is practice weakest?",
    "Which service?",
    "Is our auditing itself any good?",
    "What should worry me?",
]


class Walk:
    """A person in a window, and how often they have pressed since My work."""

    def __init__(self, window, live, visitor):
        self.window, self.presses = window, 0
        sign_in(window, live, visitor)
        window.goto(f"{live}/")

    def press(self, found) -> None:
        found.click()
        self.presses += 1

    def to_results(self) -> None:
        menu = self.window.get_by_role("button", name="Menu")
        if menu.is_visible():
            self.press(menu)
        self.press(self.window.get_by_role("navigation", name="Menu").get_by_role("link", name="Results"))

    def answer_in_sight(self, question: str) -> str:
        """The words of the answer that is on the screen once its question was pressed."""
        self.press(self.window.get_by_role("navigation", name="On this page").get_by_role("link", name=question))
        headline = self.window.get_by_role("region", name=question).locator(".qa-answer__headline")
        in_sight = "(each) => each.getBoundingClientRect().top >= 0 && each.getBoundingClientRect().bottom <= innerHeight"
        self.window.wait_for_function(in_sight, arg=headline.element_handle())
        return headline.inner_text()


@pytest.mark.parametrize(
    ("who", "size"), [("director", "page"), ("head_of_service", "page"), ("board_member", "page"), ("director", "phone")]
)
def test_each_question_is_answered_within_three_presses_of_my_work(request, live, june, july, who, size):
    walk = Walk(request.getfixturevalue(size), live, request.getfixturevalue(who))
    walk.to_results()
    until_results = walk.presses
    for question in QUESTIONS:
        walk.presses = until_results

        assert walk.answer_in_sight(question)
        assert walk.presses <= MOST
