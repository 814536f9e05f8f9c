"""Public pages and lists at few and at many mentions: p95 <= 50 ms, and at most 1.3 times as slow.

    python -m benchmarks.dashboard [FEW MANY]

Measured in one process through Django's own handler, without network; the server's answer is whole.
"""

from __future__ import annotations

import sys

from benchmarks.filling import databases, milliseconds, percentile

FEW, MANY, TIMES, ROUNDS = 10_000, 1_000_000, 12, 5
MOST_P95, MOST_RATIO = 50.0, 1.3


def pages() -> dict[str, str]:
    """What is asked for, by name."""
    from incidents.models import Incident

    record = Incident.objects.public().filter(public_id__startswith="2018-0").order_by("id")[10]
    return {
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


def taken() -> dict[str, list[float]]:
    """Milliseconds by page, TIMES requests each, on the database in use."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="en")
    found: dict[str, list[float]] = {}
    for name, address in pages().items():

        def ask(address: str = address) -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        milliseconds(ask, 2)  # warm
        found[name] = milliseconds(ask, TIMES)
    return found


def main(few: int, many: int) -> int:
    """Print the table; exit code 1 where a bar is missed."""
    small: dict[str, list[float]] = {}
    large: dict[str, list[float]] = {}
    with databases(few, many) as uses:
        for _round in range(ROUNDS):  # in turns, so that a busy machine is as busy for both
            for use, all_taken in zip(uses, (small, large), strict=True):
                use()
                for name, times in taken().items():
                    all_taken.setdefault(name, []).extend(times)
    missed = 0
    print(f"{'page':20} {'p50':>7} {'p95':>7} | {'p50':>7} {'p95':>7} | ratio of p50")
    print(f"{'':20} {few:>15,} | {many:>15,} | mentions; milliseconds")
    for name, times in small.items():
        ratio = percentile(large[name], 0.5) / percentile(times, 0.5)
        p95 = percentile(large[name], 0.95)
        bad = p95 > MOST_P95 or ratio > MOST_RATIO
        missed += bad
        print(
            f"{name:20} {percentile(times, 0.5):7.1f} {percentile(times, 0.95):7.1f} |"
            f" {percentile(large[name], 0.5):7.1f} {p95:7.1f} | {ratio:5.2f}"
            f"{'  <- missed' if bad else ''}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sizes = [int(one) for one in sys.argv[1:3]] or [FEW, MANY]
    sys.exit(main(*sizes))
