from django.db import migrations

from palermo.office.trail.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_first"), ("trail", "0002_guards")]

    operations = [append_only("plan_plan", "plan_version", "plan_stateclaim")]
