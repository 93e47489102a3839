import django.db.models.deletion
from django.db import migrations, models

import palermo.office.plan.work.models
from palermo.office.trail.guards import append_only

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("trail", "0002_guards"),
        ("work", "0003_web_pages"),
        ("access", "0008_compartments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Copy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("media_type", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("sealed_sha256", models.CharField(max_length=64)),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "evidence",
                    models.ForeignKey(on_delete=PROTECT, related_name="copies", to="work.evidence"),
                ),
                (
                    "sealed",
                    models.OneToOneField(on_delete=PROTECT, related_name="+", to="access.sealedrecord"),
                ),
            ],
            options={"ordering": ["pk"], "abstract": False},
        ),
        migrations.CreateModel(
            name="CopyMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(choices=palermo.office.plan.work.models.verb_choices, max_length=8),
                ),
                ("level", models.CharField(max_length=60)),
                ("reason", models.TextField(blank=True)),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "copy",
                    models.ForeignKey(on_delete=PROTECT, related_name="moves", to="copies.copy"),
                ),
            ],
            options={"ordering": ["pk"], "abstract": False},
        ),
        append_only("copies_copy", "copies_copymove"),
    ]
