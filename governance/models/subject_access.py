"""The register of subject access: each request with its dates, what was searched, what was withheld, and complaints about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audits.models.case_keys import CaseKeyField
from foundation.council.working_days import is_working_day
from foundation.jobs.models import Job
from governance.calculations import RequestDates, acknowledgement_due, answer_due, is_stopped, told_of_extension_due
from governance.enums import ClarificationAbout, ComplaintOutcome, RequestedBy, RequestOutcome, SubjectKind
from governance.querysets import ComplaintQuerySet, SubjectRequestQuerySet


class SubjectRequest(models.Model):
    """One request for a copy of what is held. Who asked is known by `reference` in the council's own system, not here."""

    reference = models.CharField("reference in the council’s own system", max_length=60, unique=True)
    about = models.CharField(max_length=10, choices=SubjectKind)
    case_id = models.CharField("case ID", max_length=40, blank=True)
    case_key = CaseKeyField(blank=True, db_index=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    requested_by = models.CharField("who asked", max_length=10, choices=RequestedBy)
    sought = models.TextField("what is sought", max_length=1000)
    received_on = models.DateField("received")
    identity_asked_on = models.DateField("proof of identity asked for", null=True, blank=True)
    identity_received_on = models.DateField("proof of identity received", null=True, blank=True)
    clarification_about = models.CharField("clarification about", max_length=10, choices=ClarificationAbout, blank=True)
    clarification_asked_on = models.DateField("clarification asked for", null=True, blank=True)
    clarification_received_on = models.DateField("clarification received", null=True, blank=True)
    extended_on = models.DateField("told that it takes longer", null=True, blank=True)
    extended_because = models.TextField("why it takes longer", max_length=1000, blank=True)
    systems_searched = models.TextField("systems searched", max_length=2000, blank=True)
    fields_searched = models.TextField("what was looked for in them", max_length=2000, blank=True)
    why_proportionate = models.TextField("why that is reasonable and proportionate", max_length=2000, blank=True)
    answered_on = models.DateField("answered", null=True, blank=True)
    outcome = models.CharField(max_length=15, choices=RequestOutcome, blank=True)
    outcome_words = models.TextField("what was answered", max_length=2000, blank=True)
    told_of_rights_on = models.DateField("told of their rights", null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()

    objects = SubjectRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(about=SubjectKind.CHILD, worker=None) & ~Q(case_id=""))
                | Q(about=SubjectKind.WORKER, case_id="", worker__isnull=False)
                | Q(about=SubjectKind.UNKNOWN, case_id="", worker=None),
                name="a_request_is_about_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, outcome="") | (Q(answered_on__isnull=False) & ~Q(outcome="")),
                name="an_answered_request_has_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(identity_received_on=None) | Q(identity_received_on__gte=F("identity_asked_on")),
                name="identity_is_asked_before_it_is_received",
            ),
            models.CheckConstraint(
                condition=Q(clarification_received_on=None) | Q(clarification_received_on__gte=F("clarification_asked_on")),
                name="clarification_is_asked_before_it_is_received",
            ),
        ]

    def __str__(self) -> str:
        return f"Request {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("governance:request", args=[self.pk])

    @property
    def dates(self) -> RequestDates:
        stops = self.clarification_about == ClarificationAbout.WHAT
        return RequestDates(
            received=self.received_on,
            identity_asked=self.identity_asked_on,
            identity_received=self.identity_received_on,
            clarification_asked=self.clarification_asked_on if stops else None,
            clarification_received=self.clarification_received_on if stops else None,
            is_extended=self.extended_on is not None,
        )

    @property
    def due(self):
        """The last day to answer; None while the clock is stopped."""
        return answer_due(self.dates, is_working_day)

    @property
    def extension_due(self):
        """The last day to say that it takes longer."""
        return told_of_extension_due(self.dates, is_working_day)

    @property
    def clock_is_stopped(self) -> bool:
        return is_stopped(self.dates)

    @property
    def is_open(self) -> bool:
        return self.answered_on is None

    @property
    def subject(self) -> str:
        return self.case_id or (str(self.worker) if self.worker else "Not known yet")


class WithheldInformation(models.Model):
    """One thing that was not given, and under which exemption."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="withheld")
    what = models.CharField(max_length=300)
    why = models.TextField(max_length=1000)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what


class SubjectExport(models.Model):
    """That everything on somebody was made a file: for whom, when, how much, its SHA-256. The file itself is the job’s, for some days."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="exports")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="subject_export")
    tables = models.PositiveIntegerField("tables searched")
    rows = models.PositiveIntegerField("rows found")
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Export {self.pk}"


class DataComplaint(models.Model):
    """Somebody is not content with how their data were handled: with an answer here, or with anything else."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="complaints")
    reference = models.CharField("reference in the council’s own system", max_length=60, unique=True)
    received_on = models.DateField("received")
    words = models.TextField("what it is about", max_length=1000)
    acknowledged_on = models.DateField("acknowledged", null=True, blank=True)
    closed_on = models.DateField("answered", null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=ComplaintOutcome, blank=True)
    outcome_words = models.TextField("what was answered", max_length=2000, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="") | (Q(closed_on__isnull=False) & ~Q(outcome="")),
                name="an_answered_complaint_has_its_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"Complaint {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("governance:complaint", args=[self.pk])

    @property
    def acknowledgement_due(self):
        return acknowledgement_due(self.received_on)
