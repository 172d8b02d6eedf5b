"""What the invented council's QA lead writes in the reports to its Improvement Board; our own words."""

from audits.enums import FindingKind, Source

# Section → text of the report on June and July 2023.
SUMMER = {
    "decisions": (
        "- **Agree** a focused analysis of assessments that end with no further action, to be presented to the next Board\n"
        "- **Agree** that service managers report on supervision in October, with a dip sample of forty records\n"
        "- **Note** that the figures about missing children cannot be relied on until November"
    ),
    "summary": (
        "Demand at the front door went on falling in June and July. Fewer contacts become referrals, and the number of open assessments has more than "
        "halved since the spring. Section 47 enquiries are a quarter lower than in the half-year before, and a larger share of them leads to a conference.\n\n"
        "The number of children we care for has not fallen. At 114.1 per 10,000 it is well above our statistical neighbours, and the work to end care "
        "orders safely where children live at home with a parent is the main lever that we have.\n\n"
        "Audits say what they said in the spring: relationships are our strength, assessment and planning hold practice back, and supervision does "
        "not yet catch drift. The two kinds of evidence agree, which is why supervision is the subject of the action below."
    ),
    "assessment-timescales": (
        "The share of assessments finished within 45 working days fell again, as late work was cleared: assessments that are already late when they are "
        "finished count against us in the month in which they end. Twenty-one assessments were late on 25 August, against 214 in the middle of June.\n\n"
        "Managers review each open assessment twice a week from day 30. We expect the figure to turn in the autumn and will say in October whether it has."
    ),
    "missing": (
        "Figures about missing children are not reliable at present. Return interviews that were offered are not always recorded as offered when a child "
        "is missing often, so the offer rate looks lower than it is. The form has been changed and a working group checks each episode by hand until November."
    ),
    "half-years": "The half-year to July 2023 beside the half-year before it. The neighbours’ figures are for 2021/22 and should be read with care.",
    "scorecard": "Most figures cover twelve months, so that one month moves them little. Read the direction more than the size of a change.",
    "audits": (
        "Fourteen records were audited in June, about how children and young people take part in their plans. We chose the theme because earlier audits "
        "could not find their voice in the record. July’s audits look at management oversight and are still to be moderated."
    ),
    "domains": (
        "Over the five months to June relationship based practice and direct work was the strongest domain, and assessment and planning were the weakest; "
        "the fourteen audits of June alone cannot show it. June brought the first Outstanding for relationships. In July every audit judged management "
        "oversight to require improvement and none judged it Inadequate; with nine audits that may be chance."
    ),
    "observations": (
        "The IRO team manager watched six review meetings in June. Young people spoke early and were listened to; what they asked for was not always in the "
        "plan a week later."
    ),
    "key-findings": "Each finding says where it was seen or heard.",
    "pace": (
        "Training on analysis in assessment has reached two of four teams, with a dip sample before and after. The third and fourth follow in October. "
        "Plans written with families are being piloted in one locality team.\n\n"
        "Closing the loop remains our weak point: actions are raised and too many are finished late. From September service managers see their overdue "
        "actions each Monday."
    ),
    "good-practice": (
        "A Personal Adviser’s work with a young adult was judged Outstanding for relationships and will be shared, with consent, in the autumn newsletter. "
        "Two top-tip sheets are ready: writing analysis, and preparing a child to chair their review."
    ),
    "coming-activity": (
        "- Practice week, 2 to 5 October 2023, about family networks and genograms\n"
        "- Quarterly performance and practice meetings start in October\n"
        "- Observations of permanence planning through October, with senior leaders and the cabinet member taking part\n"
        "- Sessions for new auditors in September"
    ),
    "actions": "Actions are counted closed only when somebody other than their owner has seen the evidence.",
}

SPRING = {
    "decisions": "The Board is asked to note the report.",
    "summary": "A steadier spring: fewer referrals, and at least one Good audit in each month since March.",
    "assessment-timescales": "Slower, as late work is finished first. Managers now see every open assessment twice a week.",
    "missing": "Return interviews are under-recorded; the form is being changed.",
    "audits": "May’s audits are shown as the auditors graded them; their moderation ends in July.",
    "pace": "Training on analysis in assessment starts in June with two teams.",
    "good-practice": "A genogram made with a grandmother, her two daughters and their children was shown at the spring practice day.",
    "coming-activity": "- Audits in June about children’s part in their plans\n- Six observations of review meetings",
}

# Kind, text, where it was seen or heard.
FINDINGS = [
    (FindingKind.STRENGTH, "Personal Advisers build trust with young adults and help them to decide about their own lives.", Source.RECORD),
    (FindingKind.STRENGTH, "Children and young people come to their reviews and are heard there.", Source.OBSERVATION),
    (
        FindingKind.STRENGTH,
        "Brothers and sisters live together within their family network and their identity is cared for.",
        Source.RECORD,
    ),
    (FindingKind.STRENGTH, "Parents and young people say that their worker listens and that the plan shows it.", Source.FAMILY),
    (FindingKind.STRENGTH, "Reflective supervision changed how a worker approached a young man who avoids visits.", Source.DISCUSSION),
    (
        FindingKind.AREA,
        "Assessments are not updated when a child’s life changes, and family history is noted more than used.",
        Source.RECORD,
    ),
    (FindingKind.AREA, "Planning meetings are missed, so that nobody tests progress between reviews.", Source.RECORD),
    (FindingKind.AREA, "Decisions about permanence take too long.", Source.DISCUSSION),
    (FindingKind.AREA, "Workers know children well and the record does not show it.", Source.DISCUSSION),
    (FindingKind.AREA, "Review minutes use words that a child would not.", Source.CHILD),
    (FindingKind.AREA, "Supervision repeats tasks and does not challenge gaps in planning.", Source.RECORD),
]

# Of the director and of the owner of a section on the draft of the summer, by the section; and what was answered to the second.
COMMENTS = {
    "summary": "The Board will ask what we want of it. End with the decision: to keep supervision as the subject of the next two months’ audits.",
    "missing": "Say how long the check by hand goes on, or the Board will read the offer rate as it is.",
}
REPLY = "Until November: it is in the last sentence now."
