"""kill -9 of worker, broker and database at random moments of a poll of 50 feeds x 40 items: each once?

    python benchmarks/recovery.py [FEEDS ITEMS]

Starts the product on servers of its own, 50 sites on this machine, and kills until all is in.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.flows.polling import Outlets, outcome
from tests.flows.stack import Stack

TARGETS = ("worker", "redis", "postgres")
SEED = 20190417


def main() -> None:
    """Prints what was killed, and whether anything was lost or came twice."""
    feeds, items = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (50, 40)
    chance = random.Random(SEED)  # noqa: S311 - moments to kill at
    outlets = Outlets(feeds, items)
    stack = Stack(
        FETCH_ALLOWED_PRIVATE="127.0.0.1", FETCH_HOST_GAP_SECONDS="0", RECOVERY_SECONDS="5"
    )
    try:
        stack.start()
        outlets.enlist(stack)
        started = time.monotonic()
        kills: list[str] = []
        while outcome(stack).extracted < feeds * items and len(kills) < 60:
            wait = time.monotonic() + chance.uniform(2.0, 10.0)
            stack.until(lambda wait=wait: time.monotonic() >= wait, seconds=60)  # type: ignore[misc]  # bound now
            name = TARGETS[(len(kills) + len(kills) // len(TARGETS)) % len(TARGETS)]
            old = stack.kill(name)
            stack.until_restarted(name, old, seconds=60)
            kills.append(name)
            print(
                f"{time.monotonic() - started:5.0f} s: killed {name}; {outcome(stack)}", flush=True
            )
        stack.until(lambda: outcome(stack).extracted >= feeds * items, seconds=600)
        print(f"{time.monotonic() - started:.0f} s, {len(kills)} kills: {outcome(stack)}")
        assert outcome(stack).is_whole(feeds * items)
    finally:
        stack.stop()
        outlets.stop()


if __name__ == "__main__":
    main()
