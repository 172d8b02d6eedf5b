from django.apps import AppConfig

from .case_content import CASE_CONTENT


class AccountsConfig(AppConfig):
    name = "foundation.accounts"
    case_content = CASE_CONTENT
    opens_to_partners = ("sign-in", "sign-out", "dates-away", "remove-dates-away")
    list_subjects = ("foundation.accounts.reading.subjects.SUBJECTS",)
    trail_verbs = {
        "service.saved": "saved the service",
        "team.saved": "saved the team",
        "person.added": "added the person",
        "people.kept": "brought a list of people or teams to be checked",
        "people.imported": "added people from a list",
        "teams.imported": "added teams from a list",
        "person.changed": "changed the person’s details",
        "person.roles_set": "set the person’s roles",
        "power.asked": "asked for a second person’s agreement",
        "power.given": "gave a power",
        "power.refused": "refused a power",
        "person.away": "noted dates away",
        "person.not_away": "removed dates away",
        "password.chosen": "chose a password by a link",
        "password.changed": "changed their password",
        "password.given": "set a temporary password",
        "sign_in.paused": "slowed down signing in after too many wrong tries",
        "council.changed": "changed the council’s settings",
        "council.own_days_changed": "changed how many days people have at least",
    }
