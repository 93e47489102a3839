import django.db.models.deletion
from django.db import migrations, models

import palermo.office.plan.committee.models
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
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="access.body"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="plan.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("begins", models.CharField(blank=True, max_length=5)),
                ("place", models.CharField(max_length=200)),
                ("notice", models.TextField(blank=True)),
                ("cancelled", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="committee.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "presence",
                    models.CharField(
                        choices=[("present", "present"), ("excused", "excused"), ("absent", "absent")], max_length=8
                    ),
                ),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.person"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="committee.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Agenda",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("items", models.JSONField()),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agendas", to="committee.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Minute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=16)),
                ("text", models.TextField()),
                ("reason", models.TextField(blank=True)),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="committee.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="committee.meeting"
                    ),
                ),
                (
                    "last",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="committee.minute"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("item", models.CharField(max_length=16)),
                ("words", models.TextField()),
                ("due", models.DateField()),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="resolutions", to="committee.meeting"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="resolutions", to="access.body"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("deed", models.CharField(choices=palermo.office.plan.committee.models.deed_choices, max_length=8)),
                ("side", models.CharField(choices=palermo.office.plan.committee.models.side_choices, max_length=12)),
                ("reason", models.TextField(blank=True)),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "resolution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="turns", to="committee.resolution"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        append_only(
            "committee_meeting",
            "committee_call",
            "committee_agenda",
            "committee_attendance",
            "committee_minute",
            "committee_approval",
            "committee_resolution",
            "committee_turn",
        ),
    ]
