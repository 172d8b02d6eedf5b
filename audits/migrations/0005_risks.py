# The flag that a child may be at risk now, the reflective conversation, and days that rules set.

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audits", "0004_allocations"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="auditrules",
            name="answer_days",
            field=models.PositiveSmallIntegerField(
                default=10, validators=[django.core.validators.MinValueValidator(1)], verbose_name="days to answer a challenge"
            ),
        ),
        migrations.AddField(
            model_name="auditrules",
            name="conversation_days",
            field=models.PositiveSmallIntegerField(
                default=10,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="days to hold the reflective conversation",
            ),
        ),
        migrations.AddField(
            model_name="teamresponse",
            name="not_upheld_on",
            field=models.DateField(blank=True, help_text="Moderation judged the record better: no response is owed.", null=True),
        ),
        migrations.CreateModel(
            name="RiskFlag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("worry", models.TextField()),
                ("rung", models.CharField(max_length=200, verbose_name="told by phone")),
                ("rung_at", models.DateTimeField(verbose_name="rung at")),
                ("raised_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("doing", models.TextField(blank=True, verbose_name="what is being done")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("audit", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="risks", to="audits.audit")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("told", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="people told at once")),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)), fields=("audit",), name="one_open_risk_an_audit"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acknowledged_at__isnull", True), ("acknowledged_at__gte", models.F("raised_at")), _connector="OR"
                        ),
                        name="risk_raised_then_acknowledged",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            models.Q(("acknowledged_at__isnull", False), ("closed_at__gte", models.F("acknowledged_at"))),
                            _connector="OR",
                        ),
                        name="risk_acknowledged_then_closed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReflectiveConversation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due", models.DateField()),
                ("held_on", models.DateField(blank=True, null=True)),
                ("present", models.TextField(blank=True, verbose_name="those who took part")),
                ("learned", models.TextField(blank=True, verbose_name="what was learned")),
                ("support", models.TextField(blank=True, verbose_name="support agreed")),
                ("recorded_on", models.DateField(blank=True, null=True)),
                (
                    "audit",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="conversation", to="audits.audit"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"ordering": ["due", "pk"]},
        ),
    ]
