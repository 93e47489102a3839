import django.db.models.deletion
from django.db import migrations, models

from palermo.office.trail.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0008_compartments"),
        ("work", "0001_first"),
        ("trail", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Risk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("what", models.CharField(max_length=300)),
                ("likelihood", models.CharField(max_length=300)),
                ("harm", models.CharField(max_length=300)),
                ("response", models.TextField()),
                ("review", models.DateField()),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="risks", to="work.lead"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.body"),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RiskEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("noted", models.CharField(max_length=8)),
                ("reason", models.TextField()),
                ("review", models.DateField(null=True)),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="risks.risk"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        append_only("risks_risk", "risks_riskentry"),
    ]
