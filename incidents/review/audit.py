"""The chain of decisions: appending to it, and finding what was altered, cut out or reordered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from incidents.domain.vocabulary import Act
from incidents.models import ChainHead, Decision, User

GENESIS = "0" * 64
_LOCK = 0x51A6A  # one number for the whole chain: decisions are appended one after the other
_HEAD = 1


def canonical(decision: Decision) -> str:
    """The decision as JSON with sorted keys and no spaces; what its hash is taken over."""
    return json.dumps(
        {
            "number": decision.number,
            "who": decision.who_id,
            "act": str(decision.act),
            "model": decision.model,
            "object": decision.object_id,
            "before": decision.before,
            "after": decision.after,
            "reason": decision.reason,
            "batch": str(decision.batch) if decision.batch else None,
            "at": decision.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "previous": decision.previous_hash,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )


def digest(decision: Decision) -> str:
    """SHA-256 of the canonical form, 64 hex digits."""
    return hashlib.sha256(canonical(decision).encode()).hexdigest()


def record(
    *,
    who: User | None,
    act: Act,
    model: str,
    object_id: int,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
    batch: UUID | None = None,
    at: datetime | None = None,
) -> Decision:
    """Append one decision; two SELECTs, an INSERT and an UPDATE, in the act's own transaction.

    Take every row lock of the act before the first call: the chain's lock is held until commit.
    """
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        head = ChainHead.objects.filter(pk=_HEAD).first() or ChainHead(number=0, hash=GENESIS)
        decision = Decision(
            pk=head.number + 1,
            number=head.number + 1,
            who=who,
            act=act.value,
            model=model,
            object_id=object_id,
            before=_plain(before or {}),
            after=_plain(after or {}),
            reason=reason,
            batch=batch,
            at=at or timezone.now(),
            previous_hash=head.hash,
        )
        decision.hash = digest(decision)
        decision.save(force_insert=True)
        head.pk, head.number, head.hash = _HEAD, decision.number, decision.hash
        head.save(force_insert=decision.number == 1)
    return decision


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    """As JSON gives it back, with numbers that are not whole as text: jsonb may write them otherwise."""
    read: dict[str, object] = json.loads(json.dumps(dict(values), default=str), parse_float=str)
    return read


@dataclass(frozen=True, slots=True)
class Flaw:
    """One place where the chain does not hold; `number` is the decision's, `what` a countable code."""

    number: int
    what: str
    message: str


@dataclass(slots=True)
class Report:
    """What `verify` found: how many decisions it read, the newest hash, and every flaw."""

    read: int = 0
    head: str = GENESIS
    flaws: list[Flaw] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether no flaw was found."""
        return not self.flaws


def verify(*, expected_head: str = "") -> Report:
    """Read the whole chain in order of its numbers and compare each link, then its end.

    `expected_head` is a hash noted outside the database earlier: it must still be in the chain.
    """
    report = Report()
    seen_expected = not expected_head
    last = None
    for decision in Decision.objects.order_by("number", "pk").iterator(chunk_size=2000):
        report.flaws.extend(_flaws_of(decision, last, report))
        report.read += 1
        report.head = decision.hash
        seen_expected = seen_expected or decision.hash == expected_head
        last = decision
    head = ChainHead.objects.filter(pk=_HEAD).first()
    number, head_hash = (head.number, head.hash) if head else (0, GENESIS)
    if (number, head_hash) != (last.number if last else 0, report.head):
        report.flaws.append(
            Flaw(number, "end", f"The newest decision should be number {number} ({head_hash}).")
        )
    if not seen_expected:
        report.flaws.append(
            Flaw(report.read, "expected", f"No decision has the hash {expected_head}.")
        )
    return report


def _flaws_of(decision: Decision, last: Decision | None, report: Report) -> Iterator[Flaw]:
    expected = (last.number if last else 0) + 1
    if decision.number > expected:
        yield Flaw(
            expected, "missing", f"Decisions {expected} to {decision.number - 1} are missing."
        )
    elif decision.number < expected:
        yield Flaw(decision.number, "reordered", f"Number {decision.number} occurs again.")
    if decision.previous_hash != report.head:
        yield Flaw(
            decision.number,
            "unlinked",
            f"Decision {decision.number} does not follow its forerunner.",
        )
    if decision.hash != digest(decision) or decision.pk != decision.number:
        yield Flaw(decision.number, "altered", f"Decision {decision.number} was altered.")
