"""The buttons at the head of a page, where a view offers more of them than a template should choose among."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Button:
    """It leads on; one of a page is the main one."""

    text: str
    href: str
    is_main: bool = False

    @property
    def classes(self) -> str:
        return "" if self.is_main else "govuk-button--secondary"
