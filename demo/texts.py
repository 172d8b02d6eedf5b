"""What auditors and moderators of the invented council write. All of it is our own; nobody in it exists."""

from audits.enums import ChangeCode, Source, Voice

RELATIONSHIP, ASSESSMENT, PLANNING, OVERSIGHT, OUTCOMES = DOMAINS = (
    "Relationship based practice and direct work",
    "Assessment",
    "Multi-agency planning, review and decision making",
    "Management oversight and supervision",
    "Overall outcomes and impact",
)

EVIDENCE: dict[str, dict[str, list[str]]] = {
    RELATIONSHIP: {
        "O": [
            "The young person describes their worker as “the one who stayed”. Sessions are planned with them, use their music and their own words, "
            "and each one changes something in the plan. Their brother now visits every fortnight because they asked for it in a session.",
        ],
        "G": [
            "Seen alone at every visit since the spring. Wishes are in the child’s own words and the contact plan changed after they spoke up.",
            "The worker knows this young person very well. Direct work on identity was done over five sessions and is used in the plan.",
            "Visits are regular and purposeful. The child’s picture of a safe home is on the record and was read out at the last review.",
        ],
        "RI": [
            "Visits are in time but mostly describe the home. Two pieces of direct work were planned and only one is on the record.",
            "The worker speaks warmly and knows what matters to the child, but little of that can be found in the record.",
            "Three workers in a year. The current one is building trust; earlier direct work was not carried over.",
            "Wishes and feelings are recorded at visits and then do not reach the plan or the review.",
        ],
        "I": [
            "Not seen alone for eleven weeks. Nothing tells us what a school day or a weekend is like for this child.",
            "Direct work stopped when the worker left and was not taken up again. The child told the auditor they do not know who their worker is.",
        ],
    },
    ASSESSMENT: {
        "O": ["A short, sharp assessment that the family recognise, with history used to explain what will help."],
        "G": [
            "Updated in May after the move. History, strengths and risk are weighed and the parents’ disagreement is set out fairly.",
            "Clear analysis of what the father’s absence means for the child, with views of school and health weighed rather than listed.",
        ],
        "RI": [
            "The assessment is fourteen months old and does not know about the change of home.",
            "Good detail, but a list of events more than an analysis. The parents’ own childhoods are named and not used.",
            "Brothers and sisters are assessed together and this child’s own needs are hard to find.",
            "Identity and culture have one line. The worker could say much more in discussion than the assessment does.",
        ],
        "I": [
            "The last assessment is from before the child became cared for. Decisions since then rest on a picture that is two years old.",
            "Domestic abuse reported in March was not assessed. The conclusion was carried over from the last document word for word.",
        ],
    },
    PLANNING: {
        "O": ["Family, school, health and carers own one plan and can each say what they do next and why."],
        "G": [
            "Aims are specific, every task has a name and a date, and the last review changed the plan when school attendance fell.",
            "Partners attended all three meetings. Decisions are recorded with reasons and a copy was sent within a week.",
        ],
        "RI": [
            "The plan’s aims are sound but tasks say “ongoing” where a date belongs. The health visitor was not invited to two meetings.",
            "The review was five weeks late. Its decisions are clear, and the plan has not yet been changed to match.",
            "A permanence decision was put off twice while waiting for a report that nobody was asked to chase.",
            "Planning meetings happen, but the same three tasks have been carried forward since winter.",
        ],
        "I": [
            "There has been no care planning meeting for seven months, and the plan still names a school that the child has left.",
            "The core group met once in five months. Nobody outside social care has seen the current plan.",
        ],
    },
    OVERSIGHT: {
        "O": ["Supervision is reflective, frequent and changes what the worker does next; the record shows how."],
        "G": [
            "Monthly supervision with real reflection; the manager asked why visits had become shorter and the answer changed the plan.",
            "The manager’s decision in April is clear, gives reasons and was followed up to its end.",
        ],
        "RI": [
            "Supervision is on the record in most months. It goes through tasks and does not ask what life is like for the child.",
            "Oversight is frequent but brief; drift in the planning meetings was noted and not challenged.",
            "Actions are clear but return unchanged from one supervision to the next.",
            "The manager knows the child. Their reasons for agreeing the move are not written down.",
        ],
        "I": [
            "No supervision recorded between January and May, during which the child moved twice.",
            "Risk rose over ten weeks and no manager’s decision is recorded. The escalation came from school.",
        ],
    },
    OUTCOMES: {
        "O": ["Life is plainly better, and the young person, the carer and the college each say so."],
        "G": [
            "Back in education, sleeping well and in touch with grandparents. The plan did what it set out to do.",
            "Settled in a flat of their own with a tenancy held for nine months; budgeting and health checks are in hand.",
        ],
        "RI": [
            "Some things are better at home, but the change rests on one visit a fortnight and may not last.",
            "The child is safe and settled. Permanence is still undecided after sixteen months.",
            "Attendance is up a little; the reasons for the first referral are only partly dealt with.",
            "The carers give good care. Help with speech has been waited for since autumn.",
        ],
        "I": [
            "Nothing has changed for this child in nine months, and the plan does not say what would have to.",
            "The risks that led to the plan are the same or greater, and our response has stayed the same.",
        ],
    },
}

