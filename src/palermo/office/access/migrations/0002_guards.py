from django.db import migrations

from palermo.office.trail.guards import append_only

KEPT = ("body", "invitation", "withdrawal", "person", "term", "ending", "closing")


class Migration(migrations.Migration):
    dependencies = [("access", "0001_first"), ("trail", "0002_guards")]

    operations = [append_only(*(f"access_{name}" for name in KEPT))]
