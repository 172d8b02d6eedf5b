"""What the performance and practice meeting of a service is given: audits, indicators, actions, good practice; nothing under five.

Everything is what a wider audience is shown, also where a QA lead makes the pack: it is handed round at a meeting.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from actions.models import Action
from actions.queries.figures import closing_figures
from audits.calculations import FEWEST, is_small
from audits.enums import PRACTICE_GRADES, FindingKind
from audits.models import FindingTheme
from audits.queries.grade_words import grade_word
from foundation.accounts.models import Service
from foundation.council.models import Council
from foundation.documents import AnyRow, Bullets, Cell, CellValue, Column, Paragraph, Table
from foundation.documents.formats import uk_date
from foundation.names import folded
from insight.calculations import MonthStage, domains_summed, good_or_better, graded, shown_by_month
from insight.enums import ThemePart
from insight.pages.grades import withheld_sentence
from insight.queries.audience import Withheld, shown_to_others
from insight.queries.counted import Scope, counted
from insight.queries.distributions import distributions_of
from insight.themes.queries.counts import ThemeCounts, ThemeScope, theme_counts
from insight.themes.queries.examples import theme_examples
from performance.enums import Series, Unit
from performance.models import Indicator, Place, Value
from performance.queries.comparators import is_count
from performance.queries.figures import NO_FIGURE, in_figures
from reports.composing.abbreviations import with_abbreviations
from reports.content import Block, Document, ReportSection

from .contents import PackAsked, PackContents

FEW = "fewer than 5"
FEW_NOTE = "Fewer than 5 stands for 1, 2, 3 or 4: so few could say who somebody is."
MOST_THEMES = 3
NO_AUDITS = "No month of these has five audits or more of this service that can be shown."
_DAYS_NOTE = "Closed means verified by somebody other than the owner, in these months. Open and overdue are counted on {0}."


def service_pack(asked: PackAsked) -> PackContents:
    assert asked.service, "a service pack is of a service"
    months, withheld = _months(asked, asked.service)
    audits = [Paragraph(_how_many(asked, asked.service)), *_audit_blocks(asked.service, months, withheld)]
    figures, actions = _figures(asked, asked.service), _actions(asked, asked.service)
    strengths, areas = (_themes(asked, asked.service, kind) for kind in (FindingKind.STRENGTH, FindingKind.AREA))
    sections = [
        ReportSection("audits", "Audits", blocks=audits),
        ReportSection("indicators", "Performance indicators", blocks=[figures]),
        ReportSection("actions", "Actions", blocks=[actions]),
        ReportSection("good-practice", "Good practice", blocks=strengths),
        ReportSection("to-improve", "What to improve", blocks=areas),
    ]
    narrative = Document(asked.title, Council.current().name, asked.period, "", f"As of {uk_date(asked.on)}", sections)
    return PackContents(
        with_abbreviations(narrative), [block for section in sections for block in section.blocks if isinstance(block, Table)]
    )


def _months(asked: PackAsked, service: Service) -> tuple[Sequence[MonthStage], Sequence[Withheld]]:
    """The months at the stage that each stands at, without those of few."""
    scope = Scope(asked.first, asked.last, service=service)
    shown = shown_to_others(shown_by_month(distributions_of(scope)), scope, compares=False)
    return shown.months, shown.withheld


def _how_many(asked: PackAsked, service: Service) -> str:
    submitted = sum(counted(Scope(asked.first, asked.last, service=service), "month", overall=True).values())
    return f"{FEW.capitalize() if is_small(submitted) else submitted} audits of {service} were submitted in the months of {asked.period}."


def _audit_blocks(service: Service, months: Sequence[MonthStage], withheld: Iterable[Withheld]) -> list[Block]:
    said = [withheld_sentence(each) for each in withheld]
    if not months:
        return [Paragraph(NO_AUDITS), *([Bullets(said)] if said else [])]
    grades = [Column(grade_word(grade), numeric=True) for grade in PRACTICE_GRADES]
    columns = [Column("Month", names_row=True, width=3), Column("Graded", numeric=True), *grades, Column("Good or better, %", numeric=True)]
    rows = [_grade_row(each) for each in months]
    domains = [_domain_row(name, counts) for name, counts in domains_summed(months).items() if graded(counts) >= FEWEST]
    headings = [
        Column("Domain", names_row=True, width=3),
        *(Column(each, numeric=True) for each in ("Graded", "Good or better", "Good or better, %")),
    ]
    return [
        Table(f"Audits of {service} by month", columns, rows, notes=said),
        Table(f"Domains of practice in {service}", headings, domains, empty="No domain was graded in five audits or more."),
    ]


def _grade_row(month: MonthStage) -> list[Cell | CellValue]:
    counts = [month.overall.get(grade, 0) for grade in PRACTICE_GRADES]
    return [f"{month.name}, {month.stage_words}", graded(month.overall), *counts, good_or_better(month.overall).percent]


def _domain_row(name: str, counts: Mapping) -> list[Cell | CellValue]:
    share = good_or_better(counts)
    return [name, share.n, share.count, share.percent]


def _figures(asked: PackAsked, service: Service) -> Table:
    """The service's own figures: the latest of the months, and the latest before them."""
    columns = [
        Column("Indicator", names_row=True, width=4),
        *(Column(each, numeric=True) for each in ("Before", "Now", "Whole council")),
        Column("Period"),
    ]
    rows = list(_figure_rows(asked, service))
    return Table(
        f"Indicators of {service}",
        columns,
        rows,
        notes=[FEW_NOTE] if rows else (),
        empty="No indicator has a figure of this service in these months.",
    )


