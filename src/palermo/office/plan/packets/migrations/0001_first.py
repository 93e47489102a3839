import django.db.models.deletion
from django.db import migrations, models

from palermo.office.trail.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0008_compartments"),
        ("trail", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Packet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("language", models.CharField(max_length=8)),
                ("reports", models.JSONField()),
                ("until", models.DateField()),
                ("salt", models.CharField(max_length=32)),
                ("file", models.TextField()),
                ("sealed_sha256", models.CharField(max_length=64)),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="packets", to="access.body"
                    ),
                ),
                (
                    "sealed",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.sealedrecord"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PacketAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("said", models.JSONField()),
                ("became", models.JSONField()),
                ("proofs", models.JSONField()),
                ("made_by", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                (
                    "packet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="packets.packet"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        append_only("packets_packet", "packets_packetanswer"),
    ]
