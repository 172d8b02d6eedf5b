"""The staff of an invented council: services, teams, people, roles and dates away."""

import datetime
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from foundation.accounts import services
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Service, Team

# Printed at the start of the demo; it opens nothing but the demo.
PASSWORD = "marram-demo-2023"
MAIL_HOST = "marram.example"

SERVICES = {
    "Assessment Service": ["Assessment North", "Assessment South"],
    "Locality Service": ["Locality Coast", "Locality Central", "Locality East"],
    "Corporate Parenting": ["Cared for Children One", "Cared for Children Two", "Care Experienced Team"],
    "Quality and Practice": ["Independent Reviewing Team", "Practice Improvement Team"],
}

WORKER, ADVISER = "Social worker", "Personal Adviser"


@dataclass(frozen=True)
class DemoStaff:
    """One member of staff, as the table below writes them."""

    name: str
    job_title: str
    team: str = ""
    manager: str = ""
    roles: tuple[Role, ...] = ()
    manages_team: str = ""
    manages_service: str = ""
    heads: tuple[str, ...] = field(default=())

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.').replace('’', '')}@{MAIL_HOST}"


A, M, TM, SM = Role.AUDITOR, Role.MODERATOR, Role.TEAM_MANAGER, Role.SERVICE_MANAGER

LEADERS = [
    DemoStaff("Meg Thornley", "Director of Children’s Services", roles=(Role.DIRECTOR, Role.OBSERVER)),
    DemoStaff(
        "Catherine Boyle",
        "Head of Safeguarding",
        "",
        "Meg Thornley",
        (Role.HEAD_OF_SERVICE,),
        heads=("Assessment Service", "Locality Service"),
    ),
    DemoStaff("Winston Clarke", "Head of Corporate Parenting", "", "Meg Thornley", (Role.HEAD_OF_SERVICE,), heads=("Corporate Parenting",)),
    DemoStaff("Imran Malik", "Service Manager", "", "Catherine Boyle", (SM, A), manages_service="Assessment Service"),
    DemoStaff("Sinead Gallagher", "Service Manager", "", "Catherine Boyle", (SM, A), manages_service="Locality Service"),
    DemoStaff("Yvonne Peters", "Service Manager", "", "Winston Clarke", (SM, A), manages_service="Corporate Parenting"),
    DemoStaff(
        "Naomi Fielding",
        "Quality Assurance Lead",
        "Practice Improvement Team",
        "Meg Thornley",
        (Role.QA_LEAD,),
        manages_service="Quality and Practice",
    ),
    DemoStaff("Owen Tsang", "Performance Analyst", "", "Meg Thornley", (Role.ANALYST,)),
    DemoStaff("Patricia Holt", "Cabinet Member and Improvement Board member", "", "", (Role.BOARD_MEMBER,)),
    DemoStaff("Derek Ainscough", "Cabinet Member for Children’s Services", "", "", (Role.OBSERVER,)),
    DemoStaff("Kelly Marsh", "Systems Administrator", "", "", (Role.ADMINISTRATOR,)),
    DemoStaff("Anjali Deshmukh", "Information Governance Officer", "", "", (Role.GOVERNANCE,)),
]

MANAGERS = [
    DemoStaff("Farah Siddiqui", "Team Manager", "Assessment North", "Imran Malik", (TM, A), "Assessment North"),
    DemoStaff("Tom Ashworth", "Team Manager", "Assessment South", "Imran Malik", (TM, A), "Assessment South"),
    DemoStaff("Grace Adeyemi", "Team Manager", "Locality Coast", "Sinead Gallagher", (TM, A), "Locality Coast"),
    DemoStaff("Ian Hesketh", "Team Manager", "Locality Central", "Sinead Gallagher", (TM, A), "Locality Central"),
    DemoStaff("Priya Nair", "Team Manager", "Locality East", "Sinead Gallagher", (TM, A), "Locality East"),
    DemoStaff("Michelle Rimmer", "Team Manager", "Cared for Children One", "Yvonne Peters", (TM, A), "Cared for Children One"),
    DemoStaff("Kwame Mensah", "Team Manager", "Cared for Children Two", "Yvonne Peters", (TM, A), "Cared for Children Two"),
    DemoStaff("Beth Lowther", "Team Manager", "Care Experienced Team", "Yvonne Peters", (TM, A), "Care Experienced Team"),
    DemoStaff(
        "Harriet Osei",
        "IRO Team Manager",
        "Independent Reviewing Team",
        "Naomi Fielding",
        (TM, Role.OBSERVER, M),
        "Independent Reviewing Team",
    ),
    DemoStaff(
        "Stephen Lomax", "Practice Improvement Manager", "Practice Improvement Team", "Naomi Fielding", (TM, M), "Practice Improvement Team"
    ),
    DemoStaff("Ruth Abara", "Advanced Practitioner", "Practice Improvement Team", "Stephen Lomax", (M, A)),
    DemoStaff("Jerzy Kowalczyk", "Advanced Practitioner", "Practice Improvement Team", "Stephen Lomax", (A,)),
]

