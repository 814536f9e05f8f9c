"""Errors that say whether trying again can help, and rule violations that a person can mend."""

from __future__ import annotations

from collections.abc import Mapping


class TrackerError(Exception):
    """Base of the errors below; `reason` is a short countable code, the message is for people."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class TemporaryError(TrackerError):
    """The same request may succeed later; `retry_after` is in seconds where the other side gave it."""

    def __init__(self, message: str, *, reason: str, retry_after: float | None = None) -> None:
        super().__init__(message, reason=reason)
        self.retry_after = retry_after


class PermanentError(TrackerError):
    """The same request will fail again."""


class RuleViolation(TrackerError):  # noqa: N818 - reads as what it is in `except RuleViolation`
    """An act that the rules of review do not allow; nothing was changed."""


class AccessDenied(RuleViolation):
    """The person may not do this."""


class EditConflict(RuleViolation):
    """The object changed after the version that the person saw.

    `theirs`: {field: (value seen, value now)}, what others changed since; `mine`: {field: value wanted},
    what this person was about to change; `by`: log-in names of those who changed it since.
    """

    def __init__(
        self,
        message: str,
        *,
        seen: int,
        current: int,
        theirs: Mapping[str, tuple[object, object]] | None = None,
        mine: Mapping[str, object] | None = None,
        by: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, reason="conflict")
        self.seen = seen
        self.current = current
        self.theirs = dict(theirs or {})
        self.mine = dict(mine or {})
        self.by = by
