"""Which sections a report has, and templates of them for the whole council."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.council.bounds import require_plain_name
from foundation.council.clock import today
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from reports.arrangement import Placed, arranged
from reports.models import Report, SectionTemplate
from reports.permissions import can_write_reports
from reports.stored import ARRANGEMENT

from .opening import REPORTS

MOST_TEMPLATES = 20


@transaction.atomic
def arrange_sections(*, actor: Person, report: Report, chosen: Sequence[Placed], version: str | None = None) -> Report:
    """Give the report's sections this order and these headings, and leave out those that are not shown; their words are kept.

    Raises StaleVersion where the report is no longer what `version` was made of, ValidationError where nothing would be left.
    """
    report, step = begin_move(REPORTS, actor, report, "arrange_sections", version=version)
    chosen = _checked(chosen, report)
    before, report.arrangement = _in_words(report.chosen), arrangement_to_store(chosen)
    return complete_move(actor, report, step, before=before, after=_in_words(chosen))


@transaction.atomic
def apply_section_template(*, actor: Person, report: Report, template: SectionTemplate) -> Report:
    """Give the report the sections of a template; what is written is kept, in sections that are left out too."""
    return arrange_sections(actor=actor, report=report, chosen=template.chosen)


@transaction.atomic
def save_section_template(*, actor: Person, report: Report, name: str, is_default: bool = False) -> SectionTemplate:
    """Keep the report's sections under a name for everybody who writes reports; the same name again replaces what was kept."""
    require(can_write_reports, actor)
    name = " ".join(name.split())
    require_plain_name(name)
    if not name:
        raise ValidationError({"name": "Give the template a name."})
    check_for_identities({"name": name}, audience=Audience.STAFF)
    held = list(SectionTemplate.objects.select_for_update())
    kept = next((each for each in held if each.name.casefold() == name.casefold()), None)
    if kept is None and len(held) >= MOST_TEMPLATES:
        raise ValidationError({"name": f"{MOST_TEMPLATES} templates are kept already. Remove one first."})
    chosen = tuple(each.placed for each in report.arranged)
    template = kept or SectionTemplate(name=name)
    template.arrangement, template.saved_by, template.saved_on = arrangement_to_store(chosen), actor, today()
    with first_come(ValidationError({"name": "Somebody else saved this template a moment ago. Choose another name."})):
        template.save()
    record(actor=actor, verb="report.sections_kept", target=template, name=name, sections=_in_words(chosen))
    return make_default_template(actor=actor, template=template) if is_default else template


@transaction.atomic
def make_default_template(*, actor: Person, template: SectionTemplate) -> SectionTemplate:
    """New reports begin with its sections from now on, in the place of another's."""
    require(can_write_reports, actor)
    template = locked(SectionTemplate.objects.all(), pk=template.pk)
    if not template.is_default:
        SectionTemplate.objects.filter(is_default=True).update(is_default=False)
        template.is_default = True
        with first_come(ValidationError("Somebody else chose the default a moment ago. Open the page again to see it.")):
            template.save(update_fields=["is_default"])
        record(actor=actor, verb="report.sections_default", target=template, name=template.name)
    return template


@transaction.atomic
def remove_section_template(*, actor: Person, template: SectionTemplate) -> None:
    """Reports that have its sections keep them."""
    require(can_write_reports, actor)
    template = locked(SectionTemplate.objects.all(), pk=template.pk)
    record(actor=actor, verb="report.sections_forgotten", target=template, name=template.name, sections=_in_words(template.chosen))
    template.delete()


def arrangement_to_store(chosen: Sequence[Placed]) -> dict[str, Any]:
    return ARRANGEMENT.write(sections=[vars(each) for each in chosen])


def _checked(chosen: Sequence[Placed], report: Report) -> list[Placed]:
    """With headings on one line; raises ValidationError for a heading that nobody could read or that says who somebody is."""
    if not any(each.is_shown for each in arranged(chosen)):
        raise ValidationError("Show at least one section: a report needs something to say.")
    tidy = [Placed(each.key, " ".join(each.heading.split()), each.is_shown) for each in chosen]
    for each in chosen:
        require_plain_name(each.heading, field=f"heading_{each.key}")
    headings = [each.heading.casefold() for each in arranged(tidy)]
    for each in tidy:
        if each.heading and headings.count(each.heading.casefold()) > 1:
            raise ValidationError({f"heading_{each.key}": f"Two sections are called “{each.heading}”. Give one of them another heading."})
    check_for_identities({f"heading_{each.key}": each.heading for each in tidy if each.heading}, target=report)
    return tidy


def _in_words(chosen: Sequence[Placed]) -> list[str]:
    """For the trail: the headings in their order, of those that are shown."""
    return [each.heading for each in arranged(chosen) if each.is_shown]