_TEAMS = {
    "Assessment North": ["Leanne Cross", "Sadia Rahman", "Paul Birchall"],
    "Assessment South": ["Chidi Nwankwo", "Emily Sharrock", "Rhys Morgan"],
    "Locality Coast": ["Callum Doyle", "Agnieszka Nowak", "Tendai Moyo"],
    "Locality Central": ["Blessing Okonkwo", "Mark Halsall", "Nadia Hussain"],
    "Locality East": ["Siobhan Kearney", "Arjun Mehta", "Lucy Pendleton"],
    "Cared for Children One": ["Daniel Whitfield", "Comfort Boateng", "Hannah Lees"],
    "Cared for Children Two": ["Zainab Ali", "Chris Mawdsley", "Ewa Zielinska"],
    "Care Experienced Team": ["Shanice Campbell", "Gareth Rees", "Molly Unsworth"],
}
WORKERS = [
    DemoStaff(name, ADVISER if team == "Care Experienced Team" else WORKER, team, "", (Role.PRACTITIONER,))
    for team, names in _TEAMS.items()
    for name in names
]

# Of other agencies, in the order in which the demo asks these.
PARTNERS = [
    DemoStaff("Amanda Pickering", "Detective Sergeant, Protecting Vulnerable People Unit", roles=(Role.PARTNER,)),
    DemoStaff("Deborah Ainscough", "Named Nurse for Safeguarding Children", roles=(Role.PARTNER,)),
    DemoStaff("Yusuf Karim", "Designated Safeguarding Lead", roles=(Role.PARTNER,)),
]

# One sign-in a role, for the lists of the sign-in page and of the terminal.
SIGN_INS = {
    Role.QA_LEAD: "Naomi Fielding",
    Role.AUDITOR: "Grace Adeyemi",
    Role.MODERATOR: "Stephen Lomax",
    Role.OBSERVER: "Harriet Osei",
    Role.PRACTITIONER: "Daniel Whitfield",
    Role.TEAM_MANAGER: "Michelle Rimmer",
    Role.SERVICE_MANAGER: "Imran Malik",
    Role.HEAD_OF_SERVICE: "Catherine Boyle",
    Role.DIRECTOR: "Meg Thornley",
    Role.ANALYST: "Owen Tsang",
    Role.BOARD_MEMBER: "Patricia Holt",
    Role.ADMINISTRATOR: "Kelly Marsh",
    Role.GOVERNANCE: "Anjali Deshmukh",
    Role.PARTNER: "Deborah Ainscough",
}

ABSENCES = [
    ("Kwame Mensah", datetime.date(2023, 8, 14), datetime.date(2023, 9, 8)),
    ("Sadia Rahman", datetime.date(2023, 7, 24), datetime.date(2023, 8, 4)),
]


def load_people() -> dict[str, Person]:
    """Make the services, teams and people; returns the people by name."""
    system = Person.objects.system()
    services_by_name = {name: services.save_service(actor=system, name=name) for name in SERVICES}
    teams = {
        team: services.save_team(actor=system, name=team, service=services_by_name[service])
        for service, names in SERVICES.items()
        for team in names
    }
    people: dict[str, Person] = {}
    password = make_password(PASSWORD)
    for staff in [*LEADERS, *MANAGERS, *WORKERS, *PARTNERS]:
        people[staff.name] = services.save_person(
            actor=system,
            name=staff.name,
            email=staff.email,
            job_title=staff.job_title,
            team=teams.get(staff.team),
            line_manager=people.get(staff.manager) or _manager_of(staff.team, people),
            roles=list(staff.roles),
            hashed_password=password if staff.name in SIGN_INS.values() else None,
        )
    _appoint(system, people, teams, services_by_name)
    for name, first_day, last_day in ABSENCES:
        services.record_absence(actor=people[name], person=people[name], first_day=first_day, last_day=last_day)
    return people


def _manager_of(team: str, people: dict[str, Person]) -> Person | None:
    return next((people[staff.name] for staff in MANAGERS if staff.manages_team == team and staff.name in people), None)


def _appoint(system: Person, people: dict[str, Person], teams: dict[str, Team], services_by_name: dict[str, Service]) -> None:
    """Name the managers of teams and services, now that they exist."""
    for staff in MANAGERS:
        if staff.manages_team:
            team = teams[staff.manages_team]
            services.save_team(actor=system, team=team, name=team.name, service=team.service, manager=people[staff.name])
    heads = {service: people[staff.name] for staff in LEADERS for service in staff.heads}
    managers = {staff.manages_service: people[staff.name] for staff in LEADERS if staff.manages_service}
    for name, service in services_by_name.items():
        services.save_service(actor=system, service=service, name=name, manager=managers.get(name), head=heads.get(name))
