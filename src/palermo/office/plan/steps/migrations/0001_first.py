import django.db.models.deletion
from django.db import migrations, models

import palermo.office.plan.work.models
from palermo.office.trail.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0008_compartments"),
        ("plan", "0003_closed"),
        ("trail", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("activity", models.CharField(max_length=200)),
                ("step", models.PositiveSmallIntegerField()),
                ("deliverable", models.CharField(blank=True, max_length=300)),
                (
                    "proof",
                    models.CharField(blank=True, choices=palermo.office.plan.work.models.proof_choices, max_length=10),
                ),
                ("after", models.JSONField(default=list)),
                ("reason", models.TextField()),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.body"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="arrangements", to="plan.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        append_only("steps_arrangement"),
    ]
