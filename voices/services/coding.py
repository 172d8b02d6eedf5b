"""What a voice is about: by the list of themes that findings are coded to, and by the domains of the audit tool."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.themes.queries.themes import theme_names
from audits.themes.services.coding import require_open
from audits.tool.queries import domains_by_name
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.errors import StaleState
from voices.enums import WordsSay
from voices.models import VoiceCode, VoiceDomain, VoiceRecord
from voices.permissions import can_code_voices

from .moves import VOICES


@transaction.atomic
def code_voice(*, actor: Person, voice: VoiceRecord, themes: Collection[int], domains: Mapping[str, str] | None = None) -> VoiceRecord:
    """Code it to these themes, by their keys, in place of those before; what stays keeps who coded it, and when.

    `domains` lead from the name of a domain to what the words say of it (a `WordsSay`, or nothing); None leaves them as they are.
    """
    voice = locked(VOICES.rows(), pk=voice.pk)
    require(can_code_voices, actor, voice, why="The person who gathered this voice and the QA lead code it to themes.")
    if not voice.is_obtained:
        raise StaleState(f"{voice} is “{voice.get_state_display()}”: nothing was said that could be coded.")
    had, has = set(voice.codes.values_list("theme", flat=True)), set(themes)
    require_open(has - had)
    said = _domains_of(voice)
    says = said if domains is None else dict(domains)
    if had != has or said != says:
        voice.codes.filter(theme__in=had - has).delete()
        VoiceCode.objects.bulk_create([VoiceCode(voice=voice, theme_id=theme, coded_by=actor) for theme in sorted(has - had)])
        _store_domains(actor, voice, said, says)
        names = theme_names()
        before, after = (
            sorted([*(names[theme] for theme in each), *(_in_words(*one) for one in of.items())]) for each, of in ((had, said), (has, says))
        )
        record(actor=actor, verb="voice.coded", target=voice, before=before, after=after)
    return voice


def _domains_of(voice: VoiceRecord) -> dict[str, str]:
    return dict(voice.domains.values_list("domain_name", "says"))


def _store_domains(actor: Person, voice: VoiceRecord, said: Mapping[str, str], says: Mapping[str, str]) -> None:
    if unknown := says.keys() - said.keys() - {line.name for line in domains_by_name().values()}:
        raise ValidationError({"domains": f"“{min(unknown)}” is not a domain of the audit tool."})
    if set(says.values()) - {"", *WordsSay.values}:
        raise ValidationError({"domains": "Select what the words say of a domain."})
    changed = {name for name in said.keys() | says.keys() if said.get(name) != says.get(name)}
    voice.domains.filter(domain_name__in=changed).delete()
    VoiceDomain.objects.bulk_create(
        VoiceDomain(voice=voice, domain_name=name, says=says[name], coded_by=actor) for name in sorted(changed & says.keys())
    )


def _in_words(domain: str, says: str) -> str:
    return VoiceDomain(domain_name=domain, says=says).in_words
