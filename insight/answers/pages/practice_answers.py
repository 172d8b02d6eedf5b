"""Are we improving, where is practice weakest, and in which service: answered from grades, no further than they bear out."""

import datetime
from collections.abc import Sequence

from django.urls import reverse

from audits.enums import Grade, Stage
from audits.queries.grade_words import grade_word
from foundation.charts import SignalMeaning
from foundation.council.months import month_name, months_between, period_name
from foundation.documents import AnyRow, Cell, Column, Table
from insight.answers.calculations import DomainStrength, ShareChange, strengths_of
from insight.answers.enums import DomainStanding, ShareMovement
from insight.answers.queries.practice import PracticeShown
from insight.calculations import (
    Share,
    domains_summed,
    good_or_better,
    in_a_row,
    ranking_sentence,
    share_of,
    summed,
)
from insight.health.calculations import ENOUGH
from insight.health.pages.sparklines import sparkline
from insight.pages.grades_services import graded_lower, overlap_sentence, what_is_compared
from insight.queries.audience import Withheld
from insight.queries.services import PartGrades, PartsOfStage
from insight.triangulation.pages.page import triangulation_address

from .answer import Answer, AnswerFigure
from .strengths import KEY_AREAS
from .words import HOW_CHANGED, MOVEMENT_COLOURS, STANDING_COLOURS, WHICH_COUNTED, compact_cell, difference_words, months_in_words

IMPROVING, WEAKEST, SERVICE = "Are we improving?", "Where is practice weakest?", "Which service?"
RULE_OF_IMPROVING = (
    "The later half of the months chosen, up to the last that is counted, is compared with as many months before it. Better means that "
    "Good or better has risen or the lowest grade has fallen, and neither has gone the other way."
)
RULE_OF_SERVICES = (
    "A service is named only where the 95% interval of its share Good or better lies wholly below that of another. Of one with fewer than "
    f"{ENOUGH} graded audits nothing is said. They are in the order of their names. Where you choose a service, its teams are compared."
)
_HEADLINES = {
    (True, False): "Yes: there is evidence that practice is graded better.",
    (False, True): "No: there is evidence that practice is graded worse.",
    (True, True): "In part: there is evidence of change in both directions.",
    (False, False): "No evidence of a change.",
}


def improving(practice: PracticeShown, chart: tuple[SignalMeaning | None, str], query: str) -> Answer:
    """`chart` is what the control chart of the whole council says of its latest month; its words are empty where there is nothing."""
    good, weak = _changes(practice)
    names = ("Good or better", str(grade_word(Grade.INADEQUATE)))
    sentences = [_compared_words(practice, good), *filter(None, [_on_the_chart(chart[1])])]
    months = {month.month: good_or_better(month.overall) for month in practice.at_stage}
    shown = [month for month in months_between(*_drawn(practice))]
    line = sparkline(months, shown)
    return Answer(
        anchor="improving",
        question=IMPROVING,
        headline=_headline(good, weak),
        sentences=sentences,
        rules=(RULE_OF_IMPROVING, HOW_CHANGED, WHICH_COUNTED[practice.stage]),
        href=f"{reverse('insight:grades-over-time')}{query}",
        link="Good or better over time",
        table=_changes_table(practice, names, (good, weak)) if practice.later else None,
        line=line,
        line_words=f"Good or better, {period_name(shown[0], shown[-1])}: the line runs from 0% at the foot to 100% at the top."
        if line
        else "",
        figures=[figure for name, change in zip(names, (good, weak), strict=True) for figure in _figures_of(name, change, practice)],
    )


def _changes(practice: PracticeShown) -> tuple[ShareChange, ShareChange]:
    before, now = (summed(month.overall for month in months) for months in (practice.earlier, practice.later))
    weak = ShareChange(share_of(before, Grade.INADEQUATE), share_of(now, Grade.INADEQUATE))
    return ShareChange(good_or_better(before), good_or_better(now)), weak


