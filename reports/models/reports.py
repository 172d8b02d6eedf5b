"""The Board's report: what people wrote for it, and what was frozen when it was approved."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from audits.enums import FindingKind, Source, Stage
from foundation.council.first_of_month import IsFirstOfMonth
from foundation.council.months import month_code, month_name, period_name
from foundation.lookups.rows import get_or_none
from reports.arrangement import ArrangedSection, Placed, arranged, heading_in, keys_shown
from reports.enums import CommentState, ReportState, ReviewState
from reports.querysets import CommentQuerySet, ReportQuerySet, ReviewQuerySet
from reports.stored import ARRANGEMENT


class Report(models.Model):
    """One edition of a report on one or more whole months. `content` is what was approved, word and figure, and pictures; until then it is
    composed again each time.

    Nothing of an approved edition ever changes: the database refuses it (migration 0006). A correction is the next edition, with its
    reason.
    """

    first_month = models.DateField()
    last_month = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField("why this edition corrects the one before it", blank=True)
    meeting_date = models.DateField("date of the meeting", null=True, blank=True)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    content = models.JSONField(null=True, blank=True, editable=False)
    approval_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approval_asked_on = models.DateField(null=True, blank=True)
    arrangement = models.JSONField(
        null=True, editable=False, help_text="Its sections as `stored.ARRANGEMENT` has them; none: as they come."
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-last_month", "-first_month", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["first_month", "last_month", "edition"], name="an_edition_once_a_period"),
            models.UniqueConstraint(
                fields=["first_month", "last_month"], condition=Q(state=ReportState.DRAFT), name="one_draft_a_period_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(edition=1, reason="") | (Q(edition__gt=1) & ~Q(reason="")), name="a_correction_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(IsFirstOfMonth("first_month"), IsFirstOfMonth("last_month"), last_month__gte=F("first_month")),
                name="a_report_is_of_whole_months",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.APPROVED) | Q(approved_by__isnull=False, approved_on__isnull=False, content__isnull=False),
                name="approved_by_someone_on_a_day_and_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"Report on {self.period}" if self.edition == 1 else f"Report on {self.period}, edition {self.edition}"

    def get_absolute_url(self) -> str:
        """That of the report, which shows the newest edition that its reader may read; `edition_url` is this one’s for good."""
        return reverse("reports:report", args=[self.code])

    @property
    def edition_url(self) -> str:
        return reverse("reports:edition", args=[self.code, self.edition])

    @property
    def period(self) -> str:
        return period_name(self.first_month, self.last_month)

    @property
    def code(self) -> str:
        """Its place in addresses: “2023-06-to-2023-07”, or “2023-07” for one month."""
        first, last = month_code(self.first_month), month_code(self.last_month)
        return first if first == last else f"{first}-to-{last}"

    @property
    def is_approved(self) -> bool:
        return self.state == ReportState.APPROVED

    @property
    def chosen(self) -> Sequence[Placed]:
        return ARRANGEMENT.read(self.arrangement) if self.arrangement else ()

    @property
    def arranged(self) -> list[ArrangedSection]:
        """Every section, shown or not, in its order and under its heading."""
        return arranged(self.chosen)

    def shows(self, key: str) -> bool:
        return key in keys_shown(self.chosen)

    def heading_of(self, key: str) -> str:
        """How this report calls one of its sections."""
        return heading_in(self.chosen, key)


class SectionTemplate(models.Model):
    """Sections in an order and under headings, kept by name for the whole council. New reports begin with the default, if there is one."""

    name = models.CharField(max_length=80)
    arrangement = models.JSONField(editable=False, help_text="As `stored.ARRANGEMENT` has it.")
    is_default = models.BooleanField("use it for new reports", default=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_on = models.DateField()

    class Meta:
        ordering = ["name__folded", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="a_section_template_of_a_name_once"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_section_template"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def chosen(self) -> Sequence[Placed]:
        return ARRANGEMENT.read(self.arrangement)


class SectionText(models.Model):
    """What was written for a section, as `free_text` reads it. `carried_from` is the report from which it was carried forward, until
    somebody has looked at it.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="texts")
    key = models.CharField(max_length=30)
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    carried_from = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What it had from the report's figures when it was saved, as `stored.SAID` has it: where that is so no longer, somebody looks again.
    quoted = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["report", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="a_section_text_once")]

    def __str__(self) -> str:
        return f"{self.report}: {self.key}"


