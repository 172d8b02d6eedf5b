"""Build the invented council from nothing to the demo's day."""

from django.db import transaction

from audits.services.counting import counted_at_the_end
from foundation.accounts.models import Person
from foundation.accounts.services import change_council
from foundation.council.cached import council_cached
from foundation.notices.services import already_notified
from foundation.search.services import rebuild_index

from .actions import DEMO_DAY, DemoActions
from .audits import Months
from .calibration import Calibration
from .commissions import Commissions
from .diary import Diary
from .escalations import Escalations
from .feeds import Feeds
from .governance import Registers
from .health import HealthOfAuditing
from .inspections import Inspections
from .kinds import Kinds
from .kpis import DemoFigures
from .learning import Learning
from .observations import Observations
from .oversight import OversightOfPractice
from .people import load_people
from .powers import Powers
from .programme import Programme
from .progress import LOADING, LoadingProgress
from .publications import Publications
from .report import Reports
from .restricted import RestrictedRecords
from .studies import Studies
from .themes import Themes
from .voices import Voices

COUNCIL = "Marram Borough Council"


@transaction.atomic
@already_notified()
@council_cached()
@counted_at_the_end()
def load(progress: LoadingProgress) -> None:
    """Write two years of work through the services, each on its own day, then fix the demo's day."""
    progress.begin(LOADING)
    contact = "Quality assurance team, Marram Borough Council\nquality.assurance@marram.example\nMonday to Friday, 9am to 5pm"
    change_council(actor=Person.objects.system(), name=COUNCIL, colour="#1d4f60", contact=contact)
    people = load_people()
    diary = Diary()
    actions = DemoActions(diary, people)
    audits = (Months(diary, people, actions), Calibration(diary, people), Programme(diary, people))
    for story in (
        *audits,
        Observations(diary, people),
        actions,
        Escalations(diary, people),
        DemoFigures(diary, people),
        Themes(diary, people),
        Reports(diary, people),
        Commissions(diary, people),
        OversightOfPractice(diary, people),
        Registers(diary, people),
        Powers(diary, people),
        HealthOfAuditing(diary, people),
        Studies(diary, people),
        Learning(diary, people),
        Voices(diary, people),
        Publications(diary, people),
        Inspections(diary, people),
        Kinds(diary, people),
        Feeds(diary, people),
        RestrictedRecords(diary, people),
    ):
        story.write()
    diary.live_until(DEMO_DAY, passing=lambda day, share: progress.reach(share, f"{day:%B %Y}"))
    change_council(actor=Person.objects.system(), demo_day=DEMO_DAY)
    rebuild_index()
    progress.reach(1.0)