# By indicator and place, their figures up to the last month, the earliest first.
Held = dict[tuple[int, int | None], list[Value]]


def _figure_rows(asked: PackAsked, service: Service) -> Iterator[list[Cell | CellValue]]:
    place = Place.objects.filter(service=service).first()
    if place is None:
        return
    held = _held(place, asked.last)
    of_service = [indicator for (indicator, where), found in held.items() if where == place.pk and found[-1].month >= asked.first]
    for indicator in (
        Indicator.objects.filter(pk__in=of_service, series=Series.SCORECARD).select_related("measure").order_by("position", "pk")
    ):
        yield _figure_row(indicator, held, place, asked.first)


def _held(place: Place, last: datetime.date) -> Held:
    """Of the service and of the council, of what the service has figures of."""
    held: Held = {}
    values = Value.objects.filter(place__in=[place.pk, Place.OURS], month__lte=last, indicator__values__place=place).distinct()
    for value in values.order_by("month", "pk"):
        held.setdefault((value.indicator_id, value.place_id), []).append(value)
    return held


def _figure_row(indicator: Indicator, held: Held, place: Place, first: datetime.date) -> list[Cell | CellValue]:
    own = held[indicator.pk, place.pk]
    now, before = own[-1], next((each for each in reversed(own) if each.month < first), None)
    of = {each.month: each.value for each in held.get((indicator.denominator_id or 0, place.pk), [])}
    shown = [own_figure(indicator, each, of.get(each.month) if each else None) for each in (before, now)]
    whole = {each.month: each for each in held.get((indicator.pk, Place.OURS), [])}
    # The council's own figure stays: it is published.
    return [indicator.shown_label, *shown, _figure(indicator, whole.get(now.month)), f"{now.month:%B %Y}"]


def own_figure(indicator: Indicator, value: Value | None, of: Decimal | None) -> Cell:
    """A figure of the service, unless it counts fewer than five, is a share of so few, or gives away that so few of them are counted."""
    held = value.value if value else None
    if held is None:
        return _figure(indicator, value)
    counts = [held] if is_count(indicator) else []
    if of is not None:
        counts.append(of)
        counts += [held * of / 100, of - held * of / 100] if indicator.unit == Unit.PERCENT else []
    return Cell(None, text=FEW) if any(is_small(round(abs(each))) for each in counts) else _figure(indicator, value)


def _figure(indicator: Indicator, value: Value | None) -> Cell:
    return Cell(None, text=NO_FIGURE) if value is None or value.value is None else Cell(in_figures(indicator, value.value))


def _actions(asked: PackAsked, service: Service) -> Table:
    live = Action.objects.live().of_service(service)
    period = {"raised_on__gte": asked.first, "raised_on__lte": asked.last_day}
    closing = closing_figures(Action.objects.gone_live().of_service(service), asked.first, asked.last_day)
    closed = closing.by_level[-1]
    counts = {
        "Raised in these months": live.filter(**period).count(),
        "Closed in these months": closed.closed,
        "Of those, on time": closed.on_time,
        "Open": live.open().count(),
        "Overdue": live.overdue(asked.on).count(),
        "Overdue by the first due date": live.overdue_by_first(asked.on).count(),
        "To be verified": live.awaiting_verification().count(),
    }
    rows: list[AnyRow] = [[name, _count(count)] for name, count in counts.items()]
    return Table(
        f"Actions of {service}",
        [Column("Actions", names_row=True, width=3), Column("How many", numeric=True)],
        rows,
        notes=[_DAYS_NOTE.format(uk_date(asked.on)), FEW_NOTE],
    )


def _count(count: int) -> Cell:
    return Cell(None, text=FEW) if is_small(count) else Cell(count)


def _themes(asked: PackAsked, service: Service, kind: FindingKind) -> list[Block]:
    """The themes that were seen most, in at least five audits, with what auditors wrote of them, without anything that says who."""
    scope = ThemeScope(asked.first, asked.last, service=service.pk)
    counts = theme_counts(scope, ThemePart.SERVICE)
    seen = _seen(counts, kind)
    if not seen:
        return [Paragraph("No theme was seen in five audits or more.")]
    columns = [
        Column("Theme", names_row=True, width=3),
        Column("Audits in which it was seen", numeric=True),
        Column("Audits with findings", numeric=True),
    ]
    table = Table(f"{kind.label}: themes in {service}", columns, [[theme.name, count, counts.of] for theme, count in seen])
    told = [theme for theme, _ in seen[:MOST_THEMES]]
    examples = [text for theme in told for text in theme_examples(asked.reader, scope, theme, [kind])[kind]]
    quoted: list[Block] = [Paragraph("In auditors’ words, without names:"), Bullets(examples)]
    return [table, *(quoted if examples else [])]


def _seen(counts: ThemeCounts, kind: FindingKind) -> list[tuple[FindingTheme, int]]:
    """In how many audits each theme was, most first; without those of few, and those that all but a few have, which gives the few away."""
    themes = {theme.pk: theme for theme in FindingTheme.objects.all()}
    found = [(themes[row[0]], counts.total(row)) for row in counts.seen if row[1] == kind]
    safe = [(theme, count) for theme, count in found if count >= FEWEST and not is_small(counts.of - count)]
    return sorted(safe, key=lambda each: (-each[1], folded(each[0].name)))
