"""Recording an inspection, and correcting it."""

from typing import Any, ClassVar

from django import forms

from foundation.activity.versions import version_of
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from inspections.enums import GRADED_KINDS, InspectionKind, OfstedGrade
from inspections.models import Inspection
from inspections.services.inspections import change_inspection, record_inspection

NOT_GIVEN = ("", "Not given")
GRADE = "grade_"


class InspectionForm(GuardedWords, ServiceForm):
    submit_text = "Save"
    field_options: ClassVar = {
        "kind": {"small": True, "legend_size": "s"},
        **{name: {"legend_size": "s"} for name in ("first_day", "last_day", "published_on")},
        **{name: {"label_size": "s"} for name in ("looked_at", "address", "overall")},
    }

    kind = forms.ChoiceField(label="What kind is it?", choices=InspectionKind, widget=forms.RadioSelect)
    first_day = GovukDateField(
        label="On which day did it begin?",
        help_text="For example, 6 3 2023. This day decides by which edition of the framework it is, and how its report’s numbers are read.",
    )
    last_day = GovukDateField(label="On which day did it end?", help_text="For example, 17 3 2023")
    published_on = GovukDateField(label="On which day was its report published? (optional)", required=False)
    looked_at = forms.CharField(
        label="What did it look at? (optional)",
        required=False,
        max_length=250,
        help_text="Of a visit: its theme, such as “the front door”.",
    )
    address = forms.URLField(label="Web address of the published report (optional)", required=False, max_length=300, assume_scheme="https")

    def act(self) -> Inspection:
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith(GRADE)}
        return record_inspection(actor=self.actor, **given | {"kind": InspectionKind(given["kind"])})


class ChangeInspectionForm(InspectionForm):
    """With the judgements of its edition, in their order; those of a visit are not asked."""

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        names = ("kind", "first_day", "last_day", "published_on", "looked_at", "address", "overall")
        given = {each.judgement_id: each.grade for each in inspection.given.all()}
        grades = {f"{GRADE}{pk}": grade for pk, grade in given.items()}
        super().__init__(*args, initial={name: getattr(inspection, name) for name in names} | grades, **kwargs)
        self.inspection = inspection
        if inspection.kind in GRADED_KINDS:
            self._ask_for_grades()
        self.carry_version(version_of(inspection, sorted(given.items())))
        self.cancel_url = inspection.get_absolute_url()

    def _ask_for_grades(self) -> None:
        for judgement in self.inspection.framework.judgements.all():
            self.add_field(f"{GRADE}{judgement.pk}", _grade_field(judgement.name))
        if self.inspection.framework.has_overall:
            self.add_field("overall", _grade_field("Overall effectiveness"))

    def options_of(self, name: str) -> Any:
        return {"label_size": "s"} if name.startswith(GRADE) else super().options_of(name)

    def act(self) -> Inspection:
        given = self.cleaned_data
        grades = {int(name.removeprefix(GRADE)): grade for name, grade in given.items() if name.startswith(GRADE)}
        rest = {name: value for name, value in given.items() if not name.startswith(GRADE)}
        kind = InspectionKind(given["kind"])
        return change_inspection(actor=self.actor, inspection=self.inspection, grades=grades, **rest | {"kind": kind})


def _grade_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NOT_GIVEN, *OfstedGrade.choices], required=False)
