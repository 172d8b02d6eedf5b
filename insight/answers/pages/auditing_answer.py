"""Is our auditing itself any good: the agreement of grades, and measures of the health of our own auditing."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from foundation.documents import AnyRow, Cell, Column, Table
from foundation.statistics import EVIDENCE
from insight.calculations import Share, in_a_row
from insight.enums import HealthMeasure, HealthTrend, TargetVerdict
from insight.health.calculations import DatedTarget, HealthFigure, HealthWindow
from insight.health.pages.blocks import TREND_COLOURS, VERDICT_COLOURS, counted_words, figure_words
from insight.health.queries.measures import HealthFigures
from insight.pages.agreement import ENOUGH_MOVED, overall_sentence
from insight.queries.agreement import Agreement

from .answer import WHOLE, Answer, AnswerFigure
from .words import compact_cell

AUDITING = "Is our auditing itself any good?"
M = HealthMeasure
AS_NARROWED = "The audits chosen"
# Of the measures of health those that an answer in a few words rests on, as leaders are asked about them.
MEASURES = (M.MODERATED, M.FEEDBACK_OBTAINED, M.PRACTITIONER_INVOLVED, M.ACTIONS_VERIFIED, M.LOOP_IN_TIME, M.ACTIONS_EFFECTIVE, M.SERVICES)
RULE = (
    "It gives concern where a target has been missed, where a measure is worse than in as many months before (Fisher’s exact test, p below "
    "0.05; of complete counts where it differs), and where moderators lean one way (sign test, p below 0.05)."
)


def auditing(
    agreement: Agreement | None, figures: HealthFigures, targets: Mapping[M, DatedTarget], window: HealthWindow, query: str
) -> Answer:
    shown = [figures[measure] for measure in MEASURES]
    concerns = [
        *_leaning(agreement),
        *(str(each.measure.label) for each in shown if _gives_concern(each, targets.get(each.measure), window)),
    ]
    known = sum(each.is_enough for each in shown) + bool(agreement and agreement.n)
    return Answer(
        anchor="auditing",
        question=AUDITING,
        headline=_headline(concerns, known),
        sentences=[*_sentences(agreement), *([f"Concern: {in_a_row(concerns)}."] if concerns else [])],
        rules=(RULE,),
        href=f"{reverse('insight:health')}{query}",
        link="All measures of our quality assurance",
        table=_table(shown, targets, window),
        covers=WHOLE,
        figures=[*_agreed(agreement), *(_figure(each, targets.get(each.measure), window) for each in shown)],
    )


def _headline(concerns: Sequence[str], known: int) -> str:
    if not known:
        return "Too few audits and actions to say."
    if not concerns:
        return f"None of the {known} things measured gives concern."
    give = "gives" if len(concerns) == 1 else "give"
    return f"Not in everything: {len(concerns)} of the {known} things measured {give} concern."


def _sentences(agreement: Agreement | None) -> list[str]:
    if agreement is None:
        return ["How far auditors and moderators agree is shown to you for the whole council only: remove the filters."]
    return [overall_sentence(agreement)]


def _leaning(agreement: Agreement | None) -> list[str]:
    """Whether moderators' own grades go one way."""
    if agreement is None or agreement.moves.up + agreement.moves.down < ENOUGH_MOVED or agreement.sign_p >= EVIDENCE:
        return []
    return ["Moderators lean one way"]


def _agreed(agreement: Agreement | None) -> list[AnswerFigure]:
    if agreement is None:
        return []
    return [
        AnswerFigure(str(M.AGREEMENT.label), Share(agreement.moves.same, agreement.n), overall_sentence(agreement), covers="As narrowed")
    ]


def _gives_concern(figure: HealthFigure, target: DatedTarget | None, window: HealthWindow) -> bool:
    missed = target is not None and target.verdict(figure, window.last_day) == TargetVerdict.MISSED
    return missed or figure.trend == HealthTrend.WORSE


def _table(shown: Sequence[HealthFigure], targets: Mapping[M, DatedTarget], window: HealthWindow) -> Table:
    columns = [Column("What is measured", names_row=True), Column("Figure, 0% to 100%")]
    rows: list[AnyRow] = [[str(each.measure.label), _measured(each, targets.get(each.measure), window)] for each in shown]
    return Table("Measures of our own auditing, of the whole council", columns, rows, folds=False)


def _measured(figure: HealthFigure, target: DatedTarget | None, window: HealthWindow) -> Cell:
    """With what a trend or a target says, where either says anything."""
    share = figure.now if figure.has_interval and figure.is_enough else Share(0, 0)
    same = figure.trend in (HealthTrend.NO_EVIDENCE, HealthTrend.THE_SAME)
    notes = [counted_words(figure), *([f"Beside the months before: {figure.trend.label.lower()}"] if same else [])]
    tags = [] if same or figure.trend == HealthTrend.TOO_FEW else [(str(figure.trend.label), TREND_COLOURS[figure.trend])]
    if target:
        verdict = target.verdict(figure, window.last_day)
        notes.append(f"Target: {target.is_reached_by} {target.percentage}%")
        tags.append((str(verdict.label), VERDICT_COLOURS[verdict]))
    return compact_cell(share, figure_words(figure), notes, tags=tags)


def _figure(figure: HealthFigure, target: DatedTarget | None, window: HealthWindow) -> AnswerFigure:
    says = [str(figure.trend.label)]
    if target:
        says.append(f"target of {target.is_reached_by} {target.percentage}%: {target.verdict(figure, window.last_day).label.lower()}")
    share = None if figure.is_withheld or figure.is_unset else figure.now
    return AnswerFigure(str(figure.measure.label), share, "; ".join(says), has_interval=figure.has_interval)