class KeyFinding(models.Model):
    """A strength or an area for improvement that the Board reads, with where it was seen or heard."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=10, choices=FindingKind)
    text = models.TextField()
    source = models.CharField(max_length=12, choices=Source, default=Source.RECORD)
    position = models.PositiveSmallIntegerField()
    quoted = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["report", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class SectionOwner(models.Model):
    """Who answers for a section of every report, and is asked to review it."""

    key = models.CharField("section", max_length=30, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sections_owned")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.key}"


class Review(models.Model):
    """Somebody was asked to read a draft by a day. It ends when they have, or with the approval. Who is asked again has one row."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due = models.DateField()
    given_on = models.DateField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["reviewer__name__folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "reviewer"], name="a_reviewer_once_a_report"),
            models.CheckConstraint(condition=Q(due__gte=F("asked_on")), name="a_review_is_asked_before_its_day"),
            models.CheckConstraint(
                condition=Q(state=ReviewState.GIVEN, given_on__isnull=False) | (~Q(state=ReviewState.GIVEN) & Q(given_on__isnull=True)),
                name="a_given_review_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(reviewer=F("asked_by")), name="nobody_asks_themselves_for_a_review"),
        ]

    def __str__(self) -> str:
        return f"Review of the {str(self.report).lower()} by {self.reviewer}"


class ReviewComment(models.Model):
    """What a reviewer says of a section of a draft. It is in no published content, and stays with the report once that is approved."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="comments")
    key = models.CharField("section", max_length=30)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="On the council's day.")
    # Of the edition for which it was written: one that was open when that was approved goes on to the correction.
    edition = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=20, blank=True, help_text="A token of the section's text when it was written, blank for none.")
    state = models.CharField(max_length=10, choices=CommentState, default=CommentState.OPEN)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolved_on = models.DateField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CommentState.OPEN, resolved_by=None, resolved_on=None)
                | Q(state=CommentState.RESOLVED, resolved_by__isnull=False, resolved_on__isnull=False),
                name="a_comment_is_resolved_by_someone_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something"),
        ]

    def __str__(self) -> str:
        return f"Comment of {self.author} on the {str(self.report).lower()}"


class CommentReply(models.Model):
    """An answer under a reviewer's comment."""

    comment = models.ForeignKey(ReviewComment, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="On the council's day.")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "comment replies"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_reply_says_something")]

    def __str__(self) -> str:
        return f"Reply of {self.author} to {self.comment_id}"


class ShownMonth(models.Model):
    """The overall grades of a month as an approved report showed them, so that the next one can say what moderation changed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="shown_months")
    month = models.DateField()
    stage = models.CharField(max_length=10, choices=[(stage.value, stage.label) for stage in (Stage.PRE, Stage.AGREED)])
    figures = models.JSONField(help_text="How many audits were given each grade, as `stored.SHOWN_FIGURES` has it.")

    class Meta:
        ordering = ["month", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "month"], name="a_month_shown_once_a_report")]

    def __str__(self) -> str:
        return f"{month_name(self.month)} ({self.get_stage_display().lower()}) in {self.report}"


class ReportFile(models.Model):
    """A report as a file. That of an approved report is made once and given again byte for byte; those of a draft go when new ones come."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    form = models.CharField(max_length=10, help_text="One of `Format`, by its value.")
    shows = models.CharField(max_length=64, help_text="The SHA-256 of the content that it shows.")
    is_draft = models.BooleanField()
    content = models.BinaryField(editable=False)
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(help_text="On the council's day.")

    class Meta:
        ordering = ["report", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "shows", "form"], name="a_report_in_one_form_once")]

    def __str__(self) -> str:
        return f"{self.report} as {self.form}"


class Seal(models.Model):
    """What an approved edition was when it was sealed: `sha256` of the statement that `queries.seals.statement_of` makes of it.

    `parts` has a short hash of each part of the statement, which says what changed where the whole is no longer so.
    """

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="seal")
    scheme = models.PositiveSmallIntegerField(help_text="By which rule the statement is made.")
    sha256 = models.CharField("SHA-256", max_length=64)
    before = models.CharField("SHA-256 of the edition before", max_length=64, blank=True)
    inputs = models.JSONField(help_text="What was read to compose it, as `stored.SEAL_INPUTS` has it.")
    parts = models.JSONField(help_text="As `stored.SEAL_PARTS` has them.")
    sealed_on = models.DateField()

    class Meta:
        ordering = ["report"]

    def __str__(self) -> str:
        return f"Seal on {self.report}"


class WordTemplate(models.Model):
    """The council's own Word file, whose styles, page, header and footer the report takes. There is one row, with primary key 1."""

    content = models.BinaryField(null=True, editable=False)
    name = models.CharField("file", max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_word_template")]

    def __str__(self) -> str:
        return "Word template of the report"

    @classmethod
    def current(cls) -> "WordTemplate":
        """The one row, empty where nobody has given a template."""
        return get_or_none(cls.objects.filter(pk=1)) or cls(pk=1)
