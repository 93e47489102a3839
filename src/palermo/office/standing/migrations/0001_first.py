import django.db.models.deletion
from django.db import migrations, models

from palermo.office.trail.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("trail", "0002_guards"),
        ("access", "0008_compartments"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("ask", models.CharField(db_index=True, max_length=40)),
                ("iso3", models.CharField(db_index=True, max_length=3)),
                ("body", models.CharField(max_length=40)),
                ("cycle", models.CharField(blank=True, max_length=10)),
                ("text", models.TextField()),
                ("basis", models.CharField(max_length=8)),
                ("category", models.CharField(blank=True, max_length=16)),
                ("criteria", models.CharField(blank=True, max_length=300)),
                ("themes", models.CharField(blank=True, max_length=300)),
                ("deadline", models.CharField(blank=True, max_length=10)),
                ("standard", models.CharField(blank=True, max_length=300)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("thread", models.CharField(blank=True, max_length=300)),
                ("withdrawn", models.BooleanField(default=False)),
                ("reason", models.TextField()),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("file_name", models.CharField(max_length=255)),
                ("content", models.TextField()),
                ("reason", models.TextField()),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ForecastSwitch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("shown", models.BooleanField()),
                ("reason", models.TextField()),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AskReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("ask", models.CharField(max_length=40)),
                ("iso3", models.CharField(db_index=True, max_length=3)),
                ("text", models.TextField()),
                (
                    "body",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.body"),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AskResponse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("ask", models.CharField(max_length=40)),
                ("iso3", models.CharField(db_index=True, max_length=3)),
                ("stance", models.CharField(max_length=8)),
                ("reason", models.TextField(blank=True)),
                (
                    "body",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.body"),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CorrectionEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("reason", models.TextField()),
                (
                    "correction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end", to="standing.correction"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        append_only(
            "standing_correction",
            "standing_correctionend",
            "standing_askentry",
            "standing_askresponse",
            "standing_askreply",
            "standing_forecastswitch",
        ),
    ]
