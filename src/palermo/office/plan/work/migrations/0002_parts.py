import django.db.models.deletion
from django.db import migrations, models

from palermo.office.trail.guards import append_only

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("work", "0001_first")]

    operations = [
        migrations.AddField(
            "lead",
            "place",
            models.ForeignKey(null=True, on_delete=PROTECT, related_name="parts", to="access.body"),
        ),
        migrations.AddField("lead", "ends", models.DateField(null=True)),
        migrations.AddField("lead", "steps", models.JSONField(default=list)),
        migrations.AddField("lead", "targets", models.JSONField(default=list)),
        migrations.AddField(
            "amendment",
            "place",
            models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="access.body"),
        ),
        append_only("work_lead", "work_amendment"),
    ]
