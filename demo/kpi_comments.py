"""What the invented council's heads of service and analyst say of their figures; our own words."""

NUMBER, PERCENT, RATE = "number", "percent", "rate per 10000 children"

# (indicator, unit) → (comment, action)
SCORECARD_COMMENTS = {
    ("MASH contact starts in last 12 months", NUMBER): (
        "A small rise over two months, which is not yet a trend. Police, schools and health remain the three largest sources.",
        "",
    ),
    ("Referral starts in last 12 months", NUMBER): (
        "Referrals have fallen in each of the last three months as more contacts are answered with advice or early help.",
        "",
    ),
    ("Contact to referral conversion rate in last 12 months", PERCENT): ("See referrals.", ""),
    ("Referral starts in last 12 months", RATE): (
        "The rate fell from 769.2 in April to 703.9 in July and is moving towards the statistical neighbours. Their figure is about a year old.",
        "",
    ),
    ("Assessments completed in last 12 months", NUMBER): (
        "Lower than in June, and still high for the work that now comes in. Nearly half end with no further action.",
        "Dip sample of assessments that end with no further action: was an assessment needed, and what did the manager decide at day ten?",
    ),
    ("Assessments completed in last 12 months", RATE): ("See the number of assessments.", ""),
    ("Children in need plans currently open", NUMBER): (
        "Falling slowly. Audits show that quality and regular review vary between teams.",
        "Reviewing project continues; its dip samples come to the Board in the autumn.",
    ),
    ("Children subject to section 47 enquiries in last 12 months", RATE): (
        "Still well above the neighbours and falling steadily. Strategy discussions now record why an enquiry is needed.",
        "",
    ),
    ("Child protection plans currently open", NUMBER): ("A small fall. With numbers of this size a few families change the rate.", ""),
    ("Child protection plans currently open", RATE): ("See the number of plans.", ""),
    ("Cared for children currently open", NUMBER): (
        "Rising a little. See the summary of this report.",
        "Weekly panel on permanence and discharge of care orders.",
    ),
    ("Cared for children currently open", RATE): ("See the number of children.", ""),
    ("Assessments completed within 45 working days in last 12 months", PERCENT): (
        "Lower, because late assessments are being finished. See the section on assessment timescales.",
        "Twice-weekly review of every assessment past day 30.",
    ),
    ("Children in need with a visit within the last 20 working days", PERCENT): ("Little change; vacancies in two locality teams.", ""),
    ("Children in need plans authorised within the last 20 working days (localities teams)", PERCENT): (
        "Authorisation waits for managers rather than for workers.",
        "Service manager checks unauthorised plans every Monday.",
    ),
    ("Children with a previous referral within 12 months of their latest referral (rolling 12 months)", PERCENT): (
        "Unchanged and above the neighbours.",
        "",
    ),
    ("Assessments completed in last 12 months with outcome of no further action", PERCENT): (
        "Falling slowly. See the dip sample above.",
        "",
    ),
    ("Open cases (CIN CP CfC) with appropriate case supervision recorded", PERCENT): (
        "A fall of more than nine points after the push before the inspectors’ visit in June.",
        "Supervision compliance is reviewed fortnightly by service managers, with quality looked at in August’s audits.",
    ),
    ("Open cases (CIN CP CfC) with appropriate management oversight recorded", PERCENT): ("See supervision.", ""),
    ("Average caseload (not full-time equivalent)", NUMBER): (
        "Falling on average; two locality teams still carry over 20 children a worker.",
        "Seven newly recruited social workers start in the locality teams in September.",
    ),
    ("Sickness absence", PERCENT): ("First month in which the figure is available.", ""),
    ("Agency rate", PERCENT): (
        "Not available yet: posts are being matched to teams.",
        "Workforce lead to supply a baseline by the end of October.",
    ),
    ("Cared for children with 3 or more placements", PERCENT): ("A small rise of two children.", ""),
    ("Care experienced aged 19-21 currently in education employment or training", PERCENT): (
        "Below the neighbours. The summer always lowers it, as courses end.",
        "",
    ),
}

# Asked for and not written yet: the report waits for these two.
WAITING = [("Cared for children with 3 or more social workers", PERCENT), ("Vacancy rate", PERCENT)]

HALF_YEAR_COMMENTS = {
    ("Referrals", RATE): ("Much lower, and close to the neighbours now.", ""),
    ("Re-referrals", PERCENT): ("Unchanged, five points above the neighbours.", ""),
    ("Assessments", RATE): ("Lower, with some way to go to the neighbours’ rate.", ""),
    ("Assessments completed within 45 working days", PERCENT): ("Lower while late work is finished; see the section on timescales.", ""),
    ("Section 47 enquiries", RATE): ("A quarter lower.", ""),
    ("Initial child protection conferences resulting from section 47", NUMBER): (
        "Fewer conferences, from a larger share of enquiries: thresholds are applied more surely.",
        "",
    ),
    ("Child protection conferences", RATE): ("Lower, and below the neighbours.", ""),
    ("Cared for children", RATE): ("Unchanged and high.", ""),
    ("Cared for children dental checks", PERCENT): ("A marked improvement, now above the neighbours.", ""),
    ("Cared for children annual health assessment", PERCENT): ("Improved, and just above the neighbours.", ""),
    ("Ceased cared for and adopted", PERCENT): ("Unchanged, below the neighbours.", ""),
    ("Care leavers aged 19-21 in suitable accommodation", PERCENT): (
        "Lower: four young people in short-term lets are being helped to move on.",
        "",
    ),
}
