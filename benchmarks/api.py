"""An API list of 100 incidents against the bare driver: at least a third of its speed, in the same run.

    python -m benchmarks.api [MENTIONS]

The baseline runs the same SQL through psycopg2 and writes the rows with orjson, nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from benchmarks.filling import databases, milliseconds, percentile

MENTIONS, TIMES, ROUNDS, LEAST = 10_000, 40, 7, 0.33


def compared() -> list[tuple[float, float]]:
    """Median milliseconds of the API and of the bare driver, round by round, side by side."""
    import orjson
    from django.db import connection
    from django.test import Client

    from incidents.api.v1 import rows
    from incidents.models import Incident

    listed = rows.incidents(Incident.objects.public().filter(starts_on__isnull=False))
    sql, parameters = listed.order_by("-starts_on", "-id")[:101].query.sql_with_params()
    client = Client(HTTP_HOST="localhost")
    connection.ensure_connection()
    raw = connection.connection

    def bare() -> bytes:
        with raw.cursor() as cursor:
            cursor.execute(sql, parameters)
            names = [column.name for column in cursor.description]
            found: list[dict[str, Any]] = [
                dict(zip(names, row, strict=True)) for row in cursor.fetchall()
            ]
        return orjson.dumps({"results": found[:100]})

    def api() -> None:
        answer = client.get("/api/v1/incidents/?page_size=100")
        assert answer.status_code == 200

    def median(act: Callable[[], object]) -> float:
        return percentile(milliseconds(act, TIMES), 0.5)

    median(bare), median(api)  # warm
    return [(median(api), median(bare)) for _round in range(ROUNDS)]


def main(mentions: int) -> int:
    """Print each round; exit code 1 where the median ratio is below the bar."""
    with databases(mentions) as (use,):
        use()
        rounds = compared()
    ratios = sorted(bare / api for api, bare in rounds)
    for api, bare in rounds:
        print(f"API {api:6.2f} ms   bare driver {bare:6.2f} ms   ratio {bare / api:4.2f}")
    middle = ratios[len(ratios) // 2]
    print(f"median ratio {middle:.2f} (at least {LEAST})")
    return 0 if middle >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else MENTIONS))