def _headline(good: ShareChange, weak: ShareChange) -> str:
    if not good.is_enough:
        return "Too few audits to say."
    better = good.movement == ShareMovement.ROSE or weak.movement == ShareMovement.FELL
    worse = good.movement == ShareMovement.FELL or weak.movement == ShareMovement.ROSE
    return _HEADLINES[better, worse]


def _compared_words(practice: PracticeShown, good: ShareChange) -> str:
    now, before = good.now.n, good.before.n
    if good.is_enough:
        return f"{months_in_words(practice.later)} ({now} audits graded) beside {months_in_words(practice.earlier)} ({before})."
    if not practice.now:
        return _nothing(practice)
    counted = f"{now} audit{'' if now == 1 else 's'} graded in {months_in_words(practice.later)}, {before} in as many months before"
    return f"{counted}: each side needs {ENOUGH}. Choose more months, or wait for more audits."


def _on_the_chart(words: str) -> str:
    return f"On the chart of the whole council {words}" if words else ""


def _drawn(practice: PracticeShown) -> tuple[datetime.date, datetime.date]:
    """From the first month that is compared or chosen to the last one chosen."""
    return min([practice.scope.first, *(month.month for month in practice.earlier)]), practice.scope.last


def _changes_table(practice: PracticeShown, names: Sequence[str], changes: Sequence[ShareChange]) -> Table:
    columns = [Column("Overall judgement", names_row=True), Column("Before and now, 0% to 100%")]
    rows: list[AnyRow] = [[name, _change_cell(practice, change)] for name, change in zip(names, changes, strict=True)]
    return Table("Overall grades, before and now", columns, rows, folds=False)


def _change_cell(practice: PracticeShown, change: ShareChange) -> Cell:
    """Now with its picture; before, and what the difference is and says, below it."""
    before = f"{months_in_words(practice.earlier)}: {_with_interval(change.before)}" if practice.earlier else "Nothing before to compare"
    difference = [f"Difference: {words}"] if (words := difference_words(change)) else []
    now = f"{months_in_words(practice.later)}: {_with_interval(change.now)}"
    tags = [(str(change.movement.label), MOVEMENT_COLOURS[change.movement])]
    return compact_cell(change.now, now, [before, *difference], tags=tags)


def _figures_of(name: str, change: ShareChange, practice: PracticeShown) -> list[AnswerFigure]:
    says = f"{change.movement.label}: {difference_words(change)}" if difference_words(change) else str(change.movement.label)
    now = f", {months_in_words(practice.later)}" if practice.later else ""
    before = f", {months_in_words(practice.earlier)}" if practice.earlier else ", before"
    return [AnswerFigure(f"{name}{now}", change.now, says), AnswerFigure(f"{name}{before}", change.before)]


def weakest(practice: PracticeShown, query: str) -> Answer:
    found = strengths_of(domains_summed(practice.now))
    worst = [each.rank.name for each in found if each.standing == DomainStanding.KEY_AREA][::-1]
    columns = [Column("Domain", names_row=True), Column("Good or better, 0% to 100%")]
    rows = [_domain_cells(each, query) for each in found]
    return Answer(
        anchor="weakest",
        question=WEAKEST,
        headline=_weakest_headline(worst, graded=bool(found)),
        sentences=_weakest_sentences(practice, found, worst),
        rules=(
            "A domain is named only where its grades are shown to be worse than those of at least one other and better than those of none "
            "(rank test, p below 0.05).",
            WHICH_COUNTED[practice.stage],
        ),
        href=f"{reverse('insight:strengths')}{query}",
        link="Domain strengths, and what changed since the last report",
        table=Table("Domains, strongest first", columns, rows, folds=False) if rows else None,
        figures=[
            AnswerFigure(
                f"{each.rank.name}, Good or better",
                each.rank.good_or_better,
                "" if each.standing == DomainStanding.NEITHER else str(each.standing.label),
            )
            for each in found
        ],
    )


def _domain_cells(strength: DomainStrength, query: str) -> AnyRow:
    """Its name leads to what other sources say of it."""
    name, good, standing = strength.rank.name, strength.rank.good_or_better, strength.standing
    tags = [] if standing == DomainStanding.NEITHER else [(str(standing.label), STANDING_COLOURS[standing])]
    named = Cell(name, href=triangulation_address(name, query), unseen="what each source says")
    return [named, compact_cell(good, _with_interval(good), standing=standing, tags=tags)]


