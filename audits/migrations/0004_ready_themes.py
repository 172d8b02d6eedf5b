"""Ready themes that a council may begin with: what inspectors ask to be improved most often. The words are ours; nobody has checked them there yet."""

from django.db import migrations

YES_NO, WORDS = "reply", "words"
LATER = "Check for later editions, and for your council’s own procedures."
WORKING_TOGETHER = "Working Together to Safeguard Children (statutory guidance, December 2023)"
FRAMEWORK = "Children’s Social Care National Framework (statutory guidance, December 2023)"

# Name, theme, cohort, why, what to look for, law and guidance, questions: text, kind, what to look for.
THEMES = [
    (
        "Management oversight and supervision",
        "Management oversight and supervision: do managers help the child’s plan to move?",
        "Children with an open plan",
        "Inspectors ask for better management oversight and supervision more often than for anything else.",
        "Read the supervision records and the managers’ decisions of the look-back beside the plan. Look for thinking, not for signatures.",
        f"{WORKING_TOGETHER}\n{FRAMEWORK}\nPost-qualifying standard for practice supervisors (Department for Education, 2018)\n"
        f"The Standards for Employers of Social Workers in England (Local Government Association)\n{LATER}",
        [
            (
                "Does the record say why, at each point where a manager decided something?",
                YES_NO,
                "Allocation, strategy discussion, change of plan, step up or down, closure: a reason, and not only “agreed”.",
            ),
            (
                "Was the child discussed in supervision as often as our policy asks?",
                YES_NO,
                "Dates of supervision in the look-back; the reason for a gap, and what covered it.",
            ),
            (
                "Did supervision help the practitioner to think about this child?",
                YES_NO,
                "What life is like for the child, hypotheses, what else could explain it, the practitioner’s own responses; more than a list of tasks.",
            ),
            (
                "Were tasks from supervision clear and dated, and was their progress checked the next time?",
                YES_NO,
                "The same task in one session after another, with no question why.",
            ),
            (
                "Did a manager notice drift or delay and act on it?",
                YES_NO,
                "Late visits, assessments or reviews; a plan that has not moved; what the manager did, and when.",
            ),
            (
                "Where professionals disagreed, was it settled, and in time for the child?",
                YES_NO,
                "Disagreement with partners, the conference chair or the reviewing officer; escalation and its outcome.",
            ),
            ("What difference did management oversight make for this child?", WORDS, ""),
        ],
    ),
    (
        "Plans that change something",
        "Plans: does the child’s plan say what must change, and has it?",
        "Children with a child in need, child protection or care plan",
        "Plans are among what inspectors most often ask to be improved: vague aims, no dates, and reviews that change nothing.",
        "Read the latest assessment first, then the plan, then the reviews. Ask whether a parent or an older child could say what must be different, and by when.",
        "Children Act 1989, sections 17, 22 and 47\n"
        "Care Planning, Placement and Case Review (England) Regulations 2010: reviews within 20 working days of the child becoming looked after, "
        "then within three months, then at least every six months\n"
        f"{WORKING_TOGETHER}: core group within 10 working days of the initial child protection conference; review conference within three months, "
        f"then at least every six months\n{LATER}",
        [
            (
                "Does the plan answer the needs and the risks that the latest assessment found?",
                YES_NO,
                "Each need or risk of the assessment has its part in the plan; nothing important is left out.",
            ),
            (
                "Does it say what must be different for the child, in words that the family can use?",
                YES_NO,
                "Outcomes for the child, and not only services to attend.",
            ),
            ("Has each action a person and a date?", YES_NO, "“Ongoing” is no date, and “professionals” is no person."),
            (
                "Were the child and the family part of making it, and do they have it?",
                YES_NO,
                "Their words in it; a family group conference or network meeting; when it was given to them.",
            ),
            (
                "Was it reviewed on time, and did the reviews change it?",
                YES_NO,
                "The dates that law and guidance set for this kind of plan; what was added, dropped or escalated.",
            ),
            (
                "Does it say what happens if things do not improve?",
                YES_NO,
                "A contingency that the family knows about, with what would lead to it.",
            ),
            ("What has become better for the child since the plan began?", WORDS, "What child, family and partners say; what the record shows."),
        ],
    ),
    (
        "Public Law Outline: before proceedings",
        "Before care proceedings: is the work timely, and does it give the family a real chance?",
        "Children for whom pre-proceedings began in the last 12 months",
        "Inspectors often ask for more timely pre-proceedings work and for better tracking of it.",
        "Follow the dates from the legal planning meeting to the decision at the end. Ask at each step what the child was living with while it took place.",
        "Children Act 1989, sections 31 and 32 (proceedings are to end within 26 weeks)\n"
        "Family Procedure Rules 2010, Practice Direction 12A: the Public Law Outline\n"
        "Court orders and pre-proceedings for local authorities (statutory guidance, April 2014)\n"
        f"Best practice guidance of the Public Law Working Group (March 2021)\n{WORKING_TOGETHER}\n{LATER}",
        [
            (
                "Was the decision to begin made at the right time for the child?",
                YES_NO,
                "How long the plan before it had not worked; legal advice; why now, and not earlier or later.",
            ),
            (
                "Does the letter before proceedings say plainly what worries us, what must change and what help there is?",
                YES_NO,
                "Words that the parents can understand; how to get legal advice, which is free to them at this stage; translated where needed.",
            ),
            (
                "Were the parents’ own needs met, so that they could take part?",
                YES_NO,
                "Learning needs, language, advocacy, domestic abuse; both parents, and others with parental responsibility.",
            ),
            (
                "Was the wider family found and asked early?",
                YES_NO,
                "Family group conference or family network meeting; genogram; viability assessments before proceedings.",
            ),
            (
                "Were assessments and help begun at once and finished by the dates agreed?",
                YES_NO,
                "Letters of instruction, dates set at the first meeting, what was done about delay.",
            ),
            (
                "Was progress reviewed, with a clear decision at the end?",
                YES_NO,
                "Review meetings with parents, tracking by managers, the reason for ending or issuing; no case that simply goes on.",
            ),
            ("What was the child’s life like during this time, and what did they say?", WORDS, "Visits, direct work, safety while it took place."),
        ],
    ),
    (
        "Homeless at 16 or 17",
        "Young people who are homeless at 16 or 17: are they told their rights, assessed and safely housed?",
        "16 and 17-year-olds who were homeless, or at risk of it, in the last 12 months",
        "Inspectors find that some of these young people are not told that they can become looked after, or are left to housing services.",
        "Begin with the first contact, with either children’s services or housing. Look for one joint assessment, led by children’s services, and for the choice that the young person was given.",
        "Children Act 1989, sections 17 and 20; R (G) v London Borough of Southwark [2009] UKHL 26: a child who meets section 20 is accommodated under it, "
        "and is not passed to housing services instead\n"
        "Prevention of homelessness and provision of accommodation for 16 and 17 year old young people who may be homeless and/or require accommodation "
        "(statutory guidance, April 2018)\n"
        "Housing Act 1996, Part 7; Homelessness Reduction Act 2017\n"
        f"Supported Accommodation (England) Regulations 2023\n{LATER}",
        [
            (
                "Did a social worker assess them as a child in need straight away, together with housing?",
                YES_NO,
                "The day of the first contact and of the assessment; nobody sent from one service to another.",
            ),
            (
                "Does the assessment say whether the duty to accommodate (section 20) is owed, and why?",
                YES_NO,
                "A conclusion on each part of the test, and not only on where they will sleep tonight.",
            ),
            (
                "Were they told what being looked after would give them, now and as a care leaver?",
                YES_NO,
                "In words or in writing that they understood; both ways set out evenly, with nobody steering them.",
            ),
            (
                "Were they offered an independent advocate before they decided?",
                YES_NO,
                "The offer, what they said, and whether the advocate was there.",
            ),
            (
                "If they did not want to be looked after: was it an informed choice, and was it looked at again?",
                YES_NO,
                "Their reasons, their understanding, what was arranged instead, a child in need plan, and that they may change their mind.",
            ),
            (
                "Were they somewhere suitable and safe from the first night?",
                YES_NO,
                "Never bed and breakfast, not even in an emergency; registered accommodation where they are looked after; who else lives there.",
            ),
            (
                "Was a safe return to family or friends tried, where that was right?",
                YES_NO,
                "Mediation, wider family, help to parents; not a reason to delay a safe place.",
            ),
        ],
    ),
    (
        "Neglect",
        "Neglect: do we see its pattern and its effect on the child, and act in time?",
        "Children for whom neglect is a main concern",
        "Neglect is the most frequent reason for child protection plans. Inspectors find that its cumulative harm is seen late.",
        "Read the chronology of the whole childhood, and not only of this referral. Describe one ordinary day of the child.",
        f"{WORKING_TOGETHER}: neglect is the persistent failure to meet a child’s basic physical or psychological needs, likely to result in serious "
        f"impairment of their health or development\nChildren Act 1989, sections 17, 31 and 47\nYour local safeguarding partnership’s neglect strategy and tool\n{LATER}",
        [
            (
                "Does a chronology show the pattern over time, and was it used in decisions?",
                YES_NO,
                "Earlier referrals, plans that ended, siblings; what came back after help stopped.",
            ),
            (
                "Was our tool for neglect used, shared with the parents, and used again to measure change?",
                YES_NO,
                "Scores or descriptions at two times; what the parents thought of it.",
            ),
            (
                "Can one see from the record what an ordinary day is like for this child?",
                YES_NO,
                "Food, sleep, warmth, clothes, who is there; seen at home, and in the bedroom; non-verbal and disabled children too.",
            ),
            (
                "Are health, school and other agencies part of the picture?",
                YES_NO,
                "Missed appointments (“was not brought”), teeth, weight, attendance; what each agency sees.",
            ),
            (
                "Were fathers and other adults in the home assessed and worked with?",
                YES_NO,
                "Fathers who live elsewhere; new partners; what each contributes or takes away.",
            ),
            (
                "Did we act when change was too slow or did not last?",
                YES_NO,
                "Time limits in the plan; step up, legal advice; no new start each time that a worker changes.",
            ),
            ("What is different for the child now, and who says so?", WORDS, ""),
        ],
    ),
    (
        "Private fostering",
        "Private fostering: are children who live with others found, seen and safe?",
        "Privately fostered children, and children who live away from parents and close relatives",
        "Inspectors find children who are privately fostered without anybody’s having recognised it, and checks and visits that are late.",
        "Check first that the arrangement is private fostering: a child under 16 (under 18 if disabled) who lives for 28 days or more with somebody who is "
        "neither a parent, a person with parental responsibility nor a close relative. Then follow the dates.",
        "Children Act 1989, Part 9 and Schedule 8\n"
        "Children (Private Arrangements for Fostering) Regulations 2005: first visit within seven working days of notification; then at least every six "
        "weeks in the first year and every 12 weeks after it; the child is spoken to alone unless that is inappropriate; a written report of each visit\n"
        f"National Minimum Standards for Private Fostering (2005)\n{LATER}",
        [
            (
                "Was it recognised and notified as private fostering as soon as anybody in the council knew?",
                YES_NO,
                "Earlier contacts and visits in which the child already lived there; school, language school, football, overseas, teenagers with a friend’s family.",
            ),
            (
                "Was the first visit made within seven working days, and did it see the home, the carer and the household?",
                YES_NO,
                "The day on which the council was told, and that of the visit; a written report.",
            ),
            (
                "Was the child spoken to alone, and are their wishes recorded?",
                YES_NO,
                "An interpreter who is not of the household; if not alone, why not.",
            ),
            (
                "Were the parents spoken to, and is it clear who decides what?",
                YES_NO,
                "Parental responsibility, consent to treatment, money, contact, how long it is meant to last.",
            ),
            (
                "Was suitability decided with all checks, and signed by a manager?",
                YES_NO,
                "Disclosure and Barring Service checks of everybody over 16 in the home, references, what was done while they were outstanding.",
            ),
            (
                "Were later visits on time: every six weeks in the first year, every 12 weeks after it?",
                YES_NO,
                "The dates; reports after each visit; a reason for one that was late.",
            ),
            (
                "Was it asked whether the child is in need, trafficked or should be looked after?",
                YES_NO,
                "Immigration status, why the parents cannot care, exploitation; a child whom the council placed is not privately fostered.",
            ),
        ],
    ),
    (
        "The child’s voice",
        "The child’s voice: do children shape what we decide about them?",
        "Children of all ages with an open plan, some of them very young or disabled",
        "Inspectors often find that children are seen, but that what they say and show does not change the plan.",
        "Read the visits first. Then look for the child’s own words or behaviour in the assessment, in the plan and in the review, and for what was done about them.",
        "Children Act 1989, sections 1(3), 17(4A), 22(4) and (5), 26A and 47(5A)\nUnited Nations Convention on the Rights of the Child, article 12\n"
        f"{WORKING_TOGETHER}\n{FRAMEWORK}\n{LATER}",
        [
            (
                "Was the child seen, and seen alone, as often as their plan and our policy ask?",
                YES_NO,
                "Dates, where, and alone or with whom; why not, where they were not.",
            ),
            (
                "Was direct work done in ways that suit this child’s age, language and communication?",
                YES_NO,
                "Play, pictures, observation of babies, communication aids, interpreter.",
            ),
            (
                "Are the child’s own words, or what they showed us, in the assessment and in the plan?",
                YES_NO,
                "Quoted or described; not “happy and settled” alone.",
            ),
            (
                "Did what the child said change something, or were they told why not?",
                YES_NO,
                "A decision with the child’s view weighed in it; who told the child, and how.",
            ),
            (
                "Did the child take part in meetings about them, in the way that they wanted?",
                YES_NO,
                "In person, by a letter or film, through an advocate; an independent visitor or advocate offered where it applies.",
            ),
            (
                "Does the record speak about the child’s identity, and in words that they could read one day?",
                YES_NO,
                "Culture, faith, disability, gender, who matters to them; kind and plain words.",
            ),
            ("What would this child say has changed for them?", WORDS, "What they say themselves, where they were asked."),
        ],
    ),
    (
        "Pathway plans and care leavers",
        "Care leavers: does the pathway plan prepare and support the young person?",
        "Care leavers aged 16 to 24",
        "Plans for care leavers are often late, thin or written without the young person; inspectors ask for it in many councils.",
        "Read the plan as if you were the young person. Look for what they asked for, and for what happened next.",
        "Children (Leaving Care) Act 2000; Children and Social Work Act 2017, sections 2 and 3\n"
        "Care Leavers (England) Regulations 2010: pathway plan reviewed at least every six months; visits by the personal adviser at least every two months\n"
        f"Children Act 1989 guidance and regulations, volume 3: planning transition to adulthood for care leavers\n{LATER}",
        [
            ("Is there a current pathway plan, reviewed in the last six months or when life changed?", YES_NO, "Date of the plan and of its reviews."),
            (
                "Was it written with the young person, and is it in their words?",
                YES_NO,
                "Their aims; whether they have a copy and say that it is theirs.",
            ),
            (
                "Has the personal adviser kept in touch and seen them, at least every two months?",
                YES_NO,
                "Visits, and not messages alone; what was tried when they did not want contact.",
            ),
            (
                "Is where they live suitable and safe, and do they know what comes next?",
                YES_NO,
                "Stability, staying put or staying close, risk of homelessness, who they live with.",
            ),
            (
                "Are health, education or work, money and relationships each dealt with?",
                YES_NO,
                "Health history given, entitlements claimed, lifelong links.",
            ),
            ("Do they know what the council owes them?", YES_NO, "The local offer, rights to 25, how to complain or have an advocate."),
            ("What is better for this young person because of our support?", WORDS, ""),
        ],
    ),
]


def add_themes(apps, schema_editor):
    theme, question = apps.get_model("audits", "ReadyTheme"), apps.get_model("audits", "ReadyThemeQuestion")
    for name, words, cohort, why, look_for, based_on, questions in THEMES:
        row = theme.objects.create(name=name, theme=words, cohort=cohort, rationale=why, look_for=look_for, based_on=based_on)
        question.objects.bulk_create(
            question(ready_theme=row, position=place, text=text, kind=kind, look_for=hint) for place, (text, kind, hint) in enumerate(questions, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("audits", "0003_published_tools_stand")]

    operations = [migrations.RunPython(add_themes, migrations.RunPython.noop)]
