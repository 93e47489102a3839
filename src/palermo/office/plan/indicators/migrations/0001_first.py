import django.db.models.deletion
from django.db import migrations, models

from palermo.office.trail.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plan", "0003_closed"),
        ("trail", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=200)),
                ("content", models.JSONField()),
                ("reason", models.TextField()),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="plan.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        append_only("indicators_sheet"),
    ]
