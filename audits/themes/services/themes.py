"""The list of themes: add, reword, merge, retire, bring back. What was coded stays as it was coded."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import Domain, FindingTheme
from audits.permissions import can_edit_themes
from audits.services.counting import count_again
from audits.themes.queries.themes import audits_coded_to
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record, record_many
from foundation.activity.versions import require_version
from foundation.council.clock import today
from foundation.errors import StaleState
from foundation.guard.services import check_for_identities
from foundation.names import name_key

ONLY_THE_LEAD = "The QA lead edits the themes of findings."
MOST_THEMES = 100
LONGEST_NAME = 80
_ADDED_MEANWHILE = ValidationError("Somebody else added a theme of that name a moment ago. Open the list to see it.")


@transaction.atomic
def add_themes(*, actor: Person, names: Sequence[str], kept: str = "") -> list[FindingTheme]:
    """New themes by their names, blank ones left out. Raises ValidationError by `names` where one is there already.

    `kept`: why words that look like an identity may stand, as Board members read the names.
    """
    require(can_edit_themes, actor, why=ONLY_THE_LEAD)
    wanted = [name for name in (" ".join(each.split()) for each in names) if name]
    problems = _problems_of(wanted)
    if problems:
        raise ValidationError({"names": problems})
    looked = check_for_identities({"names": "\n".join(wanted)}, kept=kept)
    with first_come(_ADDED_MEANWHILE):
        themes = FindingTheme.objects.bulk_create([FindingTheme(name=name) for name in wanted])
    record_many(actor=actor, verb="theme.added", entries=[(theme, {"name": theme.name}) for theme in themes])
    if themes:
        looked.keep(actor, themes[0])
    return themes


def _problems_of(wanted: Sequence[str]) -> list[str]:
    here = {name_key(theme.name): theme for theme in FindingTheme.objects.select_related("merged_into")}
    if not wanted:
        return ["Enter the name of at least one theme."]
    if len(here) + len(wanted) > MOST_THEMES:
        return [f"There can be {MOST_THEMES} themes, and there are {len(here)}. Merge or reword some of them."]
    keys = [name_key(name) for name in wanted]
    twice = {name: f"“{name}” is given twice. Give it once." for name, key in zip(wanted, keys, strict=True) if keys.count(key) > 1}
    long = [f"“{name[:40]}…” is longer than {LONGEST_NAME} characters. Shorten it." for name in wanted if len(name) > LONGEST_NAME]
    return [*twice.values(), *long, *(_there_already(here[key]) for key in keys if key in here)]


def _there_already(theme: FindingTheme) -> str:
    if theme.merged_into:
        return f"“{theme.name}” was merged into “{theme.merged_into}”. Use that, or bring it back from its page."
    return f"“{theme.name}” is retired. Bring it back from its page." if theme.retired_on else f"“{theme.name}” is in the list already."


def domains_of(theme: FindingTheme) -> list[str]:
    """The domains that it belongs to, in words, for the trail."""
    return sorted(map(str, theme.domains.all()))


@transaction.atomic
def change_theme(
    *,
    actor: Person,
    theme: FindingTheme,
    name: str,
    covers: str = "",
    domains: Iterable[Domain] | None = None,
    kept: str = "",
    version: str | None = None,
) -> FindingTheme:
    """Reword it, and say which `domains` it belongs to; None leaves these. `version`: of what the writer began from."""
    require(can_edit_themes, actor, why=ONLY_THE_LEAD)
    theme = locked(FindingTheme.objects.all(), pk=theme.pk)
    belongs = domains_of(theme)
    require_version(theme, version, belongs)
    name, covers = " ".join(name.split()), " ".join(covers.split())
    same = [
        other for other in FindingTheme.objects.exclude(pk=theme.pk).select_related("merged_into") if name_key(other.name) == name_key(name)
    ]
    if same:
        raise ValidationError({"name": _there_already(same[0])})
    wanted = None if domains is None else list(domains)
    words = {"name": name, "covers": covers}
    before = {"name": theme.name, "covers": theme.covers, "domains": belongs}
    after = {**words, "domains": belongs if wanted is None else sorted(map(str, wanted))}
    if before == after:
        return theme
    looked = check_for_identities(words, kept=kept, target=theme)
    theme.name, theme.covers = name, covers
    with first_come(_ADDED_MEANWHILE):
        theme.save(update_fields=["name", "covers"])
    if wanted is not None:
        theme.domains.set(wanted)
    record(actor=actor, verb="theme.changed", target=theme, before=before, after=after)
    looked.keep(actor, theme)
    return theme


@transaction.atomic
def merge_theme(*, actor: Person, theme: FindingTheme, into: FindingTheme) -> FindingTheme:
    """From now on what was coded to `theme`, and to those merged into it before, counts under `into`. The second time does nothing."""
    require(can_edit_themes, actor, why=ONLY_THE_LEAD)
    first, second = sorted((theme.pk, into.pk))
    rows = {pk: locked(FindingTheme.objects.all(), pk=pk) for pk in (first, second)}
    theme, into = rows[theme.pk], rows[into.pk]
    if theme.merged_into_id == into.pk:
        return theme
    if theme.pk == into.pk:
        raise ValidationError({"into": "A theme cannot be merged into itself. Choose another one."})
    if theme.merged_into_id:
        raise StaleState(f"“{theme}” was merged already. Bring it back first.")
    if not into.is_open:
        raise ValidationError({"into": f"“{into}” is not in use any more. Choose a theme that is."})
    counted = audits_coded_to(theme)
    theme.merged_into, theme.merged_on = into, today()
    theme.save(update_fields=["merged_into", "merged_on"])
    followed = [each.name for each in theme.merged.all()]
    theme.merged.update(merged_into=into)
    count_again(counted)
    record(actor=actor, verb="theme.merged", target=theme, into=into.name, into_key=into.pk, with_it=followed)
    record(actor=actor, verb="theme.took_in", target=into, merged=theme.name, merged_key=theme.pk)
    return theme


@transaction.atomic
def retire_theme(*, actor: Person, theme: FindingTheme) -> FindingTheme:
    """No longer offered; what was coded to it still counts. The second time does nothing."""
    require(can_edit_themes, actor, why=ONLY_THE_LEAD)
    theme = locked(FindingTheme.objects.all(), pk=theme.pk)
    if theme.merged_into_id:
        raise StaleState(f"“{theme}” was merged into another theme, so it is not offered any more.")
    if theme.retired_on is None:
        theme.retired_on = today()
        theme.save(update_fields=["retired_on"])
        record(actor=actor, verb="theme.retired", target=theme)
    return theme


@transaction.atomic
def bring_back_theme(*, actor: Person, theme: FindingTheme) -> FindingTheme:
    """A retired theme is offered again; a merged one counts by itself again. The second time does nothing."""
    require(can_edit_themes, actor, why=ONLY_THE_LEAD)
    theme = locked(FindingTheme.objects.select_related("merged_into"), pk=theme.pk)
    if not theme.is_open:
        was = f"merged into {theme.merged_into}" if theme.merged_into else "retired"
        theme.merged_into = theme.merged_on = theme.retired_on = None
        theme.save(update_fields=["merged_into", "merged_on", "retired_on"])
        count_again(audits_coded_to(theme))
        record(actor=actor, verb="theme.brought_back", target=theme, was=was)
    return theme
