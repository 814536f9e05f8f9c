import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(verbose_name="number")),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "head of the decisions",
                "verbose_name_plural": "heads of the decisions",
            },
        ),
        migrations.CreateModel(
            name="Election",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_en", models.CharField(max_length=160, verbose_name="English name")),
                (
                    "country",
                    models.CharField(
                        help_text="ISO 3166-1 alpha-2", max_length=2, verbose_name="country"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("national", "National"), ("local", "Local")],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "polling_day",
                    models.DateField(blank=True, null=True, verbose_name="polling day"),
                ),
            ],
            options={
                "verbose_name": "election",
                "verbose_name_plural": "elections",
                "ordering": ("-polling_day", "code"),
            },
        ),
        migrations.CreateModel(
            name="ElectionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_en", models.CharField(max_length=160, verbose_name="English name")),
                (
                    "country",
                    models.CharField(
                        help_text="ISO 3166-1 alpha-2", max_length=2, verbose_name="country"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("national", "National"), ("local", "Local")],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "polling_day",
                    models.DateField(blank=True, null=True, verbose_name="polling day"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="incidents.election",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ElectionPhase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("preparation", "Preparation"),
                            ("campaign", "Campaign"),
                            ("polling-day", "Polling day"),
                            ("counting", "Counting"),
                            ("dispute", "Dispute"),
                        ],
                        max_length=15,
                        verbose_name="phase",
                    ),
                ),
                ("start", models.DateField(verbose_name="first day")),
                ("end", models.DateField(verbose_name="last day")),
                (
                    "election",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="incidents.election",
                    ),
                ),
            ],
            options={
                "verbose_name": "election phase",
                "verbose_name_plural": "election phases",
                "ordering": ("start",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("election", "phase"), name="phase_once_per_election"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="phase_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("body", "Body"),
                            ("person", "Person in office"),
                            ("group", "Group or alias"),
                            ("system", "System"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=160, verbose_name="English name"),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166-1 alpha-2",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "private_person",
                    models.BooleanField(
                        default=False,
                        help_text="A private person's name is shown to the public only by explicit choice.",
                        verbose_name="private person",
                    ),
                ),
                (
                    "name_public",
                    models.BooleanField(default=True, verbose_name="name may be public"),
                ),
                (
                    "name_reason",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="why a private person's name may be public",
                    ),
                ),
            ],
            options={
                "verbose_name": "entity",
                "verbose_name_plural": "entities",
                "ordering": ("name",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("private_person", False),
                            ("name_public", False),
                            models.Q(("name_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="private_name_only_by_choice",
                        violation_error_message="A private person's name is public only for a reason: give one, or keep it back.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="incidents.entity",
                    ),
                ),
            ],
            options={
                "verbose_name": "alias",
                "verbose_name_plural": "aliases",
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(fields=("entity", "name"), name="alias_once_per_entity")
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.SlugField(db_index=False, max_length=80, verbose_name="key")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("body", "Body"),
                            ("person", "Person in office"),
                            ("group", "Group or alias"),
                            ("system", "System"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=160, verbose_name="English name"),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166-1 alpha-2",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "private_person",
                    models.BooleanField(
                        default=False,
                        help_text="A private person's name is shown to the public only by explicit choice.",
                        verbose_name="private person",
                    ),
                ),
                (
                    "name_public",
                    models.BooleanField(default=True, verbose_name="name may be public"),
                ),
                (
                    "name_reason",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="why a private person's name may be public",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="incidents.entity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExtractorModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ranking", "Ranking of mentions"),
                            ("relevance", "Relevance of articles"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("version", models.CharField(max_length=16, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="fitted")),
                ("weights", models.BinaryField()),
                (
                    "scores",
                    models.JSONField(
                        help_text="On the held-out decisions: of this model (new) and the one in use then (old).",
                        verbose_name="scores",
                    ),
                ),
                ("kept", models.BooleanField(default=False, verbose_name="was taken into use")),
                ("active", models.BooleanField(default=False, verbose_name="in use")),
                (
                    "given_up_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="given up"),
                ),
            ],
            options={
                "verbose_name": "learned model",
                "verbose_name_plural": "learned models",
                "ordering": ("-id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("active", True)),
                        fields=("kind",),
                        name="one_learned_model_in_use",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("active", False),
                            models.Q(("given_up_at__isnull", True), ("kept", True)),
                            _connector="OR",
                        ),
                        name="learned_model_in_use_was_kept",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("all", "all public incidents"),
                            ("election", "those of one election"),
                            ("place", "those in one place"),
                        ],
                        max_length=10,
                    ),
                ),
                ("scope_key", models.BigIntegerField(default=0)),
                ("month", models.DateField()),
                ("week", models.SmallIntegerField(default=32767)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("threat", "Threat"),
                            ("attack", "Attack"),
                            ("mitigation", "Mitigation"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("data-breach", "Data breach"),
                            ("tampering", "Tampering with votes or counts"),
                            ("defacement", "Defacement"),
                            ("malware", "Malware"),
                            ("account-takeover", "Account takeover"),
                            ("phishing", "Phishing"),
                            ("ddos", "Denial of service"),
                            ("insider", "Insider abuse"),
                            ("intrusion", "Intrusion"),
                            ("impersonation", "Impersonation"),
                            ("disinformation", "Disinformation"),
                            ("harassment", "Harassment"),
                            ("overload", "Overload or failure"),
                            ("unspecified", "Cyber attack, unspecified"),
                            ("training", "Training"),
                            ("access-policy", "Access policy"),
                            ("hardening", "Hardening"),
                            ("monitoring", "Monitoring"),
                            ("incident-response", "Incident response"),
                            ("cooperation", "Cooperation"),
                            ("law-enforcement", "Law enforcement"),
                            ("content-moderation", "Content moderation"),
                            ("public-communication", "Public communication"),
                            ("audit-testing", "Audit and testing"),
                            ("regulation", "Regulation"),
                            ("contingency", "Contingency"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("occurred", "Occurred"),
                            ("attempted", "Attempted"),
                            ("alleged", "Alleged"),
                            ("denied", "Denied"),
                            ("warned", "Warned of"),
                            ("in-place", "In place"),
                            ("planned", "Planned"),
                            ("called-for", "Called for"),
                        ],
                        max_length=10,
                    ),
                ),
                ("count", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "scope",
                            "scope_key",
                            "month",
                            "week",
                            "kind",
                            "category",
                            "status",
                        ),
                        name="count_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(max_length=20, unique=True, verbose_name="ISO 3166 code"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("aliases", models.JSONField(blank=True, default=list, verbose_name="aliases")),
                (
                    "tile_column",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="tile column"
                    ),
                ),
                (
                    "tile_row",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="tile row"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="incidents.place",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "place",
                "verbose_name_plural": "places",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="PublicNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="year")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="last number")),
            ],
            options={
                "verbose_name": "public number",
                "verbose_name_plural": "public numbers",
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                ("fetched_at", models.DateTimeField(verbose_name="fetched")),
                (
                    "status",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="HTTP status"
                    ),
                ),
                ("headers", models.JSONField(blank=True, default=list, verbose_name="headers")),
                (
                    "media_type",
                    models.CharField(blank=True, max_length=100, verbose_name="media type"),
                ),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("storage_key", models.CharField(max_length=200, verbose_name="storage key")),
            ],
            options={
                "verbose_name": "snapshot",
                "verbose_name_plural": "snapshots",
                "ordering": ("-fetched_at",),
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("homepage", models.URLField(blank=True, max_length=500, verbose_name="homepage")),
                (
                    "url",
                    models.URLField(blank=True, max_length=2000, verbose_name="address polled"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("feed", "Feed (RSS, Atom, JSON Feed)"),
                            ("sitemap", "Sitemap"),
                            ("page", "Listing page"),
                            ("manual", "By hand"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("id", "Indonesian"),
                            ("en", "English"),
                            ("ms", "Malay"),
                            ("und", "Other"),
                        ],
                        default="id",
                        max_length=3,
                        verbose_name="language",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        default="ID",
                        help_text="ISO 3166-1 alpha-2",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("A", "A: completely reliable"),
                            ("B", "B: usually reliable"),
                            ("C", "C: fairly reliable"),
                            ("D", "D: not usually reliable"),
                            ("E", "E: unreliable"),
                            ("F", "F: cannot be judged"),
                        ],
                        default="F",
                        max_length=1,
                        verbose_name="reliability",
                    ),
                ),
                (
                    "official",
                    models.BooleanField(default=False, verbose_name="official site of a body"),
                ),
                ("enabled", models.BooleanField(default=False, verbose_name="polled")),
                (
                    "cadence",
                    models.DurationField(blank=True, null=True, verbose_name="time between polls"),
                ),
                (
                    "link_pattern",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="link pattern (regular expression)"
                    ),
                ),
                (
                    "include",
                    models.TextField(
                        blank=True, verbose_name="keep items that contain one of (one a line)"
                    ),
                ),
                (
                    "exclude",
                    models.TextField(
                        blank=True, verbose_name="set aside items that contain one of (one a line)"
                    ),
                ),
                ("etag", models.CharField(blank=True, editable=False, max_length=500)),
                ("last_modified", models.CharField(blank=True, editable=False, max_length=100)),
                (
                    "next_poll_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="next poll"),
                ),
                ("claimed_until", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "last_poll_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last poll"
                    ),
                ),
                (
                    "last_success_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="last success"
                    ),
                ),
                (
                    "last_error",
                    models.TextField(blank=True, editable=False, verbose_name="last error"),
                ),
                (
                    "failures",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="failures in a row"
                    ),
                ),
                (
                    "empty_polls",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="polls without an item in a row"
                    ),
                ),
                (
                    "silent_since",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="silent since"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "visible_to",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Groups that may see its articles before publication; empty: all analysts.",
                        related_name="sources",
                        to="auth.group",
                        verbose_name="only for",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ("name",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("enabled", True)),
                        fields=["next_poll_at"],
                        name="source_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("url", ""), _negated=True),
                        fields=("url",),
                        name="source_url_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Poll",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("seconds", models.FloatField(default=0, verbose_name="seconds")),
                (
                    "status",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="HTTP status"
                    ),
                ),
                ("items", models.PositiveIntegerField(default=0, verbose_name="items offered")),
                ("new", models.PositiveIntegerField(default=0, verbose_name="new items")),
                ("set_aside", models.PositiveIntegerField(default=0, verbose_name="set aside")),
                ("reason", models.CharField(blank=True, max_length=40, verbose_name="reason")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="polls",
                        to="incidents.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "poll",
                "verbose_name_plural": "polls",
                "ordering": ("-at",),
                "indexes": [models.Index(fields=["source", "-at"], name="poll_of_source")],
            },
        ),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("homepage", models.URLField(blank=True, max_length=500, verbose_name="homepage")),
                (
                    "url",
                    models.URLField(blank=True, max_length=2000, verbose_name="address polled"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("feed", "Feed (RSS, Atom, JSON Feed)"),
                            ("sitemap", "Sitemap"),
                            ("page", "Listing page"),
                            ("manual", "By hand"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("id", "Indonesian"),
                            ("en", "English"),
                            ("ms", "Malay"),
                            ("und", "Other"),
                        ],
                        default="id",
                        max_length=3,
                        verbose_name="language",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        default="ID",
                        help_text="ISO 3166-1 alpha-2",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("A", "A: completely reliable"),
                            ("B", "B: usually reliable"),
                            ("C", "C: fairly reliable"),
                            ("D", "D: not usually reliable"),
                            ("E", "E: unreliable"),
                            ("F", "F: cannot be judged"),
                        ],
                        default="F",
                        max_length=1,
                        verbose_name="reliability",
                    ),
                ),
                (
                    "official",
                    models.BooleanField(default=False, verbose_name="official site of a body"),
                ),
                ("enabled", models.BooleanField(default=False, verbose_name="polled")),
                (
                    "cadence",
                    models.DurationField(blank=True, null=True, verbose_name="time between polls"),
                ),
                (
                    "link_pattern",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="link pattern (regular expression)"
                    ),
                ),
                (
                    "include",
                    models.TextField(
                        blank=True, verbose_name="keep items that contain one of (one a line)"
                    ),
                ),
                (
                    "exclude",
                    models.TextField(
                        blank=True, verbose_name="set aside items that contain one of (one a line)"
                    ),
                ),
                ("etag", models.CharField(blank=True, editable=False, max_length=500)),
                ("last_modified", models.CharField(blank=True, editable=False, max_length=100)),
                (
                    "last_error",
                    models.TextField(blank=True, editable=False, verbose_name="last error"),
                ),
                (
                    "failures",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="failures in a row"
                    ),
                ),
                (
                    "empty_polls",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="polls without an item in a row"
                    ),
                ),
                (
                    "silent_since",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="silent since"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="incidents.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_seen", models.DateTimeField(auto_now_add=True, verbose_name="first seen")),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "language",
                    models.CharField(blank=True, default="", max_length=5, verbose_name="language"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(max_length=1000)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "saved filter",
                "verbose_name_plural": "saved filters",
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "name"), name="filter_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        help_text="Where a reader finds it; the canonical address is its identity.",
                        max_length=2000,
                        verbose_name="address",
                    ),
                ),
                (
                    "canonical_url",
                    models.CharField(blank=True, max_length=2000, verbose_name="canonical address"),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                ("byline", models.CharField(blank=True, max_length=300, verbose_name="byline")),
                ("outlet", models.CharField(blank=True, max_length=120, verbose_name="outlet")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("id", "Indonesian"),
                            ("en", "English"),
                            ("ms", "Malay"),
                            ("und", "Other"),
                        ],
                        default="id",
                        max_length=3,
                        verbose_name="language",
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published")),
                (
                    "published_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "Year"), ("month", "Month"), ("day", "Day")],
                        max_length=5,
                    ),
                ),
                (
                    "published_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("json-ld", "JSON-LD"),
                            ("meta", "Meta element"),
                            ("time", "Time element"),
                            ("dateline", "Dateline in the text"),
                            ("url", "Address"),
                            ("feed", "Feed"),
                            ("given", "Given at submission"),
                        ],
                        max_length=10,
                        verbose_name="date read from",
                    ),
                ),
                (
                    "modified_on",
                    models.DateField(blank=True, null=True, verbose_name="changed by the outlet"),
                ),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "text_sha256",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the text"),
                ),
                (
                    "stems",
                    django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
                ),
                ("signature", models.BinaryField(null=True)),
                ("relevance", models.FloatField(blank=True, null=True, verbose_name="relevance")),
                ("relevant", models.BooleanField(blank=True, null=True, verbose_name="relevant")),
                (
                    "extractor_version",
                    models.CharField(blank=True, max_length=60, verbose_name="extractor version"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("stored", "Waiting for extraction"),
                            ("extracting", "Being extracted"),
                            ("extracted", "Extracted"),
                            ("failed", "Extraction failed"),
                        ],
                        default="stored",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("claimed_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                (
                    "near",
                    models.ManyToManyField(
                        blank=True, to="incidents.article", verbose_name="near copies"
                    ),
                ),
                (
                    "version_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="incidents.article",
                        verbose_name="newer version of",
                    ),
                ),
                (
                    "elections",
                    models.ManyToManyField(
                        blank=True,
                        related_name="articles",
                        to="incidents.election",
                        verbose_name="elections",
                    ),
                ),
                (
                    "further_snapshots",
                    models.ManyToManyField(
                        blank=True,
                        related_name="continued_articles",
                        to="incidents.snapshot",
                        verbose_name="snapshots of its further pages",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="incidents.snapshot",
                        verbose_name="snapshot",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="incidents.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="incidents.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "ordering": ("-id",),
                "permissions": [("submit_article", "Can submit articles")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("stored", "extracting"))),
                        fields=["claimed_until"],
                        name="article_open",
                    ),
                    models.Index(fields=["text_sha256"], name="article_text"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["stems"], name="article_stems"
                    ),
                    models.Index(fields=["-published_on", "-id"], name="article_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("canonical_url", "text_sha256"), name="article_text_once_per_url"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "external_id",
                    models.CharField(max_length=500, verbose_name="identifier in the source"),
                ),
                ("url", models.URLField(max_length=2000, verbose_name="address")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published"),
                ),
                ("found_at", models.DateTimeField(verbose_name="found")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be fetched"),
                            ("fetching", "Being fetched"),
                            ("done", "Fetched"),
                            ("set-aside", "Set aside"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "next_try_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="next try"),
                ),
                ("claimed_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("fingerprint", models.CharField(blank=True, editable=False, max_length=64)),
                ("etag", models.CharField(blank=True, editable=False, max_length=500)),
                ("last_modified", models.CharField(blank=True, editable=False, max_length=100)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="items",
                        to="incidents.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        blank=True,
                        help_text="Bytes already archived, to be read instead of the address.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="items",
                        to="incidents.snapshot",
                        verbose_name="snapshot",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="incidents.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "item",
                "verbose_name_plural": "items",
                "ordering": ("-found_at",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "fetching"))),
                        fields=["next_try_at"],
                        name="item_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "external_id"), name="item_once_per_source"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("poll", "Poll"),
                            ("fetch", "Fetch"),
                            ("parse", "Parse"),
                            ("extract", "Extract"),
                        ],
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                ("subject", models.CharField(max_length=2000, verbose_name="what")),
                ("reason", models.CharField(max_length=40, verbose_name="reason")),
                ("message", models.TextField(verbose_name="message")),
                (
                    "permanent",
                    models.BooleanField(default=False, verbose_name="a retry cannot help"),
                ),
                ("times", models.PositiveIntegerField(default=1, verbose_name="times")),
                ("first_at", models.DateTimeField(verbose_name="first")),
                ("last_at", models.DateTimeField(verbose_name="last")),
                ("solved_at", models.DateTimeField(blank=True, null=True, verbose_name="solved")),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="faults",
                        to="incidents.article",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="faults",
                        to="incidents.item",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="faults",
                        to="incidents.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "failure",
                "verbose_name_plural": "failures",
                "ordering": ("-last_at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("solved_at__isnull", True)),
                        fields=("stage", "subject"),
                        name="one_open_fault",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryBand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("band", models.BigIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="incidents.article",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["band"], name="story_band")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "band"), name="band_once_per_article"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                (
                    "canonical_url",
                    models.CharField(blank=True, max_length=2000, verbose_name="canonical address"),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("stored", "Waiting for extraction"),
                            ("extracting", "Being extracted"),
                            ("extracted", "Extracted"),
                            ("failed", "Extraction failed"),
                        ],
                        default="stored",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("relevance", models.FloatField(blank=True, null=True, verbose_name="relevance")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="title_canonical_url_published_on_state_relevance_story_version_of_events",
                        to="incidents.article",
                    ),
                ),
                (
                    "version_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.article",
                        verbose_name="newer version of",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(unique=True, verbose_name="number")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("propose", "proposed"),
                            ("claim", "claimed"),
                            ("release", "released"),
                            ("assign", "assigned"),
                            ("accept", "accepted"),
                            ("correct", "corrected"),
                            ("reject", "rejected"),
                            ("reopen", "reopened"),
                            ("add", "added"),
                            ("withdraw", "withdrew"),
                            ("attach", "attached"),
                            ("detach", "detached"),
                            ("open", "opened"),
                            ("edit", "edited"),
                            ("cite", "cited a source for"),
                            ("link", "linked"),
                            ("unlink", "unlinked"),
                            ("headline", "chose the headline figure of"),
                            ("submit", "sent to review"),
                            ("return", "returned"),
                            ("publish", "published"),
                            ("propose-correction", "proposed a correction of"),
                            ("decline-correction", "declined a correction of"),
                            ("publish-correction", "published a correction of"),
                            ("retract", "retracted"),
                            ("discard", "discarded"),
                            ("merge", "merged"),
                            ("split", "split"),
                            ("import", "loaded"),
                            ("undo", "undid"),
                        ],
                        max_length=20,
                        verbose_name="act",
                    ),
                ),
                ("model", models.CharField(max_length=20, verbose_name="kind of object")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="object")),
                ("before", models.JSONField(default=dict, verbose_name="before")),
                ("after", models.JSONField(default=dict, verbose_name="after")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "batch",
                    models.UUIDField(blank=True, null=True, verbose_name="act on several at once"),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "who",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ("-number",),
                "indexes": [
                    models.Index(
                        fields=["model", "object_id", "-number"], name="decision_of_object"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.URLField(max_length=2000, verbose_name="address")),
                ("outlet", models.CharField(blank=True, max_length=120, verbose_name="outlet")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published")),
                (
                    "published_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "Year"), ("month", "Month"), ("day", "Day")],
                        max_length=5,
                    ),
                ),
                (
                    "reported_by",
                    models.CharField(blank=True, max_length=200, verbose_name="reported by"),
                ),
                ("weak", models.BooleanField(default=False, verbose_name="weak source")),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "cited source",
                "verbose_name_plural": "cited sources",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        help_text="YYYY-NNNN", max_length=12, unique=True, verbose_name="public id"
                    ),
                ),
                ("slug", models.SlugField(blank=True, max_length=80, verbose_name="slug")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("threat", "Threat"),
                            ("attack", "Attack"),
                            ("mitigation", "Mitigation"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("data-breach", "Data breach"),
                            ("tampering", "Tampering with votes or counts"),
                            ("defacement", "Defacement"),
                            ("malware", "Malware"),
                            ("account-takeover", "Account takeover"),
                            ("phishing", "Phishing"),
                            ("ddos", "Denial of service"),
                            ("insider", "Insider abuse"),
                            ("intrusion", "Intrusion"),
                            ("impersonation", "Impersonation"),
                            ("disinformation", "Disinformation"),
                            ("harassment", "Harassment"),
                            ("overload", "Overload or failure"),
                            ("unspecified", "Cyber attack, unspecified"),
                            ("training", "Training"),
                            ("access-policy", "Access policy"),
                            ("hardening", "Hardening"),
                            ("monitoring", "Monitoring"),
                            ("incident-response", "Incident response"),
                            ("cooperation", "Cooperation"),
                            ("law-enforcement", "Law enforcement"),
                            ("content-moderation", "Content moderation"),
                            ("public-communication", "Public communication"),
                            ("audit-testing", "Audit and testing"),
                            ("regulation", "Regulation"),
                            ("contingency", "Contingency"),
                        ],
                        max_length=20,
                        verbose_name="category",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("occurred", "Occurred"),
                            ("attempted", "Attempted"),
                            ("alleged", "Alleged"),
                            ("denied", "Denied"),
                            ("warned", "Warned of"),
                            ("in-place", "In place"),
                            ("planned", "Planned"),
                            ("called-for", "Called for"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=200, verbose_name="English title"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, verbose_name="English summary")),
                (
                    "note",
                    models.TextField(blank=True, verbose_name="note on disputes and weak sources"),
                ),
                ("note_en", models.TextField(blank=True, verbose_name="English note")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "Year"), ("month", "Month"), ("day", "Day")],
                        max_length=5,
                        verbose_name="date known to the",
                    ),
                ),
                (
                    "target_text",
                    models.CharField(blank=True, max_length=300, verbose_name="target as reported"),
                ),
                (
                    "actor_text",
                    models.CharField(blank=True, max_length=300, verbose_name="actor as reported"),
                ),
                (
                    "figure_value",
                    models.BigIntegerField(blank=True, null=True, verbose_name="headline figure"),
                ),
                (
                    "figure_approximate",
                    models.BooleanField(default=False, verbose_name="approximate"),
                ),
                (
                    "figure_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("attacks", "attacks"),
                            ("records", "records"),
                            ("accounts", "accounts"),
                            ("sites", "sites"),
                            ("hoaxes", "hoaxes"),
                            ("people", "people"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="unit",
                    ),
                ),
                (
                    "figure_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why this figure"),
                ),
                (
                    "tlp",
                    models.CharField(
                        choices=[
                            ("clear", "TLP:CLEAR"),
                            ("green", "TLP:GREEN"),
                            ("amber", "TLP:AMBER"),
                            ("amber+strict", "TLP:AMBER+STRICT"),
                            ("red", "TLP:RED"),
                        ],
                        default="clear",
                        max_length=12,
                        verbose_name="TLP",
                    ),
                ),
                (
                    "codebook",
                    models.CharField(default="1.0", max_length=10, verbose_name="codebook version"),
                ),
                (
                    "lifecycle",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("corrected", "Published, corrected"),
                            ("retracted", "Retracted"),
                            ("merged", "Merged into another"),
                            ("discarded", "Discarded"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "approved_version",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="version approved"
                    ),
                ),
                (
                    "source_key",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        unique=True,
                        verbose_name="key in the file it was loaded from",
                    ),
                ),
                (
                    "retraction_reason",
                    models.TextField(blank=True, verbose_name="reason for retraction"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="opened")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published"),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "stems",
                    django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
                ),
                (
                    "actors",
                    models.ManyToManyField(
                        blank=True,
                        related_name="acting_in",
                        to="incidents.entity",
                        verbose_name="actors",
                    ),
                ),
                (
                    "approver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents_approved",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approver",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents_written",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "elections",
                    models.ManyToManyField(
                        blank=True,
                        related_name="incidents",
                        to="incidents.election",
                        verbose_name="elections",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="incidents.incident",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "targets",
                    models.ManyToManyField(
                        blank=True,
                        related_name="targeted_in",
                        to="incidents.entity",
                        verbose_name="targets",
                    ),
                ),
                (
                    "places",
                    models.ManyToManyField(
                        blank=True,
                        related_name="incidents",
                        to="incidents.place",
                        verbose_name="places",
                    ),
                ),
            ],
            options={
                "verbose_name": "incident",
                "verbose_name_plural": "incidents",
                "ordering": ("-starts_on", "-id"),
                "permissions": [
                    ("open_incident", "Can open and edit incidents"),
                    ("publish_incident", "Can approve, retract and merge incidents"),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("lifecycle__in", ("published", "corrected")), ("tlp", "clear")
                        ),
                        fields=["-starts_on", "-id"],
                        name="incident_public_newest",
                    ),
                    models.Index(fields=["kind", "category"], name="incident_kind_category"),
                    models.Index(fields=["lifecycle", "-changed_at"], name="incident_lifecycle"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["stems"], name="incident_stems"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lifecycle__in", ("published", "corrected", "retracted")),
                                _negated=True,
                            ),
                            models.Q(
                                ("approver__isnull", False),
                                models.Q(("approver", models.F("author")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="published_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="incident_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifecycle", "merged"), _negated=True),
                            ("merged_into__isnull", False),
                            _connector="OR",
                        ),
                        name="merged_names_its_heir",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("figure_value__isnull", True), ("figure_unit", "")),
                            models.Q(
                                ("figure_value__gte", 0),
                                models.Q(("figure_unit", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="incident_figure_has_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "category__in",
                                    [
                                        "data-breach",
                                        "tampering",
                                        "defacement",
                                        "malware",
                                        "account-takeover",
                                        "phishing",
                                        "ddos",
                                        "insider",
                                        "intrusion",
                                        "impersonation",
                                        "disinformation",
                                        "harassment",
                                        "overload",
                                        "unspecified",
                                    ],
                                ),
                                ("kind", "threat"),
                                ("status__in", ["warned"]),
                            ),
                            models.Q(
                                (
                                    "category__in",
                                    [
                                        "data-breach",
                                        "tampering",
                                        "defacement",
                                        "malware",
                                        "account-takeover",
                                        "phishing",
                                        "ddos",
                                        "insider",
                                        "intrusion",
                                        "impersonation",
                                        "disinformation",
                                        "harassment",
                                        "overload",
                                        "unspecified",
                                    ],
                                ),
                                ("kind", "attack"),
                                ("status__in", ["occurred", "attempted", "alleged", "denied"]),
                            ),
                            models.Q(
                                (
                                    "category__in",
                                    [
                                        "training",
                                        "access-policy",
                                        "hardening",
                                        "monitoring",
                                        "incident-response",
                                        "cooperation",
                                        "law-enforcement",
                                        "content-moderation",
                                        "public-communication",
                                        "audit-testing",
                                        "regulation",
                                        "contingency",
                                    ],
                                ),
                                ("kind", "mitigation"),
                                ("status__in", ["in-place", "planned", "called-for"]),
                            ),
                            _connector="OR",
                        ),
                        name="incident_kind_category_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentActorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.entity",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IncidentElectionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "election",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.election",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IncidentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.CharField(
                        help_text="YYYY-NNNN", max_length=12, verbose_name="public id"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True, db_index=False, max_length=80, verbose_name="slug"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("threat", "Threat"),
                            ("attack", "Attack"),
                            ("mitigation", "Mitigation"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("data-breach", "Data breach"),
                            ("tampering", "Tampering with votes or counts"),
                            ("defacement", "Defacement"),
                            ("malware", "Malware"),
                            ("account-takeover", "Account takeover"),
                            ("phishing", "Phishing"),
                            ("ddos", "Denial of service"),
                            ("insider", "Insider abuse"),
                            ("intrusion", "Intrusion"),
                            ("impersonation", "Impersonation"),
                            ("disinformation", "Disinformation"),
                            ("harassment", "Harassment"),
                            ("overload", "Overload or failure"),
                            ("unspecified", "Cyber attack, unspecified"),
                            ("training", "Training"),
                            ("access-policy", "Access policy"),
                            ("hardening", "Hardening"),
                            ("monitoring", "Monitoring"),
                            ("incident-response", "Incident response"),
                            ("cooperation", "Cooperation"),
                            ("law-enforcement", "Law enforcement"),
                            ("content-moderation", "Content moderation"),
                            ("public-communication", "Public communication"),
                            ("audit-testing", "Audit and testing"),
                            ("regulation", "Regulation"),
                            ("contingency", "Contingency"),
                        ],
                        max_length=20,
                        verbose_name="category",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("occurred", "Occurred"),
                            ("attempted", "Attempted"),
                            ("alleged", "Alleged"),
                            ("denied", "Denied"),
                            ("warned", "Warned of"),
                            ("in-place", "In place"),
                            ("planned", "Planned"),
                            ("called-for", "Called for"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=200, verbose_name="English title"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, verbose_name="English summary")),
                (
                    "note",
                    models.TextField(blank=True, verbose_name="note on disputes and weak sources"),
                ),
                ("note_en", models.TextField(blank=True, verbose_name="English note")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "Year"), ("month", "Month"), ("day", "Day")],
                        max_length=5,
                        verbose_name="date known to the",
                    ),
                ),
                (
                    "target_text",
                    models.CharField(blank=True, max_length=300, verbose_name="target as reported"),
                ),
                (
                    "actor_text",
                    models.CharField(blank=True, max_length=300, verbose_name="actor as reported"),
                ),
                (
                    "figure_value",
                    models.BigIntegerField(blank=True, null=True, verbose_name="headline figure"),
                ),
                (
                    "figure_approximate",
                    models.BooleanField(default=False, verbose_name="approximate"),
                ),
                (
                    "figure_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("attacks", "attacks"),
                            ("records", "records"),
                            ("accounts", "accounts"),
                            ("sites", "sites"),
                            ("hoaxes", "hoaxes"),
                            ("people", "people"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="unit",
                    ),
                ),
                (
                    "figure_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why this figure"),
                ),
                (
                    "tlp",
                    models.CharField(
                        choices=[
                            ("clear", "TLP:CLEAR"),
                            ("green", "TLP:GREEN"),
                            ("amber", "TLP:AMBER"),
                            ("amber+strict", "TLP:AMBER+STRICT"),
                            ("red", "TLP:RED"),
                        ],
                        default="clear",
                        max_length=12,
                        verbose_name="TLP",
                    ),
                ),
                (
                    "codebook",
                    models.CharField(default="1.0", max_length=10, verbose_name="codebook version"),
                ),
                (
                    "lifecycle",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("corrected", "Published, corrected"),
                            ("retracted", "Retracted"),
                            ("merged", "Merged into another"),
                            ("discarded", "Discarded"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "approved_version",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="version approved"
                    ),
                ),
                (
                    "source_key",
                    models.CharField(
                        blank=True,
                        max_length=120,
                        null=True,
                        verbose_name="key in the file it was loaded from",
                    ),
                ),
                (
                    "retraction_reason",
                    models.TextField(blank=True, verbose_name="reason for retraction"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="opened")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published"),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "approver",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approver",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IncidentLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mitigates", "mitigates"),
                            ("part-of", "part of"),
                            ("related", "related to"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_out",
                        to="incidents.incident",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_in",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "link between incidents",
                "verbose_name_plural": "links between incidents",
                "constraints": [
                    models.UniqueConstraint(fields=("source", "target", "kind"), name="link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="no_link_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mitigates", "mitigates"),
                            ("part-of", "part of"),
                            ("related", "related to"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="incidents.incidentlink",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IncidentPlaceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "incident",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.place",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IncidentTargetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.entity",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("threat", "Threat"),
                            ("attack", "Attack"),
                            ("mitigation", "Mitigation"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("data-breach", "Data breach"),
                            ("tampering", "Tampering with votes or counts"),
                            ("defacement", "Defacement"),
                            ("malware", "Malware"),
                            ("account-takeover", "Account takeover"),
                            ("phishing", "Phishing"),
                            ("ddos", "Denial of service"),
                            ("insider", "Insider abuse"),
                            ("intrusion", "Intrusion"),
                            ("impersonation", "Impersonation"),
                            ("disinformation", "Disinformation"),
                            ("harassment", "Harassment"),
                            ("overload", "Overload or failure"),
                            ("unspecified", "Cyber attack, unspecified"),
                            ("training", "Training"),
                            ("access-policy", "Access policy"),
                            ("hardening", "Hardening"),
                            ("monitoring", "Monitoring"),
                            ("incident-response", "Incident response"),
                            ("cooperation", "Cooperation"),
                            ("law-enforcement", "Law enforcement"),
                            ("content-moderation", "Content moderation"),
                            ("public-communication", "Public communication"),
                            ("audit-testing", "Audit and testing"),
                            ("regulation", "Regulation"),
                            ("contingency", "Contingency"),
                        ],
                        max_length=20,
                        verbose_name="category",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("occurred", "Occurred"),
                            ("attempted", "Attempted"),
                            ("alleged", "Alleged"),
                            ("denied", "Denied"),
                            ("warned", "Warned of"),
                            ("in-place", "In place"),
                            ("planned", "Planned"),
                            ("called-for", "Called for"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("start", models.PositiveIntegerField(verbose_name="first character")),
                ("end", models.PositiveIntegerField(verbose_name="character after the last")),
                (
                    "evidence",
                    models.TextField(
                        help_text="Equals text[start:end] of the article.", verbose_name="evidence"
                    ),
                ),
                (
                    "figure_value",
                    models.BigIntegerField(blank=True, null=True, verbose_name="figure"),
                ),
                (
                    "figure_approximate",
                    models.BooleanField(default=False, verbose_name="approximate"),
                ),
                (
                    "figure_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("attacks", "attacks"),
                            ("records", "records"),
                            ("accounts", "accounts"),
                            ("sites", "sites"),
                            ("hoaxes", "hoaxes"),
                            ("people", "people"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="unit",
                    ),
                ),
                (
                    "figure_text",
                    models.CharField(blank=True, max_length=120, verbose_name="figure as written"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "Year"), ("month", "Month"), ("day", "Day")],
                        max_length=5,
                        verbose_name="date known to the",
                    ),
                ),
                (
                    "reported_by",
                    models.CharField(blank=True, max_length=200, verbose_name="reported by"),
                ),
                (
                    "place_text",
                    models.CharField(blank=True, max_length=120, verbose_name="place as written"),
                ),
                ("confidence", models.FloatField(default=0, verbose_name="confidence")),
                (
                    "explanation",
                    models.JSONField(blank=True, default=list, verbose_name="explanation"),
                ),
                (
                    "extractor_version",
                    models.CharField(blank=True, max_length=60, verbose_name="extractor version"),
                ),
                (
                    "credibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1: confirmed by other sources"),
                            (2, "2: probably true"),
                            (3, "3: possibly true"),
                            (4, "4: doubtful"),
                            (5, "5: improbable"),
                            (6, "6: cannot be judged"),
                        ],
                        default=6,
                        verbose_name="credibility",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for review"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn: its sentence is gone"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "rejection",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not-election", "Not about an election"),
                            ("not-cyber", "Not about cyber or information security"),
                            ("not-stated", "The sentence does not say so"),
                            ("repeated", "Said already in this article"),
                            ("clutter", "Not part of the article"),
                            ("other", "Other (see note)"),
                        ],
                        max_length=15,
                        verbose_name="reason for rejection",
                    ),
                ),
                (
                    "flagged_vanished",
                    models.BooleanField(
                        default=False,
                        verbose_name="sentence gone from the newest version of the article",
                    ),
                ),
                ("claimed_until", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "reported_on",
                    models.DateField(
                        blank=True,
                        help_text="Day the article was published, else the day it was received.",
                        null=True,
                        verbose_name="reported",
                    ),
                ),
                (
                    "corroboration",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="other independent outlets that say the like"
                    ),
                ),
                ("priority", models.FloatField(default=0, verbose_name="place in the queue")),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Set when a second person lets it out with its incident.",
                        null=True,
                        verbose_name="public since",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="extracted")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="incidents.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentions_assigned",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "claimed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentions_claimed",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="being reviewed by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions_decided",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "election",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="incidents.election",
                        verbose_name="election",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="incidents.incident",
                        verbose_name="incident",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="incidents.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "mention",
                "verbose_name_plural": "mentions",
                "ordering": ("-id",),
                "permissions": [("decide_mention", "Can review mentions")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["-priority", "-id"],
                        name="mention_queue",
                    ),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["kind", "category", "election"],
                        name="mention_waiting",
                    ),
                    models.Index(fields=["category", "reported_on", "kind"], name="mention_alike"),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["assigned_to"],
                        name="mention_assigned",
                    ),
                    models.Index(fields=["state", "-id"], name="mention_state"),
                    models.Index(
                        models.F("kind"),
                        models.F("category"),
                        django.db.models.functions.text.MD5(
                            models.Func(
                                django.db.models.functions.text.Lower("evidence"),
                                models.Value("\\W+"),
                                models.Value(" "),
                                models.Value("g"),
                                function="regexp_replace",
                            )
                        ),
                        condition=models.Q(("state__in", ("accepted", "rejected"))),
                        name="mention_phrase",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))),
                        name="mention_span_in_order",
                    ),
                    models.UniqueConstraint(
                        fields=("article", "kind", "category", "start", "end"),
                        name="mention_once_per_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="mention_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("figure_value__isnull", True), ("figure_unit", "")),
                            models.Q(
                                ("figure_value__gte", 0),
                                models.Q(("figure_unit", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mention_figure_has_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "rejected"), _negated=True),
                            models.Q(("rejection", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="rejection_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True),
                            models.Q(("incident__isnull", False), ("state", "accepted")),
                            _connector="OR",
                        ),
                        name="only_accepted_mentions_are_public",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("incident__isnull", True), ("state", "accepted"), _connector="OR"
                        ),
                        name="only_accepted_mentions_are_attached",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "category__in",
                                    [
                                        "data-breach",
                                        "tampering",
                                        "defacement",
                                        "malware",
                                        "account-takeover",
                                        "phishing",
                                        "ddos",
                                        "insider",
                                        "intrusion",
                                        "impersonation",
                                        "disinformation",
                                        "harassment",
                                        "overload",
                                        "unspecified",
                                    ],
                                ),
                                ("kind", "threat"),
                                ("status__in", ["warned"]),
                            ),
                            models.Q(
                                (
                                    "category__in",
                                    [
                                        "data-breach",
                                        "tampering",
                                        "defacement",
                                        "malware",
                                        "account-takeover",
                                        "phishing",
                                        "ddos",
                                        "insider",
                                        "intrusion",
                                        "impersonation",
                                        "disinformation",
                                        "harassment",
                                        "overload",
                                        "unspecified",
                                    ],
                                ),
                                ("kind", "attack"),
                                ("status__in", ["occurred", "attempted", "alleged", "denied"]),
                            ),
                            models.Q(
                                (
                                    "category__in",
                                    [
                                        "training",
                                        "access-policy",
                                        "hardening",
                                        "monitoring",
                                        "incident-response",
                                        "cooperation",
                                        "law-enforcement",
                                        "content-moderation",
                                        "public-communication",
                                        "audit-testing",
                                        "regulation",
                                        "contingency",
                                    ],
                                ),
                                ("kind", "mitigation"),
                                ("status__in", ["in-place", "planned", "called-for"]),
                            ),
                            _connector="OR",
                        ),
                        name="mention_kind_category_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentionEntity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("target", "Target"), ("actor", "Actor"), ("speaker", "Speaker")],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="as written")),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mention_names",
                        to="incidents.entity",
                        verbose_name="entity",
                    ),
                ),
                (
                    "mention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="incidents.mention",
                    ),
                ),
            ],
            options={
                "verbose_name": "name in a mention",
                "verbose_name_plural": "names in mentions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mention", "role", "text"), name="name_once_per_role"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MentionEntityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[("target", "Target"), ("actor", "Actor"), ("speaker", "Speaker")],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="as written")),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.entity",
                        verbose_name="entity",
                    ),
                ),
                (
                    "mention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.mention",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="incidents.mentionentity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MentionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("threat", "Threat"),
                            ("attack", "Attack"),
                            ("mitigation", "Mitigation"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("data-breach", "Data breach"),
                            ("tampering", "Tampering with votes or counts"),
                            ("defacement", "Defacement"),
                            ("malware", "Malware"),
                            ("account-takeover", "Account takeover"),
                            ("phishing", "Phishing"),
                            ("ddos", "Denial of service"),
                            ("insider", "Insider abuse"),
                            ("intrusion", "Intrusion"),
                            ("impersonation", "Impersonation"),
                            ("disinformation", "Disinformation"),
                            ("harassment", "Harassment"),
                            ("overload", "Overload or failure"),
                            ("unspecified", "Cyber attack, unspecified"),
                            ("training", "Training"),
                            ("access-policy", "Access policy"),
                            ("hardening", "Hardening"),
                            ("monitoring", "Monitoring"),
                            ("incident-response", "Incident response"),
                            ("cooperation", "Cooperation"),
                            ("law-enforcement", "Law enforcement"),
                            ("content-moderation", "Content moderation"),
                            ("public-communication", "Public communication"),
                            ("audit-testing", "Audit and testing"),
                            ("regulation", "Regulation"),
                            ("contingency", "Contingency"),
                        ],
                        max_length=20,
                        verbose_name="category",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("occurred", "Occurred"),
                            ("attempted", "Attempted"),
                            ("alleged", "Alleged"),
                            ("denied", "Denied"),
                            ("warned", "Warned of"),
                            ("in-place", "In place"),
                            ("planned", "Planned"),
                            ("called-for", "Called for"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("start", models.PositiveIntegerField(verbose_name="first character")),
                ("end", models.PositiveIntegerField(verbose_name="character after the last")),
                (
                    "evidence",
                    models.TextField(
                        help_text="Equals text[start:end] of the article.", verbose_name="evidence"
                    ),
                ),
                (
                    "figure_value",
                    models.BigIntegerField(blank=True, null=True, verbose_name="figure"),
                ),
                (
                    "figure_approximate",
                    models.BooleanField(default=False, verbose_name="approximate"),
                ),
                (
                    "figure_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("attacks", "attacks"),
                            ("records", "records"),
                            ("accounts", "accounts"),
                            ("sites", "sites"),
                            ("hoaxes", "hoaxes"),
                            ("people", "people"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="unit",
                    ),
                ),
                (
                    "figure_text",
                    models.CharField(blank=True, max_length=120, verbose_name="figure as written"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "Year"), ("month", "Month"), ("day", "Day")],
                        max_length=5,
                        verbose_name="date known to the",
                    ),
                ),
                (
                    "reported_by",
                    models.CharField(blank=True, max_length=200, verbose_name="reported by"),
                ),
                (
                    "place_text",
                    models.CharField(blank=True, max_length=120, verbose_name="place as written"),
                ),
                ("confidence", models.FloatField(default=0, verbose_name="confidence")),
                (
                    "explanation",
                    models.JSONField(blank=True, default=list, verbose_name="explanation"),
                ),
                (
                    "extractor_version",
                    models.CharField(blank=True, max_length=60, verbose_name="extractor version"),
                ),
                (
                    "credibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1: confirmed by other sources"),
                            (2, "2: probably true"),
                            (3, "3: possibly true"),
                            (4, "4: doubtful"),
                            (5, "5: improbable"),
                            (6, "6: cannot be judged"),
                        ],
                        default=6,
                        verbose_name="credibility",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for review"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn: its sentence is gone"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "rejection",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not-election", "Not about an election"),
                            ("not-cyber", "Not about cyber or information security"),
                            ("not-stated", "The sentence does not say so"),
                            ("repeated", "Said already in this article"),
                            ("clutter", "Not part of the article"),
                            ("other", "Other (see note)"),
                        ],
                        max_length=15,
                        verbose_name="reason for rejection",
                    ),
                ),
                (
                    "flagged_vanished",
                    models.BooleanField(
                        default=False,
                        verbose_name="sentence gone from the newest version of the article",
                    ),
                ),
                (
                    "reported_on",
                    models.DateField(
                        blank=True,
                        help_text="Day the article was published, else the day it was received.",
                        null=True,
                        verbose_name="reported",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Set when a second person lets it out with its incident.",
                        null=True,
                        verbose_name="public since",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="extracted")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "election",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.election",
                        verbose_name="election",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
                        verbose_name="incident",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="incidents.mention",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("url", models.URLField(max_length=2000, verbose_name="address")),
                ("outlet", models.CharField(blank=True, max_length=120, verbose_name="outlet")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published")),
                (
                    "published_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "Year"), ("month", "Month"), ("day", "Day")],
                        max_length=5,
                    ),
                ),
                (
                    "reported_by",
                    models.CharField(blank=True, max_length=200, verbose_name="reported by"),
                ),
                ("weak", models.BooleanField(default=False, verbose_name="weak source")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="incidents.citation",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_version", models.PositiveIntegerField(verbose_name="version seen")),
                (
                    "changes",
                    models.JSONField(
                        help_text='{"field": [before, after]}', verbose_name="changes"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason shown to the public")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("applied", "Published"),
                            ("declined", "Declined"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="proposed")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "approver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections_approved",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections_written",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ("-proposed_at",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "applied"), _negated=True),
                            models.Q(
                                ("approver__isnull", False),
                                models.Q(("approver", models.F("author")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_by_a_second_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IncidentActor",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("incidents.incident_actors",),
        ),
        migrations.CreateModel(
            name="IncidentElection",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("incidents.incident_elections",),
        ),
        migrations.CreateModel(
            name="IncidentTarget",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("incidents.incident_targets",),
        ),
        migrations.CreateModel(
            name="IncidentPlace",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("incidents.incident_places",),
        ),
        migrations.AddField(
            model_name="citation",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="citations",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="links",
            field=models.ManyToManyField(
                blank=True,
                through="incidents.IncidentLink",
                through_fields=("source", "target"),
                to="incidents.incident",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(fields=("incident", "url"), name="citation_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="election",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_electionevent" ("code", "country", "id", "level", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "polling_day") VALUES (NEW."code", NEW."country", NEW."id", NEW."level", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."polling_day"); RETURN NULL;',
                    hash="2675862d81c947e433b750f70ec4aecd3ba05287",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0b452",
                    table="incidents_election",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="election",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_electionevent" ("code", "country", "id", "level", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "polling_day") VALUES (NEW."code", NEW."country", NEW."id", NEW."level", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."polling_day"); RETURN NULL;',
                    hash="d3a6176f8e4791eb2a2b7858100b2652351047b4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ede4",
                    table="incidents_election",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_entityevent" ("country", "id", "key", "kind", "name", "name_en", "name_public", "name_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "private_person") VALUES (NEW."country", NEW."id", NEW."key", NEW."kind", NEW."name", NEW."name_en", NEW."name_public", NEW."name_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."private_person"); RETURN NULL;',
                    hash="055a08b7f94225d174a3c377c831cea5a162660c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_485f4",
                    table="incidents_entity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_entityevent" ("country", "id", "key", "kind", "name", "name_en", "name_public", "name_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "private_person") VALUES (NEW."country", NEW."id", NEW."key", NEW."kind", NEW."name", NEW."name_en", NEW."name_public", NEW."name_reason", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."private_person"); RETURN NULL;',
                    hash="2fab339725d29007c2c2918c004cd8459bde2bf2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f0316",
                    table="incidents_entity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_citationevent" ("id", "incident_id", "note", "outlet", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_precision", "reported_by", "url", "weak") VALUES (NEW."id", NEW."incident_id", NEW."note", NEW."outlet", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_on", NEW."published_precision", NEW."reported_by", NEW."url", NEW."weak"); RETURN NULL;',
                    hash="1a021975ade669367c905f6ff712e952cc906062",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e4e55",
                    table="incidents_citation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_citationevent" ("id", "incident_id", "note", "outlet", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "published_precision", "reported_by", "url", "weak") VALUES (NEW."id", NEW."incident_id", NEW."note", NEW."outlet", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_on", NEW."published_precision", NEW."reported_by", NEW."url", NEW."weak"); RETURN NULL;',
                    hash="e4c89ea7247982e4c2f842dbc4d29d32cfe34ac3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ea8bb",
                    table="incidents_citation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentlink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_incidentlinkevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source_id", NEW."target_id"); RETURN NULL;',
                    hash="3974ef7acd7e1e2aa3e5cac9d9624f270592342e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0aa94",
                    table="incidents_incidentlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentlink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_incidentlinkevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "target_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source_id", NEW."target_id"); RETURN NULL;',
                    hash="69e04ab29bcc112162e70c0cb2717de54d0dcf5d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_422da",
                    table="incidents_incidentlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mentionentity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_mentionentityevent" ("entity_id", "id", "mention_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "text") VALUES (NEW."entity_id", NEW."id", NEW."mention_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."text"); RETURN NULL;',
                    hash="e683a8dd38a27a400f87a270be454d43f2176029",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5a6bc",
                    table="incidents_mentionentity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mentionentity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_mentionentityevent" ("entity_id", "id", "mention_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "text") VALUES (NEW."entity_id", NEW."id", NEW."mention_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."text"); RETURN NULL;',
                    hash="2700df166f1d734675f04b6ee6a2b2ed66bb5604",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_82078",
                    table="incidents_mentionentity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mention",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_mentionevent" ("article_id", "assigned_to_id", "category", "confidence", "created_at", "credibility", "decided_at", "decided_by_id", "election_id", "end", "ends_on", "evidence", "explanation", "extractor_version", "figure_approximate", "figure_text", "figure_unit", "figure_value", "flagged_vanished", "id", "incident_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "place_text", "precision", "published_at", "rejection", "reported_by", "reported_on", "start", "starts_on", "state", "status", "version") VALUES (NEW."article_id", NEW."assigned_to_id", NEW."category", NEW."confidence", NEW."created_at", NEW."credibility", NEW."decided_at", NEW."decided_by_id", NEW."election_id", NEW."end", NEW."ends_on", NEW."evidence", NEW."explanation", NEW."extractor_version", NEW."figure_approximate", NEW."figure_text", NEW."figure_unit", NEW."figure_value", NEW."flagged_vanished", NEW."id", NEW."incident_id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."place_text", NEW."precision", NEW."published_at", NEW."rejection", NEW."reported_by", NEW."reported_on", NEW."start", NEW."starts_on", NEW."state", NEW."status", NEW."version"); RETURN NULL;',
                    hash="13cb9c7a5d65fa7620de6296e90c1c7e8bae970d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e856d",
                    table="incidents_mention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mention",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."assigned_to_id" IS DISTINCT FROM (NEW."assigned_to_id") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."credibility" IS DISTINCT FROM (NEW."credibility") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."election_id" IS DISTINCT FROM (NEW."election_id") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."evidence" IS DISTINCT FROM (NEW."evidence") OR OLD."explanation" IS DISTINCT FROM (NEW."explanation") OR OLD."extractor_version" IS DISTINCT FROM (NEW."extractor_version") OR OLD."figure_approximate" IS DISTINCT FROM (NEW."figure_approximate") OR OLD."figure_text" IS DISTINCT FROM (NEW."figure_text") OR OLD."figure_unit" IS DISTINCT FROM (NEW."figure_unit") OR OLD."figure_value" IS DISTINCT FROM (NEW."figure_value") OR OLD."flagged_vanished" IS DISTINCT FROM (NEW."flagged_vanished") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."incident_id" IS DISTINCT FROM (NEW."incident_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."place_text" IS DISTINCT FROM (NEW."place_text") OR OLD."precision" IS DISTINCT FROM (NEW."precision") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."rejection" IS DISTINCT FROM (NEW."rejection") OR OLD."reported_by" IS DISTINCT FROM (NEW."reported_by") OR OLD."reported_on" IS DISTINCT FROM (NEW."reported_on") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "incidents_mentionevent" ("article_id", "assigned_to_id", "category", "confidence", "created_at", "credibility", "decided_at", "decided_by_id", "election_id", "end", "ends_on", "evidence", "explanation", "extractor_version", "figure_approximate", "figure_text", "figure_unit", "figure_value", "flagged_vanished", "id", "incident_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "place_text", "precision", "published_at", "rejection", "reported_by", "reported_on", "start", "starts_on", "state", "status", "version") VALUES (NEW."article_id", NEW."assigned_to_id", NEW."category", NEW."confidence", NEW."created_at", NEW."credibility", NEW."decided_at", NEW."decided_by_id", NEW."election_id", NEW."end", NEW."ends_on", NEW."evidence", NEW."explanation", NEW."extractor_version", NEW."figure_approximate", NEW."figure_text", NEW."figure_unit", NEW."figure_value", NEW."flagged_vanished", NEW."id", NEW."incident_id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."place_text", NEW."precision", NEW."published_at", NEW."rejection", NEW."reported_by", NEW."reported_on", NEW."start", NEW."starts_on", NEW."state", NEW."status", NEW."version"); RETURN NULL;',
                    hash="0c0eb2c6d19a1d2d78affcfc5158d6af5b46ed54",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b1369",
                    table="incidents_mention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_incidentevent" ("actor_text", "approved_version", "approver_id", "author_id", "category", "changed_at", "codebook", "created_at", "ends_on", "figure_approximate", "figure_reason", "figure_unit", "figure_value", "id", "kind", "lifecycle", "merged_into_id", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "public_id", "published_at", "retraction_reason", "slug", "source_key", "starts_on", "status", "summary", "summary_en", "target_text", "title", "title_en", "tlp", "version") VALUES (NEW."actor_text", NEW."approved_version", NEW."approver_id", NEW."author_id", NEW."category", NEW."changed_at", NEW."codebook", NEW."created_at", NEW."ends_on", NEW."figure_approximate", NEW."figure_reason", NEW."figure_unit", NEW."figure_value", NEW."id", NEW."kind", NEW."lifecycle", NEW."merged_into_id", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precision", NEW."public_id", NEW."published_at", NEW."retraction_reason", NEW."slug", NEW."source_key", NEW."starts_on", NEW."status", NEW."summary", NEW."summary_en", NEW."target_text", NEW."title", NEW."title_en", NEW."tlp", NEW."version"); RETURN NULL;',
                    hash="b8c3d94cefcbcf6397181945ba68c4f56ec8e12c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_edffb",
                    table="incidents_incident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."actor_text" IS DISTINCT FROM (NEW."actor_text") OR OLD."approved_version" IS DISTINCT FROM (NEW."approved_version") OR OLD."approver_id" IS DISTINCT FROM (NEW."approver_id") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."codebook" IS DISTINCT FROM (NEW."codebook") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."figure_approximate" IS DISTINCT FROM (NEW."figure_approximate") OR OLD."figure_reason" IS DISTINCT FROM (NEW."figure_reason") OR OLD."figure_unit" IS DISTINCT FROM (NEW."figure_unit") OR OLD."figure_value" IS DISTINCT FROM (NEW."figure_value") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."lifecycle" IS DISTINCT FROM (NEW."lifecycle") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."note_en" IS DISTINCT FROM (NEW."note_en") OR OLD."precision" IS DISTINCT FROM (NEW."precision") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source_key" IS DISTINCT FROM (NEW."source_key") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."summary_en" IS DISTINCT FROM (NEW."summary_en") OR OLD."target_text" IS DISTINCT FROM (NEW."target_text") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."tlp" IS DISTINCT FROM (NEW."tlp") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "incidents_incidentevent" ("actor_text", "approved_version", "approver_id", "author_id", "category", "changed_at", "codebook", "created_at", "ends_on", "figure_approximate", "figure_reason", "figure_unit", "figure_value", "id", "kind", "lifecycle", "merged_into_id", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "public_id", "published_at", "retraction_reason", "slug", "source_key", "starts_on", "status", "summary", "summary_en", "target_text", "title", "title_en", "tlp", "version") VALUES (NEW."actor_text", NEW."approved_version", NEW."approver_id", NEW."author_id", NEW."category", NEW."changed_at", NEW."codebook", NEW."created_at", NEW."ends_on", NEW."figure_approximate", NEW."figure_reason", NEW."figure_unit", NEW."figure_value", NEW."id", NEW."kind", NEW."lifecycle", NEW."merged_into_id", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precision", NEW."public_id", NEW."published_at", NEW."retraction_reason", NEW."slug", NEW."source_key", NEW."starts_on", NEW."status", NEW."summary", NEW."summary_en", NEW."target_text", NEW."title", NEW."title_en", NEW."tlp", NEW."version"); RETURN NULL;',
                    hash="242067d6f6b50a5cb63409131c4c74617e1caca4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_41444",
                    table="incidents_incident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_sourceevent" ("cadence", "country", "empty_polls", "enabled", "etag", "exclude", "failures", "homepage", "id", "include", "kind", "language", "last_error", "last_modified", "link_pattern", "name", "note", "official", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "silent_since", "url") VALUES (NEW."cadence", NEW."country", NEW."empty_polls", NEW."enabled", NEW."etag", NEW."exclude", NEW."failures", NEW."homepage", NEW."id", NEW."include", NEW."kind", NEW."language", NEW."last_error", NEW."last_modified", NEW."link_pattern", NEW."name", NEW."note", NEW."official", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reliability", NEW."silent_since", NEW."url"); RETURN NULL;',
                    hash="8dae38c6653831163de1be54bd533ffd10905981",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_57d77",
                    table="incidents_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cadence" IS DISTINCT FROM (NEW."cadence") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."empty_polls" IS DISTINCT FROM (NEW."empty_polls") OR OLD."enabled" IS DISTINCT FROM (NEW."enabled") OR OLD."etag" IS DISTINCT FROM (NEW."etag") OR OLD."exclude" IS DISTINCT FROM (NEW."exclude") OR OLD."failures" IS DISTINCT FROM (NEW."failures") OR OLD."homepage" IS DISTINCT FROM (NEW."homepage") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."include" IS DISTINCT FROM (NEW."include") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."last_error" IS DISTINCT FROM (NEW."last_error") OR OLD."last_modified" IS DISTINCT FROM (NEW."last_modified") OR OLD."link_pattern" IS DISTINCT FROM (NEW."link_pattern") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."official" IS DISTINCT FROM (NEW."official") OR OLD."reliability" IS DISTINCT FROM (NEW."reliability") OR OLD."silent_since" IS DISTINCT FROM (NEW."silent_since") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                    func='INSERT INTO "incidents_sourceevent" ("cadence", "country", "empty_polls", "enabled", "etag", "exclude", "failures", "homepage", "id", "include", "kind", "language", "last_error", "last_modified", "link_pattern", "name", "note", "official", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability", "silent_since", "url") VALUES (NEW."cadence", NEW."country", NEW."empty_polls", NEW."enabled", NEW."etag", NEW."exclude", NEW."failures", NEW."homepage", NEW."id", NEW."include", NEW."kind", NEW."language", NEW."last_error", NEW."last_modified", NEW."link_pattern", NEW."name", NEW."note", NEW."official", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reliability", NEW."silent_since", NEW."url"); RETURN NULL;',
                    hash="e05597a63302386d7225519173d7c410e57e885a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cb591",
                    table="incidents_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_articleevent" ("canonical_url", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "relevance", "state", "story_id", "title", "version_of_id") VALUES (NEW."canonical_url", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_on", NEW."relevance", NEW."state", NEW."story_id", NEW."title", NEW."version_of_id"); RETURN NULL;',
                    hash="5a345ba6927a84c1198f1b712b84d4dc66f8fbcc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_519bd",
                    table="incidents_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."canonical_url" IS DISTINCT FROM (NEW."canonical_url") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."relevance" IS DISTINCT FROM (NEW."relevance") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."story_id" IS DISTINCT FROM (NEW."story_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version_of_id" IS DISTINCT FROM (NEW."version_of_id"))',
                    func='INSERT INTO "incidents_articleevent" ("canonical_url", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "relevance", "state", "story_id", "title", "version_of_id") VALUES (NEW."canonical_url", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_on", NEW."relevance", NEW."state", NEW."story_id", NEW."title", NEW."version_of_id"); RETURN NULL;',
                    hash="f6ee05d1420c5dbfc802491c9be9e9cacec301c6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e7761",
                    table="incidents_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentactor",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_incidentactorevent" ("entity_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."entity_id", NEW."id", NEW."incident_id", _pgh_attach_context(), NOW(), \'added\'); RETURN NULL;',
                    hash="c2fd88345cb19cfd834b820c56401e884bde7b2e",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_dbf73",
                    table="incidents_incident_actors",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentactor",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_incidentactorevent" ("entity_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."entity_id", OLD."id", OLD."incident_id", _pgh_attach_context(), NOW(), \'removed\'); RETURN NULL;',
                    hash="a6f4f9b89d58aadd1661dc7b32079b776806dd75",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_9b5ac",
                    table="incidents_incident_actors",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentelection",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_incidentelectionevent" ("election_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."election_id", NEW."id", NEW."incident_id", _pgh_attach_context(), NOW(), \'added\'); RETURN NULL;',
                    hash="23b019fe73fab8cf76fb8f3090be69ebcfc6111c",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_66dee",
                    table="incidents_incident_elections",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentelection",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_incidentelectionevent" ("election_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."election_id", OLD."id", OLD."incident_id", _pgh_attach_context(), NOW(), \'removed\'); RETURN NULL;',
                    hash="670cc1ee41dcfecbc91de009ce83ad7c5428f2ae",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_72814",
                    table="incidents_incident_elections",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidenttarget",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_incidenttargetevent" ("entity_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."entity_id", NEW."id", NEW."incident_id", _pgh_attach_context(), NOW(), \'added\'); RETURN NULL;',
                    hash="a605f760cda5e99752b7229cb4ef5cb40dfae254",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_e2386",
                    table="incidents_incident_targets",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidenttarget",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_incidenttargetevent" ("entity_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."entity_id", OLD."id", OLD."incident_id", _pgh_attach_context(), NOW(), \'removed\'); RETURN NULL;',
                    hash="58cf234039cedc8f8368593d0c67f8a6d8af98f6",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_12cc0",
                    table="incidents_incident_targets",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentplace",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_incidentplaceevent" ("id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "place_id") VALUES (NEW."id", NEW."incident_id", _pgh_attach_context(), NOW(), \'added\', NEW."place_id"); RETURN NULL;',
                    hash="ec72185c1cc801ec184d88ab2a43ca9611cc109c",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_080f3",
                    table="incidents_incident_places",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incidentplace",
            trigger=pgtrigger.compiler.Trigger(
                name="removed_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_incidentplaceevent" ("id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "place_id") VALUES (OLD."id", OLD."incident_id", _pgh_attach_context(), NOW(), \'removed\', OLD."place_id"); RETURN NULL;',
                    hash="c7585ce48ea15155a8604f29a4d104d2db7b8500",
                    operation="DELETE",
                    pgid="pgtrigger_removed_delete_e4671",
                    table="incidents_incident_places",
                    when="AFTER",
                ),
            ),
        ),
    ]
