from django.db import migrations, models

from palermo.office.trail.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("work", "0002_parts")]

    operations = [
        migrations.AddField("evidence", "address", models.URLField(blank=True, default="", max_length=500)),
        migrations.AddField("evidence", "seen_on", models.DateField(null=True)),
        append_only("work_evidence"),
    ]
