"""What quality assurance publishes to staff, as it is written, and the findings that it is written from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audits.enums import FindingKind
from audits.models import Domain, FindingTheme
from foundation.council.clock import today
from foundation.council.first_of_month import IsFirstOfMonth
from foundation.council.months import period_name
from publications.enums import PARTS_OF, PublicationKind, PublicationPart, PublicationState
from publications.querysets import PublicationQuerySet
from publications.stored import TEXTS


class Publication(models.Model):
    """One alert, briefing, example or issue. What readers are given is its latest edition; here is what is written for the next.

    Its findings are of the months from `first_month` to `last_month`; `writers` are all who wrote in it, so that none of them reviews it.
    """

    number = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=12, choices=PublicationKind)
    title = models.CharField(max_length=150)
    summary = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=PublicationState, default=PublicationState.DRAFT)
    content = models.JSONField(default=dict, help_text="As `stored.TEXTS` has it.")
    words = models.TextField("all its words, to be searched", blank=True)
    first_month = models.DateField(null=True, blank=True)
    last_month = models.DateField(null=True, blank=True)
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, null=True, blank=True, related_name="publications")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publications")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    begun_on = models.DateField(default=today)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="publications_to_review"
    )
    sent_on = models.DateField("sent for review on", null=True, blank=True)
    review_due = models.DateField(null=True, blank=True)
    returned_because = models.TextField("what the reviewer asked for", blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_month=None, last_month=None)
                | Q(IsFirstOfMonth("first_month"), IsFirstOfMonth("last_month"), last_month__gte=F("first_month")),
                name="a_publication_is_of_whole_months",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PublicationState.REVIEWED, PublicationState.PUBLISHED]) | Q(reviewed_by__isnull=False),
                name="published_after_a_review",
            ),
            models.CheckConstraint(condition=~Q(reviewed_by=F("author")), name="nobody_reviews_their_own_publication"),
            models.CheckConstraint(
                condition=~Q(state=PublicationState.PUBLISHED) | Q(published_on__isnull=False), name="published_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(state=PublicationState.WITHDRAWN) | ~Q(withdrawn_because=""), name="a_publication_withdrawn_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("publications:publication", args=[self.number])

    @property
    def short_name(self) -> str:
        """Without words that somebody typed, for a mail: “Practice alert 12”."""
        return f"{self.get_kind_display()} {self.number}"

    @property
    def texts(self) -> dict[str, str]:
        return TEXTS.read(self.content) if self.content else {}

    @property
    def parts(self) -> tuple[PublicationPart, ...]:
        return PARTS_OF[self.kind]

    @property
    def period(self) -> str:
        return period_name(self.first_month, self.last_month) if self.first_month and self.last_month else ""

    @property
    def is_newsletter(self) -> bool:
        return self.kind == PublicationKind.NEWSLETTER

    @property
    def is_example(self) -> bool:
        return self.kind == PublicationKind.EXAMPLE


class PublicationFinding(models.Model):
    """A theme of findings that a publication is written from: strengths or areas for improvement in its months."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="findings")
    theme = models.ForeignKey(FindingTheme, on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=10, choices=FindingKind)

    class Meta:
        ordering = ["publication", "kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["publication", "theme", "kind"], name="a_finding_once_a_publication")]

    def __str__(self) -> str:
        return f"{self.theme} ({self.get_kind_display().lower()})"
