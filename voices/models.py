"""What children, families, practitioners, partner agencies and young auditors say: asked for, given, coded, quoted."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audits.models import AskedQuestion, Audit, Cycle, FindingTheme, GivenAnswer
from foundation.accounts.models import Team
from foundation.council.clock import today
from foundation.council.first_of_month import IsFirstOfMonth
from foundation.notices.models import Message
from observations.models import Observation

from .enums import ANSWER_BY_LINK, UNANSWERED_STATES, Consent, HowGiven, LinkEnd, VoiceSource, VoiceState, WordsSay
from .querysets import VoiceQuerySet

LONGEST_QUOTE = 300


class QuestionSet(models.Model):
    """Questions for one source, in versions. A version never changes: a changed set is the next version, and each voice keeps its own."""

    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField(default=1)
    source = models.CharField("for", max_length=12, choices=VoiceSource)
    opening = models.TextField("what is said first", blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    saved_on = models.DateField(default=today)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name__folded", "-version"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="a_question_set_version_once")]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("voices:questions", args=[self.pk])


class VoiceQuestion(AskedQuestion):
    """One question of a set; `domain_name` is that of the area of practice that it is about, in whichever version of the tool."""

    question_set = models.ForeignKey(QuestionSet, on_delete=models.PROTECT, related_name="questions")
    domain_name = models.CharField("domain of practice", max_length=120, blank=True)

    class Meta:
        ordering = ["question_set", "position"]
        constraints = [models.UniqueConstraint(fields=["question_set", "position"], name="a_voice_question_position_once_a_set")]


class VoiceRecord(models.Model):
    """One voice: asked for, given or not, and why not. It belongs to an audit, an observation or a month, or to nothing of these.

    `month` is that of what it belongs to, else of the day on which it was asked for; it is counted there.
    """

    number = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=12, choices=VoiceSource)
    who = models.CharField("who was asked", max_length=100, blank=True, help_text="Without a name: the school, the mother.")
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, null=True, blank=True, related_name="gathered_voices")
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, null=True, blank=True, related_name="gathered_voices")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, null=True, blank=True, related_name="gathered_voices")
    month = models.DateField(db_index=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="gathered_voices")
    gathered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="gathered_voices")
    question_set = models.ForeignKey(QuestionSet, on_delete=models.PROTECT, null=True, blank=True, related_name="voices")
    asked_on = models.DateField(default=today)
    due = models.DateField("answer hoped for by", null=True, blank=True)
    state = models.CharField(max_length=12, choices=VoiceState, default=VoiceState.SOUGHT)
    how = models.CharField("how it was given", max_length=10, choices=HowGiven, blank=True)
    words = models.TextField("in their words", blank=True)
    given_on = models.DateField(null=True, blank=True)
    why_not = models.CharField("why not", max_length=300, blank=True)
    consent = models.CharField("consent to quote", max_length=10, choices=Consent, default=Consent.NOT_ASKED)
    consent_on = models.DateField("day of the answer on consent", null=True, blank=True)
    quote = models.CharField("words to quote", max_length=LONGEST_QUOTE, blank=True)
    themes = models.ManyToManyField(FindingTheme, through="VoiceCode", related_name="voices")

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = "voice"
        constraints = [
            models.CheckConstraint(
                condition=Q(audit=None, observation=None) | Q(audit=None, cycle=None) | Q(observation=None, cycle=None),
                name="a_voice_belongs_to_one_thing",
            ),
            models.CheckConstraint(condition=Q(IsFirstOfMonth("month")), name="a_voice_has_its_month"),
            models.CheckConstraint(
                condition=Q(state=VoiceState.OBTAINED, given_on__isnull=False) & ~Q(how="")
                | Q(~Q(state=VoiceState.OBTAINED), given_on=None, how="", words="", quote=""),
                name="given_on_a_day_and_somehow",
            ),
            models.CheckConstraint(condition=Q(quote="") | Q(consent=Consent.GIVEN), name="quoted_only_with_consent"),
            models.CheckConstraint(condition=Q(why_not="") | Q(state__in=UNANSWERED_STATES), name="why_not_of_what_was_not_given"),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("voices:voice", args=[self.number])

    @property
    def short_name(self) -> str:
        return f"Voice {self.number}"

    @property
    def is_waiting(self) -> bool:
        return self.state == VoiceState.SOUGHT

    @property
    def is_obtained(self) -> bool:
        return self.state == VoiceState.OBTAINED

    @property
    def is_by_link(self) -> bool:
        return self.how == HowGiven.BY_LINK

    @property
    def may_be_quoted(self) -> bool:
        return self.is_obtained and self.consent == Consent.GIVEN

    @property
    def may_have_link(self) -> bool:
        return self.is_waiting and self.source in ANSWER_BY_LINK


class VoiceAnswer(GivenAnswer):
    """What one voice says to one question of its set."""

    voice = models.ForeignKey(VoiceRecord, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(VoiceQuestion, on_delete=models.PROTECT, related_name="answers")

    class Meta:
        ordering = ["-voice_id", "question__position"]
        constraints = [models.UniqueConstraint(fields=["voice", "question"], name="a_voice_answers_a_question_once")]


class VoiceCode(models.Model):
    """A theme that a voice was coded to, of the same list as findings; it stays so when the theme is merged into another."""

    voice = models.ForeignKey(VoiceRecord, on_delete=models.PROTECT, related_name="codes")
    theme = models.ForeignKey(FindingTheme, on_delete=models.PROTECT, related_name="voice_codes")
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    coded_on = models.DateField(default=today)

    class Meta:
        ordering = ["voice_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["voice", "theme"], name="a_voice_coded_once_to_a_theme")]

    def __str__(self) -> str:
        return f"{self.voice}: {self.theme}"


class VoiceDomain(models.Model):
    """A domain of practice that a voice's words are about, by its name in whichever version of the tool, and what they say of it.

    Where `says` is empty they are read with the domain, and not weighed.
    """

    voice = models.ForeignKey(VoiceRecord, on_delete=models.PROTECT, related_name="domains")
    domain_name = models.CharField("domain of practice", max_length=120)
    says = models.CharField("what the words say of it", max_length=10, choices=WordsSay, blank=True)
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    coded_on = models.DateField(default=today)

    class Meta:
        ordering = ["voice_id", "domain_name__folded"]
        constraints = [models.UniqueConstraint(fields=["voice", "domain_name"], name="a_voice_coded_once_to_a_domain")]

    def __str__(self) -> str:
        return f"{self.voice}: {self.in_words}"

    @property
    def in_words(self) -> str:
        """“Assessment (works well)”."""
        return f"{self.domain_name} ({self.get_says_display().lower()})" if self.says else self.domain_name


class VoiceLink(models.Model):
    """A link by which one person answers once, without signing in. Of its token only the hash is kept: nobody can read a link here."""

    voice = models.ForeignKey(VoiceRecord, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(default=today)
    last_day = models.DateField("last day on which it works")
    agreed_on = models.DateField("day on which they agreed to get it", null=True, blank=True)
    message = models.OneToOneField(
        Message, verbose_name="mail that brings it", on_delete=models.PROTECT, null=True, blank=True, related_name="voice_link"
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=10, choices=LinkEnd, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["voice"], condition=Q(ended_on=None), name="one_link_of_a_voice_that_works"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="") | Q(Q(ended_on__isnull=False), ~Q(ended_because="")),
                name="a_link_ends_for_a_reason",
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("made_on")), name="a_link_works_on_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"Link for {self.voice.short_name.lower()}"

    def works_on(self, day: datetime.date) -> bool:
        return self.ended_on is None and day <= self.last_day


class QuoteUse(models.Model):
    """Where a quote was published: kept when consent is withdrawn, so that the QA lead knows where it can still be read."""

    voice = models.ForeignKey(VoiceRecord, on_delete=models.PROTECT, related_name="uses")
    place = models.CharField(max_length=120)
    path = models.CharField(max_length=200)
    quote = models.CharField(max_length=LONGEST_QUOTE)
    used_on = models.DateField(default=today)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["voice", "place"], name="a_quote_used_once_in_a_place")]

    def __str__(self) -> str:
        return f"{self.voice}: {self.place}"
