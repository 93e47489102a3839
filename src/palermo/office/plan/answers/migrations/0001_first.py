import django.db.models.deletion
from django.db import migrations, models

from palermo.office.trail.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plan", "0001_first"),
        ("trail", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("activity", models.CharField(max_length=200)),
                ("ask", models.CharField(max_length=40)),
                ("linked", models.BooleanField()),
                ("suggested", models.BooleanField(default=False)),
                ("reason", models.TextField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="plan.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        append_only("answers_answerlink"),
    ]
