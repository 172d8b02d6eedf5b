"""What the help pages say, one for each area, in plain words; and which of them belongs to the page that somebody is on."""

from typing import Any

from django.urls import reverse

from desk import permissions
from desk.pages.help_areas import LAW, OF_PARTNERS, PARTNERS, PUBLICATIONS, HelpArea, HelpSection
from foundation.accounts.permissions import Predicate

AUDITS = HelpArea("audits", "Audits", "audits", "How a child’s record is audited, from the month’s plan to what the auditor submits.", (
    HelpSection("What an audit is", (
        "An auditor reads one child’s record in the council’s own case system and grades the practice in it, domain by domain,"
        " each grade with a reason.",
        "An audit is known by its number, a record by its case ID. No child’s name is kept here.",
    )),
    HelpSection("Who does what", (
        "The QA lead plans the month, draws a sample of records and chooses an auditor and a moderator for each.",
        "The auditor fills in the form and submits it. Where the month is moderated, a moderator grades the record too, and a"
        " grade is agreed.",
        "The team’s manager responds to an Inadequate. The practitioner reads the feedback.",
    )),
    HelpSection("Fill in an audit", (
        "Open it from My work. If you know the child, the family or the worker, say so at once and hand it back.",
        "Answer page by page. What you write is saved as you write: you can stop, and come back from My work.",
        "Give each domain a grade and a reason. For a weak domain raise an action on the same page, or say why none is needed.",
        "The last page lists everything that is still missing, with links. Then submit: your grades as submitted are kept unchanged.",
    ), ("audits:list", "Audits")),
    HelpSection("Code findings to themes", (
        "Beside each strength and area for improvement the form shows the themes that its words suggest. Tick what fits.",
        "The QA lead edits the list of themes, and codes findings afterwards, many at once, from the list of findings.",
    ), ("audits:list", "Audits")),
    HelpSection("Restricted records", (
        "A record that a QA lead restricts is found by QA leads, its auditor and moderator, and named people.",
    ), ("audits:list", "Audits")),
    HelpSection("Other kinds of audit", (
        "Beside the month’s own audits there are closure audits, audits of closed records, multi-agency audits and others, each with its"
        " own tool and as often as was said for it.",
        "They are planned, sampled, allocated and moderated like a month, and counted apart: no figure of the month holds them.",
        "Months says which kind is due and when it was last done.",
    ), ("audits:cycles", "Months")),
    HelpSection("Plan and follow a month", (
        "Months lists the year. Open a month to see its stages in order, how far each is, and what comes next.",
        "The same page shows who is late, and leads to reminding them: choose people, look at each mail, send or copy it.",
        "Each person gets one reminder a day at most, with all that they are late with. People who are away are passed over.",
        "Ready themes has themes that inspectors ask about most, each with its questions: plan a month with one on one page, and"
        " change all of it.",
        "In a check and challenge meeting leaders look at a month’s grades, as they are frozen that day, and decide. Each decision is in"
        " My work of the person who carries it out; it can become an action, or open an audit again.",
        "Records are shared out by a proposal that keeps to capacity, dates away and conflicts of interest. You change any row,"
        " then apply all of it.",
    ), ("audits:cycles", "Months")),
))  # fmt: skip
MODERATION = HelpArea("moderation", "Moderation", "moderation", "How a second person grades a record, and how a grade is agreed.", (
    HelpSection("What moderation is for", (
        "A moderator grades the record again, so that a grade means the same whichever person gives it. The grades before and"
        " after are both kept.",
        "Which audits are moderated is set for each month: all, none, or some by rule.",
    )),
    HelpSection("Grade first", (
        "In a blind month nothing shows you the auditor’s grades, their actions or why the record was chosen until you have graded it.",
        "Read the record and the auditor’s evidence, then give each domain your own grade and a reason. You can save it for later.",
    )),
    HelpSection("Then agree", (
        "Now you see the auditor’s grades, where you differ, and the actions. Agree a grade in every domain, and say why where"
        " one changes.",
        "If something is missing, send the audit back and say what. The auditor then has days of their own for it.",
        "The auditor may then say whether they agree, in words and dated. It changes no grade.",
        "Agreed grades no longer change. A QA lead can open an audit again for a reason; the earlier version is kept.",
    ), ("audits:list", "Audits")),
    HelpSection("Learn from it", (
        "Results shows how often moderation changes a grade. In a calibration round several people grade one record, each by"
        " themselves, and then talk about it.",
    ), ("insight:overview", "Results")),
))  # fmt: skip
ACTIONS = HelpArea("actions", "Actions", "actions", "What must change, who does it by when, and how it is shown that it was done.", (
    HelpSection("What an action is", (
        "An action has one owner, a due date and a reason. It comes from an audit, an observation, a figure, or from nothing"
        " but a good idea.",
    )),
    HelpSection("Do an action", (
        "Open it from My work. When it is done, say what was done and where that can be seen in the record.",
        "Somebody else, usually your manager, verifies it or returns it with what is missing.",
        "If you cannot keep the date, ask for more time before it has passed, and say why.",
    ), ("actions:list", "Actions")),
    HelpSection("When an action is late", (
        "It goes up one step at a time: to the owner, the team’s manager, the service manager, the director.",
        "A date that was moved is still counted: wherever late actions are counted, those late by their first date are shown too.",
    )),
    HelpSection("The plan of a team", (
        "Team action plans has a page for each team: what audits found about it, by theme, its actions and their effect.",
        "The team’s manager writes its aims and priorities, takes responsibility for it, and says when it is reviewed. The plan goes"
        " with the post.",
    )),
    HelpSection("Did it change anything?", (
        "After an action was verified somebody says whether practice changed. Where later audits can show it, they are compared"
        " with earlier ones.",
    )),
))  # fmt: skip
FIGURES = HelpArea("figures", "Figures and results", "figures and results", "What the scorecard and the charts show, and where the"
    " figures come from.", (
    HelpSection("Performance: the scorecard", (
        "Performance shows a month’s indicators: this month, the month before, statistical neighbours, the direction, a comment"
        " and an action.",
        "Open an indicator to see it over time, its definition, and what it is compared with.",
        "The status 1 to 3 is given by a person. The arrow only says whether the figure went up or down.",
    ), ("performance:scorecard", "Performance")),
    HelpSection("Results: at a glance", (
        "The first page of Results answers five questions: are we improving, where is practice weakest, which service, is our own"
        " auditing any good, and what should worry me.",
        "Each answer says no more than its figures bear out. “No evidence of a change” does not say that nothing changed: it says"
        " that chance could have done it. Where there are too few audits, the answer says so.",
        "How this is worked out, under each answer, has its rule. The link beside it leads to the page behind, for the same months.",
        "Strengths ranks the domains, and says what changed since the last report.",
    ), ("insight:overview", "At a glance")),
    HelpSection("Results: what several sources say", (
        "Triangulation has audits, observed practice, voices, dip samples and the scorecard’s figures beside each other, for every"
        " domain or one, for a theme of findings, and for the service, team, cohort or theme of the month that you choose.",
        "Where two of them contradict each other it says so in a sentence, with links to the rows of both. The rule is at the end of"
        " the page. Where there is too little to say, it says that.",
    ), ("insight:triangulation", "Triangulation")),
    HelpSection("Results: how audits were graded", (
        "Grades shows the grades of the months that you choose: overall and by domain, over time, by service, and before and after"
        " moderation; also how far each month is and how long its audits took.",
        "Choose a service, team, cohort, plan type, theme or kind of audit in the filter at the head. What you chose goes along to the"
        " other pages of Results, is in the address that you can send to a colleague, and can be saved as a view.",
        "Press a count to see the audits behind it, if you may open audits. Every page can be downloaded.",
        "A percentage always has its number beside it. Fewer than five audits are not shown to people who cannot read the audits.",
        "Paler bars with dashes are grades that moderation may still change.",
    ), ("insight:grades", "Grades")),
    HelpSection("Results: the health of our quality assurance", (
        "One page has a measure for each thing that inspectors criticise in a council’s own auditing, such as its impact, feedback"
        " from families, and the line of sight.",
        "Each has its number, how it compares with the months before, and its target. Open what is counted to see the rule and the"
        " months. People who can read audits find the rows behind.",
        "QA leads, directors and administrators set the targets. A QA lead records who was trained to audit.",
    ), ("insight:health", "Health of our quality assurance")),
    HelpSection("Themes of findings", (
        "Strengths and areas for improvement are coded to themes, by the auditor who writes them or afterwards by the QA lead. Results"
        " counts in how many audits each theme was seen, and says what repeats for three months or more.",
        "Every count leads to the findings of audits that you may read. The QA lead drafts the month’s key findings from there.",
    ), ("insight:overview", "Results")),
    HelpSection("Bring in a month’s figures", (
        "A performance analyst or a QA lead imports the council’s file. A page shows how it was read, what is new and what"
        " changes; nothing is stored before that.",
        "Rows that cannot be taken are listed with the reason, and can be downloaded, corrected and sent again. An import can be undone.",
        "Then ask for comments, publish them, and release the month to the Board.",
    ), ("performance:scorecard", "Performance")),
    HelpSection("Comment on a figure", (
        "When you are asked for a comment it is in My work with its date. Say what the figure means and what is being done.",
        "Write no names: the Board reads comments once they are published.",
    )),
    HelpSection("Power BI and other programs", (
        "Feeds has every table of figures as CSV, Excel and Parquet, and says how a program reads them. Small numbers are protected there.",
        "The QA lead and administrators make a token for each program, and webhooks that notify a Teams channel that something happened.",
    )),
))  # fmt: skip
REPORT = HelpArea("report", "The Board’s report", "the report", "How a report is written, approved and read.", (
    HelpSection("Read a report", (
        "Reports lists what you may read, on a page or as a file: Word, PDF, PowerPoint, a web page. It names no child and no worker.",
        "Board members find a month under Performance and Results once it was released to them.",
    ), ("reports:list", "Reports")),
    HelpSection("Write a report", (
        "The QA lead opens a report for one or more months. Its tables fill themselves; you write the sections and the key findings.",
        "Choose sections, on the draft’s page, orders, renames or leaves out sections, and keeps them as a template for other reports.",
        "Write here, above each section, saves as you write. Texts of the last report can be carried forward; they are marked until"
        " somebody has looked at them.",
        "The report’s page lists what it still waits for, such as comments, reviews and moderation, each with a link to where it is"
        " put right.",
        "Facts worked out from the figures can be put into a section with a tick. Words that no longer agree with a figure are"
        " pointed out.",
    )),
    HelpSection("Review a report", (
        "The QA lead asks the director and the owners of sections, and others where it helps, to review a draft by a date."
        " It is in their My work.",
        "Comment under each section on the draft’s page. Everybody who reads the draft sees comments; none is ever published.",
        "Then press I have reviewed it. The person who wrote a comment, or the QA lead, resolves it once it is dealt with.",
        "Comments stay with the report once it is approved. Those still open go on to its correction.",
    ), ("reports:list", "Reports")),
    HelpSection("Commissioned work", (
        "A question or decision of the Board is noted once, with who asked, who leads the answer and by when. The QA lead and the"
        " chair of the Board add one.",
        "It is in My work of the person who leads it, and in every report until an approved one has given the answer to the Board.",
        "The dip samples that answer it and the actions that come of it are linked on its page.",
    ), ("commissions:list", "Commissioned work")),
    HelpSection("Packs", (
        "An inspection pack has what an inspector asks for of any months, as one zip with a list of its files. The QA lead and directors"
        " make one.",
        "A service pack is for a service’s performance and practice meeting. Its head or manager makes it; nothing about fewer than five"
        " is in it.",
    )),
    HelpSection("Approve a report", (
        "A second person approves it: a director, a head of service or another QA lead who wrote nothing in it. Then it no"
        " longer changes, and its months are released to the Board.",
        "You give your password again before you approve, unless you gave it in the last ten minutes.",
        "An approved report is sealed. Check the seal, at the end of its page, says whether anything was changed since.",
        "A QA lead corrects an approved report by its next edition, with the reason. The edition before stays as it was.",
    )),
))  # fmt: skip
OBSERVATIONS = HelpArea("observations", "Observations", "observations", "Practice that was watched: a visit, a meeting, a supervision.", (
    HelpSection("Write one down", (
        "Open the observation that waits for you in My work. The form is short, works on a phone, and saves as you write. If you lose"
        " the signal, your words are kept and saved when it comes back.",
        "Tick the areas of practice that you saw; not all need be. A grade is on a scale of its own, and you need not give one.",
        "Share it with the practitioner when you have finished. They can add a reflection and an answer.",
        "If it cannot be made as planned, reschedule or cancel it and say why.",
    ), ("observations:list", "Observations")),
    HelpSection("Your practice is observed", (
        "Ask the family beforehand whether they agree, and note what they say. If they do not, the observation is not made.",
        "When it is shared with you, read it, write a reflection if you like, and acknowledge it with your answer.",
    )),
    HelpSection("Plan a round", (
        "The QA lead plans a practice week, or what a month expects, and assigns its observations. The round’s page shows how many are"
        " recorded and acknowledged.",
        "What observers are asked is in forms with versions. A published version does not change.",
    )),
    HelpSection("What becomes of it", (
        "A grade of an observation enters no figure of audits. Observations are shown on the month’s page and counted in the Board’s"
        " report, without names.",
        "Somebody who observes and has no other role sees their own observations and no child’s record.",
    )),
))  # fmt: skip
VOICES = HelpArea("voices", "Voices", "voices", "What children, families, practitioners, partner agencies and young auditors say.", (
    HelpSection("Ask for one, and write it down", (
        "Auditors ask beside their own audit, observers beside their own observation, the QA lead about anything. It is counted as asked"
        " for at once.",
        "Write down what was said in the person’s own words. Where nothing was said, say why: that is counted too.",
        "Name nobody. Ask whether the words may be quoted, and note the answer.",
    ), ("voices:list", "Voices")),
    HelpSection("Send a one-time link", (
        "A practitioner or a partner agency can answer by themselves, without signing in. Make the link, copy it at once and send it: no"
        " page can show it again.",
        "It shows the questions and nothing else, and works once. Withdraw it, or make a new one, from the page of the voice.",
    )),
    HelpSection("Quote with consent only", (
        "The QA lead chooses which words reports may quote, word for word, of people who have agreed.",
        "When somebody changes their mind, note it: nothing new quotes them, and the page says where they were quoted before.",
    )),
))  # fmt: skip
STUDIES = HelpArea("dip-samples", "Dip samples", "dip samples", "A few narrow questions, asked of many records.", (
    HelpSection("Plan one", (
        "The QA lead writes one to six questions that are answered Yes, Partly, No or Does not apply, and how many records are read.",
        "Say how many would be Yes before and how many you hope for after. The page then says how often so many records find that change.",
    ), ("studies:list", "Dip samples")),
    HelpSection("Draw and read records", (
        "Paste case IDs or bring a list. Records are drawn at random, and as many again wait in reserve.",
        "Each record is one screen. On a keyboard, 1 to 4 choose an answer, and Enter saves and goes on to the next record.",
        "Nobody reads the record of a child they work with. A record that cannot be read is set aside, and a reserve takes its place.",
    )),
    HelpSection("What it says", (
        "Two waves are compared by two tests. The page says whether there is evidence of a change, and how large it may be.",
        "No evidence of a change does not mean that nothing changed: the page says how often so many records would have found it.",
        "An accuracy sample checks the rows behind a figure. How many were wrong is then shown wherever that figure is.",
    )),
))  # fmt: skip
ABOUT_INSPECTIONS = "What inspectors found, what the council does about it, and how that is going."
INSPECTIONS = HelpArea("inspections", "Inspections and the plan", "inspections", ABOUT_INSPECTIONS, (
    HelpSection("Record an inspection", (
        "A QA lead or a director records an inspection or visit with its dates. The day on which it began decides by which edition of"
        " Ofsted’s framework it is: its judgements, and how outcomes of the national framework are numbered.",
        "Paste the list of what needs to improve. You see what it is split into before anything is stored.",
        "The list of inspections says what usually comes next, and by which published rule.",
    ), ("inspections:list", "Inspections")),
    HelpSection("Show how it is getting on", (
        "Choose for each recommendation the domains, themes, indicators and actions that show whether it gets better.",
        "Its page then compares grades before and since the inspection. It says that they rose or fell only where the numbers bear"
        " that out.",
        "Priorities of the improvement plan have an owner, a date and what good looks like. On My work the owner is asked how it is"
        " going.",
    )),
    HelpSection("While inspectors are here", (
        "A QA lead switches inspection mode on and pastes the case IDs of the children whom inspectors track. Their audits are due in"
        " 24 or 48 hours, and come first on their auditors’ My work with the hours that are left.",
        "End it when inspectors have left. The audits go on as any other.",
    )),
))  # fmt: skip
LEARNING = HelpArea("learning", "Learning", "learning", "What is planned so that practice gets better, and what changed after it.", (
    HelpSection("Plan an event", (
        "Training, practice weeks, meetings, awareness days and newsletters are in one calendar. The QA lead, directors, heads of service"
        " and service managers plan them.",
        "Say which domains and indicators it should move, and which dip samples were taken before and after it.",
        "An event is of whole days, or of some hours of one day. Your own calendar can show them all: make an address on the page of your"
        " due dates.",
    ), ("learning:calendar", "Calendar of learning")),
    HelpSection("Invite people, and record who came", (
        "The person who organises it invites people or whole teams. The invitation is in their My work until they reply.",
        "On the day, one press a person records who came. People who came to a training to audit are then trained to audit.",
        "People who came say what they thought of it. Answers are counted without names, and shown from five on.",
        "Pages show how many came, never who came how often.",
    )),
))  # fmt: skip
PEOPLE = HelpArea("people", "People and settings", "people and settings", "Who works here, what they may do, and who may change that.", (
    HelpSection("Add people", (
        "An administrator adds one person, or a list from a spreadsheet. Each row of a list is shown before anything is stored.",
        "A new person chooses a password by a link that is mailed to them.",
    ), ("accounts:settings", "Settings")),
    HelpSection("Roles and posts", (
        "A role says what somebody may do: audit, moderate, lead, observe, import figures, read for the Board.",
        "A role or post that opens children’s records takes effect once a second person has confirmed it.",
    )),
    HelpSection("Leave and dates away", (
        "Note your dates away on My work: nobody is chased or given work while they are away.",
        "When somebody leaves, one page hands over what they own, or says why it stays.",
    )),
    HelpSection("What you write is kept", (
        "What you write in a form is kept for you alone, for five days, until you save it: if you are signed out, lose the"
        " connection, reload the page or close it. Open the page again and your words are in its boxes.",
        "Words that you left behind are named on My work. Anybody else who uses the same computer cannot read them.",
    )),
    HelpSection("Your own password and mail", (
        "My work leads to your password and to what you get by mail. There is one mail a day at most; only a child who may be"
        " at risk and an Inadequate are mailed at once.",
        "If you have forgotten your password, the sign-in page sends you a link to choose another.",
    )),
))  # fmt: skip
AREAS = (
    AUDITS,
    MODERATION,
    PARTNERS,
    ACTIONS,
    FIGURES,
    REPORT,
    INSPECTIONS,
    OBSERVATIONS,
    VOICES,
    STUDIES,
    LEARNING,
    PUBLICATIONS,
    LAW,
    PEOPLE,
)

