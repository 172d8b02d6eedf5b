"""What a reader asks of Results, read from the address in one way by every page, picture and file."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from audits.enums import Stage
from foundation.accounts.kept_for_reader import kept_for_reader
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import PUBLISHED_EXPORTS, format_asked, sheets_as_file
from foundation.council.months import month_code, month_name, period_name
from foundation.documents import Table
from insight.calculations import MonthStage, at_stage
from insight.facts import BEGINNING
from insight.forms import ScopeForm
from insight.pages.behind import AuditsBehind, behind
from insight.pages.grades import withheld_sentence
from insight.pages.scope import scope_words
from insight.permissions import can_open_audits, can_see_insight
from insight.queries.agreement import months_still_to_moderate
from insight.queries.audience import ShownMonths, shown_to
from insight.queries.choices import scope_choices
from insight.queries.counted import Scope, whole_months
from insight.queries.distributions import distributions_of
from insight.queries.flows import Flow, flow_of


@dataclass(frozen=True)
class AskedResults:
    """Of the months in `hidden`, from the very first on, the reader learns no grade before moderation. What may not be compared is read
    with the months where the page `compares` grades before and after it.
    """

    person: Person
    form: ScopeForm
    hidden: list[datetime.date]
    compares: bool = False

    @property
    def scope(self) -> Scope:
        return self.form.scope

    @property
    def stage(self) -> Stage | None:
        return self.form.stage_chosen

    @cached_property
    def shown(self) -> ShownMonths:
        """The months, one row each, of which this reader may see the grades."""
        return shown_to(self.person, self._months, self.scope, compares=self.compares)

    @cached_property
    def compared(self) -> ShownMonths:
        """The same, with what of them this reader may not compare before and after moderation."""
        return self.shown if self.compares else shown_to(self.person, self._months, self.scope)

    @cached_property
    def _months(self) -> list[MonthStage]:
        return at_stage(distributions_of(self.scope, self.hidden), self.stage)

    @cached_property
    def flow(self) -> Flow:
        """What moderation changed, without the months of which this reader may not compare the grades before and after it."""
        return flow_of(self.scope, {*self.hidden, *self.compared.not_compared})

    @property
    def links(self) -> AuditsBehind | None:
        return behind(self.scope, may_open=can_open_audits(self.person))

    @property
    def links_to_months(self) -> AuditsBehind | None:
        """For what counts the months whole, whatever they are narrowed to."""
        return behind(whole_months(self.scope), may_open=can_open_audits(self.person))

    @property
    def hidden_in_scope(self) -> list[datetime.date]:
        return [month for month in self.hidden if month >= self.scope.first]

    def page(self, of: ShownMonths | None = None) -> dict[str, Any]:
        """What every page shows around its figures: those `of` other months than the usual ones, where a page has read those."""
        return {**self.narrowing, **self.around(of)}

    @property
    def narrowing(self) -> dict[str, Any]:
        return {"form": self.form, "filter": {"form": self.form}}

    def kept(self, name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """What the page of that name shows of this, beside the form: made once for its reader until something is written."""
        hidden = ",".join(map(month_code, self.hidden))
        return kept_for_reader(self.person, f"{name} {self.form.query} {self.stage or ''} without {hidden}", make)

    def around(self, of: ShownMonths | None = None) -> dict[str, Any]:
        """The same without the form."""
        scope, shown = self.scope, of or self.shown
        return {
            "period": period_name(scope.first, scope.last),
            "narrowed": scope_words(scope, self.stage),
            "audits": sum(month.audits for month in shown.months),
            "months": shown.months,
            "withheld": [withheld_sentence(each) for each in shown.withheld],
            "hidden": list(map(month_name, self.hidden_in_scope)),
        }


@dataclass(frozen=True)
class ResultsPage:
    """A page of Results: its template, what its files are called, and what is only worked out where the page or a file was asked for."""

    template: str
    name: str
    context: Callable[[AskedResults], Mapping[str, Any]]
    sheets: Callable[[AskedResults], Sequence[Table]]
    compares: bool = False


def results_page(request: SignedInRequest, page: ResultsPage) -> HttpResponse:
    """The page, or as the address asks its figures as a file."""
    require(can_see_insight, request.user)
    asked = asked_of(request, compares=page.compares)
    if asked is None:
        return nothing_yet(request)
    if file_format := format_asked(request):
        first, last = month_code(asked.scope.first), month_code(asked.scope.last)
        return sheets_as_file(page.sheets(asked), file_format, f"{page.name} {first} to {last}")
    shown = asked.kept(page.template, lambda: {**asked.around(), **page.context(asked)})
    return render(request, page.template, {"exports": PUBLISHED_EXPORTS, **asked.narrowing, **shown})


def asked_of(request: SignedInRequest, form_of: type[ScopeForm] = ScopeForm, *, compares: bool = False) -> AskedResults | None:
    """None before there is anything to show: `nothing_yet`. `form_of` is of a page that asks for more."""
    choices = scope_choices()
    if choices is None:
        return None
    form = form_of(request.GET, choices=choices)
    return AskedResults(request.user, form, months_still_to_moderate(request.user, BEGINNING, form.period[1]), compares)


def nothing_yet(request: SignedInRequest) -> HttpResponse:
    return render(request, "insight/empty.html", {"for_board": board_reader() is not None})
