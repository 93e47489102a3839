import django.db.models.deletion
from django.db import migrations, models

import palermo.office.plan.money.models
import palermo.office.plan.work.models
from palermo.office.trail.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("plan", "0003_closed"),
        ("work", "0001_first"),
        ("trail", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="CostLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("what", models.CharField(max_length=300)),
                ("amount", models.CharField(max_length=30)),
                ("currency", models.CharField(max_length=3)),
                ("year", models.DateField(null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField()),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="costs", to="work.lead"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("line", models.CharField(max_length=40)),
                ("year", models.JSONField()),
                (
                    "spending",
                    models.CharField(choices=palermo.office.plan.money.models.spending_choices, max_length=10),
                ),
                ("amount", models.CharField(max_length=30)),
                ("currency", models.CharField(max_length=3)),
                ("day", models.DateField()),
                ("giver", models.CharField(max_length=200)),
                ("document", models.CharField(max_length=300)),
                ("reason", models.TextField(blank=True)),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="money.posting",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="work.lead"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.CharField(max_length=200)),
                ("day", models.CharField(blank=True, max_length=5)),
                ("reason", models.TextField()),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="plan.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MoneyMove",
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
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="money.costline",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="money.posting"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("line__isnull", False), ("posting", None)),
                            models.Q(("line", None), ("posting__isnull", False)),
                            _connector="OR",
                        ),
                        name="money_a_move_is_of_one_thing",
                    )
                ],
            },
        ),
        append_only("money_costline", "money_posting", "money_moneymove", "money_round"),
    ]