def _with_interval(share: Share) -> str:
    return f"{share.words}, {share.interval_words}" if share.n else share.words


def _weakest_headline(worst: Sequence[str], *, graded: bool) -> str:
    if not graded:
        return "Nothing to say yet."
    return f"{in_a_row(worst)}." if worst else "No domain stands out."


def _weakest_sentences(practice: PracticeShown, found: Sequence[DomainStrength], worst: Sequence[str]) -> list[str]:
    if not found:
        return [_nothing(practice)]
    if not worst:
        return [ranking_sentence([each.rank for each in found], KEY_AREAS)]
    best = in_a_row([each.rank.name for each in found if each.standing == DomainStanding.STRONGEST])
    alike = ["So few audits do not tell these apart."] if len(worst) > 1 else []
    return [*alike, f"Strongest: {best}."]


def _nothing(practice: PracticeShown) -> str:
    if practice.waiting and practice.stage == Stage.AGREED:
        waiting = in_a_row([month_name(month.month) for month in practice.waiting])
        return f"No month chosen is counted after moderation yet: {waiting} {'waits' if len(practice.waiting) == 1 else 'wait'} for it."
    return "No audit of the months chosen has grades that can be shown to you. Choose other months, or fewer filters."


def which_service(practice: PracticeShown, found: PartsOfStage | None, withheld: Sequence[Withheld], query: str) -> Answer:
    """`found` has the services, or the teams of one that is chosen, beside each other; None where none can be shown."""
    what, parts = what_is_compared(practice.scope), found.parts if found else ()
    return Answer(
        anchor="service",
        question=SERVICE,
        headline=_service_headline(parts, withheld, what),
        sentences=list(filter(None, [_overlaps(parts, what), _left_out(withheld)])),
        rules=(RULE_OF_SERVICES, WHICH_COUNTED[practice.stage]),
        href=f"{reverse('insight:grades-by-service')}{query}",
        link=f"{what.capitalize()}s side by side",
        table=_services_table(parts, what) if parts else None,
        figures=[AnswerFigure(f"{_part_name(each, what)}, Good or better overall", good_or_better(each.counts)) for each in parts],
    )


def _part_name(part: PartGrades, what: str) -> str:
    return part.name or f"No {what}"


def _services_table(parts: Sequence[PartGrades], what: str) -> Table:
    columns = [Column(what.capitalize(), names_row=True), Column("Good or better overall, 0% to 100%")]
    return Table(f"{what.capitalize()}s beside each other", columns, [_part_cells(each, what) for each in parts], folds=False)


def _part_cells(part: PartGrades, what: str) -> AnyRow:
    good = good_or_better(part.counts)
    return [_part_name(part, what), compact_cell(good, _with_interval(good))]


def _enough(parts: Sequence[PartGrades]) -> list[PartGrades]:
    return [each for each in parts if good_or_better(each.counts).n >= ENOUGH]


def _overlaps(parts: Sequence[PartGrades], what: str) -> str:
    return overlap_sentence(parts, what) if len(_enough(parts)) > 1 else ""


def _service_headline(parts: Sequence[PartGrades], withheld: Sequence[Withheld], what: str) -> str:
    enough = _enough(parts)
    if not parts:
        return f"Too few audits to show {what}s beside each other." if withheld else "Nothing to say yet."
    if len(enough) < 2:
        return "Too few audits to say." if len(parts) > 1 else f"Only one {what} can be shown."
    lower = graded_lower(enough, what)
    return f"Graded lower than another {what}: {in_a_row(lower)}." if lower else f"No {what} stands out."


def _left_out(withheld: Sequence[Withheld]) -> str:
    """For a wider audience, of which months nothing is shown by service, and why."""
    if not withheld:
        return ""
    names = in_a_row([month_name(each.month) for each in withheld])
    return f"Not counted here: {names}, {'; '.join(dict.fromkeys(str(each.why.label) for each in withheld))}."
