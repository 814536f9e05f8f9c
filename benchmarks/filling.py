"""A database of its own for a benchmark, filled with many rows copied from one valid row of each table."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from io import StringIO

import django

CATEGORIES = ("ddos", "data-breach", "defacement", "intrusion", "disinformation", "overload")
MENTIONS_PER_ARTICLE, MENTIONS_PER_INCIDENT = 4, 20
SENTENCE = "Situs KPU diserang peretas pada hari pemungutan suara."


@contextmanager
def databases(*sizes: int) -> Iterator[list[Callable[[], None]]]:
    """Django set up, and one fresh database for each number of mentions, filled; dropped at the end.

    Gives one function for each that makes its database the one in use, so that they can be measured in
    turns. They lie beside the database that DATABASE_URL names.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))
    os.environ["API_RATE_ANONYMOUS"] = "100000000/min"  # the limit is not what is measured
    django.setup()
    from django.db import connection

    home, made = str(connection.settings_dict["NAME"]), []

    def use(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name

    try:
        for size in sizes:
            connection.settings_dict["TEST"]["NAME"] = f"bench_{home}_{os.getpid()}_{size}"
            made.append(
                connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            )
            fill(size)
        yield [partial(use, name) for name in made]
    finally:
        for name in made:
            use(name)
            connection.creation.destroy_test_db(home, verbosity=0)


def fill(mentions: int) -> None:
    """Rows for so many mentions: a quarter as many articles, a twentieth as many public incidents."""
    from django.core.management import call_command
    from django.db import connection

    call_command("load_reference", verbosity=0, stdout=StringIO())
    _templates()
    article, incident, mention = (
        _first(f"incidents_{name}", "source_key = 'bench' AND" if name == "incident" else "")
        for name in ("article", "incident", "mention")
    )
    articles, incidents = mentions // MENTIONS_PER_ARTICLE, mentions // MENTIONS_PER_INCIDENT
    kinds = ", ".join(f"'{category}'" for category in CATEGORIES)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no triggers while copying
        first_article = _copy(
            "incidents_article", article, articles,
            {"canonical_url": f"'https://kabar.example/{mentions}/' || g"},
        )  # fmt: skip
        first_incident = _copy(
            "incidents_incident", incident, incidents,
            {"public_id": "'2018-' || lpad(g::text, 6, '0')",
             "source_key": "NULL", "category": f"(ARRAY[{kinds}])[1 + g % {len(CATEGORIES)}]",
             "starts_on": "date '2004-01-01' + (g * 37) % 7900",
             "ends_on": "date '2004-01-01' + (g * 37) % 7900"},
        )  # fmt: skip
        _copy(
            "incidents_mention", mention, mentions,
            {"article_id": f"{first_article} + g % {articles}",
             "category": f"(ARRAY[{kinds}])[1 + (g / {articles}) % {len(CATEGORIES)}]",
             "incident_id": f"CASE WHEN g % 5 < 3 THEN {first_incident} + g % {incidents} END",
             "state": "CASE WHEN g % 5 < 3 THEN 'accepted' ELSE 'waiting' END",
             "published_at": "CASE WHEN g % 5 < 3 THEN now() END"},
        )  # fmt: skip
        cursor.execute(
            "INSERT INTO incidents_incident_elections (incident_id, election_id)"
            " SELECT i.id, (SELECT array_agg(id) FROM incidents_election)[1 + i.id %% 20]"
            " FROM incidents_incident i WHERE i.id >= %s",
            [first_incident],
        )
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute(
            "SELECT count(siaga_count_everywhere(i, 1)) FROM incidents_incident i WHERE i.id >= %s",
            [first_incident],
        )
        cursor.execute("ANALYZE")


def _templates() -> None:
    """One valid row of each kind, made by the acts themselves."""
    from incidents.domain.records import Period
    from incidents.domain.vocabulary import Precision
    from incidents.models import Incident
    from tests.factories import ArticleFactory, MentionFactory, UserFactory, make_published

    article = ArticleFactory.create(text=f"{SENTENCE}\n" * 20)
    mention = MentionFactory.create(
        article=article, start=0, end=len(SENTENCE), evidence=SENTENCE, category="malware"
    )
    day = Period(date(2019, 4, 17), date(2019, 4, 17), Precision.DAY)
    made = make_published(
        UserFactory.create(role="analyst"), approver=UserFactory.create(role="editor"),
        mention=mention, when=day, title="Situs KPU diretas", summary="Ringkasan " * 20,
    )  # fmt: skip
    Incident.objects.filter(pk=made.pk).update(source_key="bench")


def _first(table: str, condition: str = "") -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id) FROM {table} WHERE {condition} true")  # noqa: S608 - our own names
        return int(cursor.fetchone()[0] or 0)


def _copy(table: str, template: int, count: int, changed: dict[str, str]) -> int:
    """`count` copies of one row with some columns changed (SQL over `g`); the key of the first."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND column_name <> 'id' ORDER BY ordinal_position",
            [table],
        )
        columns = [f'"{name}"' for (name,) in cursor.fetchall()]
        values = [changed.get(name.strip('"'), f"t.{name}") for name in columns]
        cursor.execute(f"SELECT max(id) FROM {table}")  # noqa: S608 - our own names
        last = int(cursor.fetchone()[0])
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"  # noqa: S608 - our own names
            f" FROM {table} t, generate_series(1, {count}) g WHERE t.id = {template} ORDER BY g"
        )
    return last + 1


def milliseconds(act: Callable[[], object], times: int) -> list[float]:
    """How long each of `times` calls took."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]
