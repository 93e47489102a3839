from django.db import migrations

from palermo.office.access.locks import OWN
from palermo.office.base.policies import in_compartments, own_too


class Migration(migrations.Migration):
    dependencies = [("access", "0007_resets")]

    operations = [
        in_compartments("access_sealedrecord", "access_sealedfield"),
        *(own_too(table, own) for table, own in OWN.items()),
    ]
