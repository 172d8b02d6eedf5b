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

ABOUT_LIBRARY = "Practice alerts, briefings, tips and good practice for all staff, and the newsletter."

PUBLICATIONS = HelpArea("practice-library", "Practice library", "the practice library", ABOUT_LIBRARY, (
    HelpSection("Read", (
        "Everybody can read what is published. Look for words, a theme or an area of practice. None of it names a child or a worker.",
        "Press I have read this at the end. You are counted, and nobody is shown who has read it. A practice alert is in your My work"
        " for four weeks, until you press it.",
        "Each has a Word and a PDF file, to print or to take into a team meeting.",
    ), ("publications:list", "Practice library")),
    HelpSection("Your good practice", (
        "Where an audit found a strength in your work, the QA lead may ask whether it can be shared. Your answer is asked in My work.",
        "If you agree, it is written without names and reviewed. You can read it before it is shared, and take back that you agree"
        " at any time: then it leaves the library.",
    )),
    HelpSection("Write for all staff", (
        "The QA lead begins an alert, a briefing or tips, and says who writes it and from which findings. Counts under five are held"
        " back, and frozen when it is published.",
        "A name, an e-mail address or a case ID is refused in any spelling, and the refusal says where it is.",
        "Somebody who wrote nothing in it reviews it. Then the QA lead publishes it. To correct it, withdraw it and write the next"
        " edition.",
    )),
    HelpSection("The newsletter", (
        "A newsletter is assembled from its quarter: facts that all staff may read, and what was published. Put it in order, leave out"
        " what does not belong, and write the rest.",
        "A fact that is no longer so is red, and must be put right before it is published.",
    )),
))  # fmt: skip

ABOUT_LAW = "How long things are kept, requests for a copy of what is held, and what is written down for the law."

LAW = HelpArea("information-governance", "Information governance", "information governance", ABOUT_LAW, (
    HelpSection("Answer a request for a copy", (
        "Enter the request on the day it comes, by its reference in your council’s own system. Nobody’s name is kept here.",
        "The page works out the day by which it is answered, and says when the clock is stopped: while proof of identity is awaited, and"
        " while the person has been asked what information they seek.",
        "Everything on the case ID or the member of staff comes as one file, with a record of every table that was searched. Look through"
        " it, note what is withheld and why, and note the answer.",
        "A complaint is acknowledged within 30 days. The list says which are still to be acknowledged.",
    ), ("governance:requests", "Subject access")),
    HelpSection("Remove what is due to go", (
        "Each kind of record has a rule: for how many years after its financial year it is kept. The preview counts what is due and"
        " gives examples.",
        "One person asks for the removal and another confirms it. A certificate says what went, under which rule, and who decided.",
        "Grades and counts stay, so no figure and no report changes. What is under a legal hold is passed over, and the preview says so.",
    ), ("governance:retention", "Retention")),
    HelpSection("Keep what must be kept", (
        "Place a legal hold on a case ID, an audit or everything about a member of staff, for an inquiry, a court or a complaint.",
    ), ("governance:holds", "Legal holds")),
    HelpSection("Replace case IDs", (
        "Where your council changes its case IDs, or one has become known, replace them everywhere at once. Which became which is written"
        " down nowhere here: keep that list where your council keeps the key.",
    ), ("governance:case-ids", "Replace case IDs")),
))  # fmt: skip

# Addresses of audits with other agencies, by their names.
OF_PARTNERS = {
    "agencies",
    "add-agency",
    "agency",
    "remove-partner",
    "begin-agency-tool",
    "end-agency",
    "bring-back-agency",
    "parts",
    "join-parts",
    "part",
    "hand-back-part",
    "hand-over-part",
    "ask-part-back",
    "leave-part-out",
    "part-section",
}