# By the first part of the name of an address; what moderators use lies among the audits.
BY_ROOM = {
    "audits": AUDITS, "actions": ACTIONS, "performance": FIGURES, "insight": FIGURES, "reports": REPORT, "observations": OBSERVATIONS,
    "studies": STUDIES, "voices": VOICES, "commissions": REPORT, "inspections": INSPECTIONS, "packs": REPORT, "learning": LEARNING,
    "oversight": AUDITS, "feeds": FIGURES,
    "accounts": PEOPLE, "notices": PEOPLE, "passwords": PEOPLE, "second_factors": PEOPLE, "chasing": AUDITS, "saved_views": AUDITS,
    "publications": PUBLICATIONS, "governance": LAW,
    "signed_in": PEOPLE, "single_sign_on": PEOPLE,
}  # fmt: skip
OF_MODERATION = {"moderate", "agree", "return", "release", "reopen", "version", "moderation-rules", "challenge", "answer-challenge"}
# Before somebody has signed in there is no area.
NO_AREA = {
    "accounts:sign-in",
    "second_factors:second-step",
    "second_factors:by-passkey",
    "passwords:forgotten",
    "passwords:by-link",
    "voices:answer",
}

# Who may open a place of a section.
PLACES: dict[str, Predicate] = {
    "audits:list": permissions.can_use_audits,
    "audits:cycles": permissions.can_use_cycles,
    "voices:list": permissions.can_use_voices,
    "actions:list": permissions.can_use_actions,
    "performance:scorecard": permissions.can_use_performance,
    **dict.fromkeys(("insight:overview", "insight:grades", "insight:triangulation", "insight:health"), permissions.can_use_insight),
    "reports:list": permissions.can_use_reports,
    "commissions:list": permissions.can_use_commissions,
    "observations:list": permissions.can_use_observations,
    "studies:list": permissions.can_use_studies,
    "inspections:list": permissions.can_use_inspections,
    "learning:calendar": permissions.can_use_learning,
    "publications:list": permissions.can_use_library,
    "accounts:settings": permissions.can_use_settings,
    "governance:requests": permissions.can_keep_registers,
    "governance:retention": permissions.can_use_registers,
    "governance:holds": permissions.can_keep_registers,
    "governance:case-ids": permissions.can_replace_case_ids,
}


def area_called(slug: str) -> HelpArea | None:
    return next((area for area in AREAS if area.slug == slug), None)


def area_of(address: str) -> HelpArea | None:
    """The area of a page, by the name of its address (“audits:moderate”); None where it is of every area or of none."""
    room, _, name = address.partition(":")
    if address in NO_AREA:
        return None
    if name.endswith("team-plan") or name == "team-plans":
        return ACTIONS
    if room == "audits" and name in OF_PARTNERS:
        return PARTNERS
    return MODERATION if room == "audits" and (name in OF_MODERATION or name.startswith("calibration")) else BY_ROOM.get(room)


def sections_for(area: HelpArea, person: Any) -> list[dict[str, Any]]:
    """Each with the link to its place, where the person may open that."""
    return [{"heading": section.heading, "says": section.says, "place": _place(section, person)} for section in area.sections]


def _place(section: HelpSection, person: Any) -> dict[str, str] | None:
    if not section.place or not person.is_authenticated or not PLACES[section.place[0]](person):
        return None
    return {"href": reverse(section.place[0]), "text": f"Go to {section.place[1]}"}
