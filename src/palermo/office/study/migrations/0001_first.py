from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from palermo.office.trail.guards import append_only

PROTECT = django.db.models.deletion.PROTECT
ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
MADE: list[tuple[str, "models.Field[Any, Any]"]] = [
    ("made_by", models.CharField(max_length=32)),
    ("made_at", models.DateTimeField()),
]
OPTIONS = {"ordering": ["pk"], "abstract": False}


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("trail", "0002_guards"),
        ("access", "0008_compartments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Capture",
            fields=[
                ID,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("lists", models.JSONField()),
                ("strata", models.JSONField()),
                ("sealed_sha256", models.CharField(max_length=64)),
                *MADE,
                ("body", models.ForeignKey(on_delete=PROTECT, related_name="+", to="access.body")),
                ("sealed", models.OneToOneField(on_delete=PROTECT, related_name="+", to="access.sealedrecord")),
            ],
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ID,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("settings", models.JSONField()),
                *MADE,
                ("capture", models.ForeignKey(on_delete=PROTECT, related_name="runs", to="study.capture")),
            ],
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="RunEnd",
            fields=[
                ID,
                ("sealed_sha256", models.CharField(max_length=64)),
                ("failed", models.TextField(blank=True)),
                *MADE,
                ("run", models.OneToOneField(on_delete=PROTECT, related_name="end", to="study.run")),
                (
                    "sealed",
                    models.OneToOneField(null=True, on_delete=PROTECT, related_name="+", to="access.sealedrecord"),
                ),
            ],
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ID,
                ("uid", models.CharField(max_length=32, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                *MADE,
                ("run", models.ForeignKey(on_delete=PROTECT, related_name="releases", to="study.run")),
            ],
            options=OPTIONS,
        ),
        migrations.CreateModel(
            name="ReleaseMove",
            fields=[
                ID,
                ("verb", models.CharField(max_length=8)),
                ("reason", models.TextField(blank=True)),
                ("pages", models.JSONField(default=dict)),
                *MADE,
                ("release", models.ForeignKey(on_delete=PROTECT, related_name="moves", to="study.release")),
            ],
            options=OPTIONS,
        ),
        migrations.AddConstraint(
            model_name="releasemove",
            constraint=models.UniqueConstraint(fields=("release", "verb"), name="release_moved_once"),
        ),
        append_only("study_capture", "study_run", "study_runend", "study_release", "study_releasemove"),
    ]
