from django.db import migrations

from palermo.office.trail.guards import append_only, erased_only


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_first")]

    operations = [
        append_only(
            "trail_entry", "trail_leaf", "trail_tile", "trail_checkpoint", "trail_witness", "trail_cosignature"
        ),
        erased_only("trail_opening", "salt", "content"),
    ]
