"""Public pages and lists at few and at many mentions: p95 <= 50 ms, and at most 1.3 times as slow.

    python -m benchmarks.dashboard [FEW MANY]

Measured in one process through Django's own handler, without network; the server's answer is whole.
"""

from __future__ import annotations

import sys

from benchmarks.filling import empty_database, fill, milliseconds

FEW, MANY, TIMES = 10_000, 1_000_000, 60
MOST_P95, MOST_RATIO = 50.0, 1.3


def measured() -> dict[str, tuple[float, float]]:
    """Median and p95 by page, in milliseconds."""
    from django.test import Client

    from incidents.models import Incident

    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    record = Incident.objects.public().filter(source_key=None).order_by("id")[10]
    addresses = {
        "overview": "/",
        "list": "/incidents/",
        "list, filtered": "/incidents/?kind=attack&category=ddos&since=2019-01-01",
        "list, election": "/incidents/?election=pemilu-2019",
        "list, common word": "/incidents/?q=diretas",
        "record": record.get_absolute_url(),
        "election": "/elections/pemilu-2019",
        "API list": "/api/v1/incidents/?page_size=100",
        "API mentions": "/api/v1/mentions/?page_size=100",
        "API deep page": "/api/v1/incidents/?page_size=100&after=2006-01-01~5",
    }
    found = {}
    for name, address in addresses.items():

        def ask(address: str = address) -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        milliseconds(ask, 3)  # warm
        found[name] = milliseconds(ask, TIMES)
    return found


def main(few: int, many: int) -> int:
    """Print the table; exit code 1 where a bar is missed."""
    with empty_database():
        fill(few)
        small = measured()
        fill(many - few)
        large = measured()
    missed = 0
    print(f"{'page':20} {'p50':>7} {'p95':>7} | {'p50':>7} {'p95':>7} | ratio of p50")
    print(f"{'':20} {few:>15,} | {many:>15,} | mentions; milliseconds")
    for name, (p50, p95) in small.items():
        more50, more95 = large[name]
        ratio = more50 / p50
        bad = more95 > MOST_P95 or ratio > MOST_RATIO
        missed += bad
        print(
            f"{name:20} {p50:7.1f} {p95:7.1f} | {more50:7.1f} {more95:7.1f} | {ratio:5.2f}"
            f"{'  <- missed' if bad else ''}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sizes = [int(one) for one in sys.argv[1:3]] or [FEW, MANY]
    sys.exit(main(*sizes))