OVERALL = {
    "O": ["Excellent practice that others should see."],
    "G": [
        "Good, steady work by a Personal Adviser who is trusted, with a plan that moves and a life that is getting better.",
        "Practice is good in most respects and the child is doing better because of it.",
        "A purposeful piece of work. Oversight could say more, but the child’s progress is clear.",
    ],
    "RI": [
        "The child is safe and known. Practice needs to be more timely and more analytical before it makes enough difference.",
        "Caring work, held back by an out-of-date assessment and by reviews that do not test progress.",
        "There is a relationship to build on. Planning drifts and supervision does not catch it.",
        "Mixed: strong visits, weak analysis, and a plan that says what will be done but not what should change.",
    ],
    "I": [
        "The child has waited too long for decisions and the record does not show that anyone noticed.",
        "Too little was done about a known risk. The team manager was notified on the day of the audit.",
    ],
}

# Text and where it was seen or heard.
STRENGTHS = [
    ("Personal Adviser keeps in touch between visits and helps with money, health and confidence.", Source.DISCUSSION),
    ("The child chaired part of their own review and chose who came.", Source.OBSERVATION),
    ("What matters to the child is written in their words and used in the plan.", Source.RECORD),
    ("School, health and carers share one plan and talk between meetings.", Source.RECORD),
    ("Brothers and sisters are cared for together with an aunt who keeps their language and faith alive.", Source.FAMILY),
    ("“She rings when she says she will” – a parent about the worker.", Source.FAMILY),
    ("Reflective supervision helped the worker to change how they approach a young man who avoids visits.", Source.DISCUSSION),
    ("The young person says that they feel listened to and knows who to call.", Source.CHILD),
    ("Genogram made with the family and used to find people who can help.", Source.RECORD),
    ("The worker noticed a change of mood and rearranged the week to see the child.", Source.DISCUSSION),
]
AREAS = [
    ("The assessment is out of date and does not reflect where the child lives now.", Source.RECORD),
    ("Family history is noted but not used to understand the child’s day.", Source.RECORD),
    ("Planning meetings are missed and progress is not tracked between reviews.", Source.RECORD),
    ("A decision about permanence has taken too long.", Source.DISCUSSION),
    ("Tasks have no names or dates.", Source.RECORD),
    ("The worker knows the child well and the record does not show it.", Source.DISCUSSION),
    ("The review was late and its minutes use words that a child would not.", Source.RECORD),
    ("Supervision repeats tasks and does not challenge drift.", Source.RECORD),
    ("A parent did not know what the plan asks of them.", Source.FAMILY),
    ("Direct work was planned and not done.", Source.CHILD),
]

VOICES: dict[Voice, list[str]] = {
    Voice.CHILD: [
        "“I like it when we go for a drive, it’s easier to talk.”",
        "“I’d want fewer people at my meeting.”",
        "“She gets me. She doesn’t rush.”",
    ],
    Voice.FAMILY: [
        "Grandmother feels included and would like meetings after work.",
        "Father says that he first saw the plan at the review.",
        "Carer praised the worker’s calm and asked for quicker decisions about school.",
    ],
    Voice.PRACTITIONER: [
        "Proud of the relationship; would do the assessment earlier next time.",
        "Asked for help with writing analysis rather than description.",
        "Caseload made planned direct work hard this spring.",
    ],
}

# What moderation says of a grade that it moves, and the code for it.
CHANGE_REASONS = {
    "down": (
        "The evidence describes visits rather than direct work; against the descriptor this does not yet reach the grade. "
        "Agreed with the auditor in discussion.",
        ChangeCode.EVIDENCE,
    ),
    "up": (
        "The panel saw the updated chronology, which the auditor had not had access to; with it the descriptor is met.",
        ChangeCode.NOT_SEEN,
    ),
}

CHALLENGE = (
    "The audit says that the assessment is out of date. It was updated on 30 June: the new one is in the case system under assessments. "
    "We ask that this area is looked at again."
)

