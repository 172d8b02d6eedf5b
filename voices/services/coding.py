"""What a voice is about, by the list of themes that findings are coded to."""

from collections.abc import Collection

from django.db import transaction

from audits.themes.queries.themes import theme_names
from audits.themes.services.coding import require_open
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.errors import StaleState
from voices.models import VoiceCode, VoiceRecord
from voices.permissions import can_code_voices

from .moves import VOICES


@transaction.atomic
def code_voice(*, actor: Person, voice: VoiceRecord, themes: Collection[int]) -> VoiceRecord:
    """Code it to these themes, by their keys, in place of those before; what stays keeps who coded it, and when."""
    voice = locked(VOICES.rows(), pk=voice.pk)
    require(can_code_voices, actor, voice, why="The person who gathered this voice and the QA lead code it to themes.")
    if not voice.is_obtained:
        raise StaleState(f"{voice} is “{voice.get_state_display()}”: nothing was said that could be coded.")
    had, has = set(voice.codes.values_list("theme", flat=True)), set(themes)
    require_open(has - had)
    if had != has:
        voice.codes.filter(theme__in=had - has).delete()
        VoiceCode.objects.bulk_create([VoiceCode(voice=voice, theme_id=theme, coded_by=actor) for theme in sorted(has - had)])
        names = theme_names()
        before, after = (sorted(names[theme] for theme in each) for each in (had, has))
        record(actor=actor, verb="voice.coded", target=voice, before=before, after=after)
    return voice
