from django.db import migrations, models

from palermo.office.trail.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("standing", "0001_first")]

    operations = [
        migrations.AddField("askentry", "language", models.CharField(default="en", max_length=8)),
        append_only("standing_askentry"),
    ]