REPLY_TO_MODERATION = (
    "I still read the descriptor of Good here: the direct work after April is in the record and was written up late. "
    "I accept that the plan says less about it than it should."
)

RESPONSES = [
    "Seen by the team manager the same day. A visit took place within 48 hours, a planning meeting is booked and supervision is now fortnightly.",
    "We accept this. The assessment is being written again with the family, and the service manager reads it before it is signed off.",
]

THEMES = [
    ("Decision making at the front door", "Contacts and referrals"),
    ("Quality of assessment", "Children in need"),
    ("Neglect", "Children on child protection plans"),
    ("Supervision that makes a difference", "All plan types"),
    ("Permanence without delay", "Cared for children"),
    ("Domestic abuse and the child’s day", "Children on child protection plans"),
    ("Pathway planning", "Care experienced young people"),
    ("Fathers and wider family", "Children in need"),
]

# Why a weak domain needs no action: by whether the audit has one for another domain.
WHY_NO_ACTION = {
    True: [
        "The action raised from this audit will put this right as well; a second would only repeat it.",
        "The manager and the worker agreed what to do on the day of the audit; supervision follows it up.",
        "The latest entries show that practice has changed since the period under review.",
    ],
    False: [
        "The manager and the worker agreed what to do on the day of the audit; supervision follows it up.",
        "The latest entries show that practice has changed since the period under review.",
        "The plan under review next month sets this out already, with names and dates.",
    ],
}

# A worry about a child, and what was done.

WORRY = (
    "The contact note of 18 July says that an adult who must not come near the home was seen there twice. "
    "I find no visit, no call and no decision since. The child sleeps there tonight."
)
RUNG = "The team’s duty manager"
DOING = "The duty worker visits at noon. I have rung the police; a strategy discussion is at two today."
CLOSED = "The adult was not there and has been warned. The safety plan was renewed with the family; decision recorded on 21 July."

LEARNED = (
    "The plan had grown so long that nobody could see what came first. Visits were made and not written up for weeks, so risk was "
    "judged from memory. Both of us would ask for help sooner when the work piles up."
)
SUPPORT = (
    "Two protected half days to bring the record up to date; supervision every fortnight until October; a shorter plan agreed together."
)

REFLECTIONS = [
    {
        "proud_of": "The sessions on the family tree. They asked for a second one, and their nan came to it.",
        "hard": "Two changes of placement in a term. I was often driving when I should have been writing.",
        "differently": "Write up the same day, even if short. Time kept free in the diary would help me.",
    },
    {
        "proud_of": "I kept visiting through the summer and we now have a plan that they can say in their own words.",
        "hard": "The health assessment took eleven weeks and I chased it by telephone without recording each call.",
        "differently": "",
    },
]
CORRECTION = "The visit of 4 May took place; it is in the record under direct work, not under visits."
WHAT_CAME_OF_IT = "The visit is named now. What it says about the gap before it stays."
REPLIES = [
    "",
    "Thank you. I recognise this. I will plan the next sessions with the young person and write them up the same day.",
    "It helped to talk it through with the auditor. The chronology is on my list with my manager for our next supervision.",
    "I am glad that the direct work was seen. I had not noticed how little of it reaches the plan.",
]

# As a case system gives it: titles, headings of its own, names either way round, plan types in several words, a total.
CASE_LIST = """Children’s Services: case list extract,,,,,,
Run 30/08/2023 by the BI team,,,,,,

LCS ID,Team Name,Allocated SW,Current Plan,Age (yrs),Ethnic origin,Plan start date
LCS700107,LOCALITY EAST ,"Pendleton, Lucy",Child in Need,8,White,18/03/2023
LCS700114,Locality Central,"Hussain, Ms Nadia",CIN,10,Asian,27/05/2023
LCS700121,Locality Coast,Callum Doyle,Child Protection Plan,5,Mixed,01/03/2023
LCS700128,Cared for Children One,Daniel Whitfield,CLA,14,White,06/06/2023
LCS700135,Cared for Children One,Agency Worker 3,Looked After,12,Black,08/08/2023
LCS700142,Care Experienced Team,Molly Unsworth,Care leaver,20,White,23/04/2023
LCS700149,Assessment South,,Assessment,3,Asian,23/04/2023
LCS700156,Edge of Care,Emily Sharrock,Step down,13,White,13/08/2023
LCS700107,Locality East,Lucy Pendleton,CP,8,White,21/06/2023
,Locality East,Lucy Pendleton,CIN,6,Mixed,23/06/2023
Total: 10,,,,,,
"""
