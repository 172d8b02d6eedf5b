"""Paragraphs and lists whose words may be bold or lead to an address, whatever shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from .tables import Table


@dataclass(frozen=True)
class Run:
    """Words of one look: bold, or a link to an address, or both."""

    text: str
    bold: bool = False
    link: str = ""


Runs = Sequence[Run]


def plain(runs: Runs) -> str:
    """The words alone, for where there are no links: the address of one follows it in brackets."""
    return "".join(f"{run.text} ({run.link})" if run.link and run.link != run.text else run.text for run in runs)


@dataclass(frozen=True)
class Paragraph:
    """`runs` say the same as `text`, where a part of it has a look of its own."""

    text: str
    runs: Runs = ()

    @property
    def looks(self) -> Runs:
        return self.runs or (Run(self.text),)

    @property
    def plain(self) -> str:
        return plain(self.looks)


@dataclass(frozen=True)
class Bullets:
    """A list; `runs`, where there are any, are as many as its items, and empty for one whose words all look alike."""

    items: Sequence[str]
    runs: Sequence[Runs] = ()
    is_numbered: bool = False

    @property
    def looks(self) -> Sequence[Runs]:
        return [runs or (Run(item),) for item, runs in zip(self.items, self.runs or [()] * len(self.items), strict=True)]

    @property
    def plain(self) -> list[str]:
        return [plain(runs) for runs in self.looks]


# What a writer's text is made of.
RichBlock = Paragraph | Bullets | Table
