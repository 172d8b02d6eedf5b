"""What a help page is made of, and the one that people of other agencies read too."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class HelpSection:
    """`place` is where it is done: the name of an address, and its name in the menu."""

    heading: str
    says: tuple[str, ...]
    place: tuple[str, str] | None = None


@dataclass(frozen=True)
class HelpArea:
    """`slug` is in its address, `about` ends the link “Help with …”."""

    slug: str
    name: str
    about: str
    summary: str
    sections: tuple[HelpSection, ...]

    @property
    def url(self) -> str:
        return reverse("desk:help-area", args=[self.slug])


PARTNERS = HelpArea("other-agencies", "Audits with other agencies", "audits with other agencies", "How the police, health and schools"
    " audit their own part, and how the parts are joined.", (
    HelpSection("What your part is", (
        "The council audits the help that one child was given, together with other agencies. Each agency audits its own records and"
        " sees only what it was asked.",
        "There is a reference by which you find the child in your own records, and what to look at. Nothing else of the audit"
        " opens to you here, and the other agencies do not see your part here.",
    )),
    HelpSection("Fill in your part", (
        "Open it from My work. If you worked with the child or the family, or cannot do it, hand it back: somebody else of your"
        " agency is asked.",
        "Grade what your agency knew and did, page by page, each grade with a reason. What you write is saved as you write.",
        "Say what your agency saw, taken together. Then submit. If something is missing, the part is asked back with the reason.",
    )),
    HelpSection("Lead such an audit", (
        "The QA lead plans multi-agency audits under Kinds of audit and says there with which agencies they are done.",
        "The audit’s auditor asks each agency for its part, with a reference and what to look at. All parts are beside each other on"
        " one page once they are there.",
        "Join the parts: what the agencies found together, and the grade that they agreed. It is the overall judgement of the audit.",
    ), ("audits:cycles", "Months")),
))  # fmt: skip
