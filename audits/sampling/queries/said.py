"""What was said of the headings and words of earlier lists of records."""

from audits.sampling.reading.columns import COLUMN_WORDS
from audits.sampling.reading.said import SaidOfLists
from audits.sheets.subjects import PLAN_WORDS, TEAM_WORDS
from foundation.accounts.models import Team
from foundation.matching.calculations import SaidOfColumns
from foundation.matching.queries import answers_to
from foundation.names import name_key


def said_of_lists() -> SaidOfLists:
    answers = answers_to(COLUMN_WORDS, PLAN_WORDS, TEAM_WORDS)
    names = {str(pk): name for pk, name in Team.objects.values_list("pk", "name")}
    said = {key: names[means] for key, means in answers[TEAM_WORDS.name].items() if means in names}
    # A name that is a team's own is never another's, and is written as it is here.
    teams = said | {name_key(name): name for name in names.values()}
    return SaidOfLists(SaidOfColumns(remembered=answers[COLUMN_WORDS.name]), answers[PLAN_WORDS.name], teams)
