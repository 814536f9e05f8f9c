"""A correction's content as plain pairs {name: [before, after]}: making it, checking it, carrying it out.

Names: a field of the record; `mention:KEY:FIELD`; `mention:KEY` (None to "public", or "public" to
"withdrawn", or "public" to the public id it moves to); `citation:ADDRESS`; `link:KIND:PUBLIC-ID`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.domain.changes import CitationFields, IncidentChanges, MentionChanges
from incidents.domain.errors import EditConflict, RuleViolation
from incidents.domain.vocabulary import Act, MentionState
from incidents.models import (
    Citation,
    Incident,
    IncidentLink,
    Mention,
    User,
)

from . import fields, portraits, stored, writing

Patch = Mapping[str, Sequence[Any]]


def of_fields(incident: Incident, changes: IncidentChanges) -> dict[str, list[object]]:
    """The pairs for fields of the record that would differ."""
    was = portraits.of_incident(incident)
    now = {
        name: portraits.value(v) for name, v in fields.incident_columns(incident, changes).items()
    }
    if now.get("title", was["title"]) == "":
        raise RuleViolation(_("An incident needs a title."), reason="title")
    if now.get("kind", was["kind"]) != was["kind"]:
        raise RuleViolation(
            _("A published record keeps its kind: retract it instead."), reason="kind"
        )
    for name in fields.incident_lists(changes):
        now[name] = sorted(changes[name])  # type: ignore[literal-required] # keys of IncidentChanges
    return {name: [was[name], value] for name, value in now.items() if was[name] != value}


def of_mentions(
    incident: Incident, wanted: Mapping[int, MentionChanges], withdraw: Sequence[int]
) -> dict[str, list[object]]:
    """The pairs for mentions of the record that would be corrected or taken out."""
    pairs: dict[str, list[object]] = {}
    attached = {m.pk: m for m in incident.mentions.select_related("article", "election", "place")}
    if unknown := {*wanted, *withdraw} - attached.keys():
        raise RuleViolation(_("Not attached here: %s") % sorted(unknown), reason="unknown")
    for key, changes in wanted.items():
        mention = attached[key]
        if changes.get("kind", mention.kind) != mention.kind:
            raise RuleViolation(_("Detach it before you change its kind."), reason="kind")
        was = portraits.of_mention(mention)
        now = _mention_values(mention, changes)
        for name, value in now.items():
            if was[name] != value:
                pairs[f"mention:{key}:{name}"] = [was[name], value]
    for key in withdraw:
        pairs[f"mention:{key}"] = ["public", "withdrawn"]
    return pairs


def of_citations(
    incident: Incident, citations: Sequence[CitationFields]
) -> dict[str, list[object]]:
    """The pairs for sources that would be cited; one that is cited already is a RuleViolation."""
    pairs: dict[str, list[object]] = {}
    cited = set(incident.citations.values_list("url", flat=True))
    for citation in citations:
        columns = fields.citation_columns(citation)
        if citation["url"] in cited:
            raise RuleViolation(_("This address is cited already."), reason="repeated")
        plain = {name: portraits.value(value) for name, value in columns.items()}
        pairs[f"citation:{citation['url']}"] = [None, plain]
    return pairs


def of_links(incident: Incident, links: Sequence[tuple[str, str]]) -> dict[str, list[object]]:
    """The pairs for links that would be added."""
    pairs: dict[str, list[object]] = {}
    for kind, public_id in links:
        target = Incident.objects.filter(public_id=public_id).first()
        if target is None:
            raise RuleViolation(_("Not known: %s") % public_id, reason="unknown")
        fields.check_link(incident, target, kind)
        pairs[f"link:{kind}:{public_id}"] = [None, True]
    return pairs


def mention_keys(patch: Patch) -> list[int]:
    """Keys of the mentions that a patch touches, in order."""
    return sorted({int(name.split(":")[1]) for name in patch if name.startswith("mention:")})


def heirs(patch: Patch) -> list[str]:
    """Public ids of the records that a patch moves mentions to."""
    moved = [pair[1] for name, pair in patch.items() if name.count(":") == 1 and name[0] == "m"]
    return sorted({each for each in moved if each not in ("public", "withdrawn")})


def require_unchanged(incident: Incident, patch: Patch, *, seen: int) -> None:
    """Raise EditConflict where something is no longer as the patch expects it."""
    theirs: dict[str, tuple[object, object]] = {}
    now = _as_it_is(incident, patch)
    for name, (before, _after) in patch.items():
        if now.get(name) != before:
            theirs[name] = (before, now.get(name))
    if theirs:
        raise EditConflict(
            _("What this correction changes was changed by somebody else since."),
            seen=seen,
            current=incident.version,
            theirs=theirs,
            mine={name: after for name, (_before, after) in patch.items()},
        )


def _as_it_is(incident: Incident, patch: Patch) -> dict[str, object]:
    """The present value behind every name of the patch."""
    now: dict[str, object] = dict(portraits.of_incident(incident))
    for mention in incident.mentions.filter(pk__in=mention_keys(patch)):
        for name, value in portraits.of_mention(mention).items():
            now[f"mention:{mention.pk}:{name}"] = value
        accepted = mention.state == MentionState.ACCEPTED
        now[f"mention:{mention.pk}"] = (
            ("public" if mention.published_at else None) if accepted else "not accepted"
        )
    for key in mention_keys(patch):  # one that was taken away meanwhile must not look unchanged
        now.setdefault(f"mention:{key}", "not attached")
    now |= {f"citation:{url}": "cited" for url in incident.citations.values_list("url", flat=True)}
    for kind, target in incident.links_out.values_list("kind", "target__public_id"):
        now[f"link:{kind}:{target}"] = True
    return now


def apply(incident: Incident, patch: Patch, *, by: User) -> dict[str, object]:
    """Carry a patch out on a locked record and its locked mentions; returns the record's columns to write."""
    plain = {name: after for name, (_before, after) in patch.items() if ":" not in name}
    for name in fields.LISTS:
        if name in plain:
            wanted: IncidentChanges = {name: plain.pop(name)}  # type: ignore[misc] # LISTS are keys
            getattr(incident, name).set(fields.incident_lists(wanted)[name])
    for key in mention_keys(patch):
        _apply_to_mention(key, patch, by=by)
    for name, (_before, after) in patch.items():
        if name.startswith("citation:"):
            Citation.objects.create(incident=incident, **stored.days(after))
        elif name.startswith("link:"):
            _sort, kind, public_id = name.split(":")
            target = Incident.objects.get(public_id=public_id)
            IncidentLink.objects.create(source=incident, target=target, kind=kind)
    return stored.days(plain)


def _apply_to_mention(key: int, patch: Patch, *, by: User) -> None:
    mention = Mention.objects.select_related("article", "incident", "election", "place").get(pk=key)
    before = portraits.of_mention(mention)
    prefix = f"mention:{key}:"
    wanted = {
        name.removeprefix(prefix): pair[1]
        for name, pair in patch.items()
        if name.startswith(prefix)
    }
    columns = stored.mention_columns(wanted)
    act = Act.CORRECT
    if (whole := patch.get(f"mention:{key}")) is not None:
        act, moved = _fate(whole[1])
        columns |= moved
    writing.write(mention, columns)
    stored.restore_names(mention, wanted)
    writing.record_change(act, mention, before, by=by)


def _fate(after: str) -> tuple[Act, dict[str, object]]:
    """What becomes of a whole mention, and the act that this is."""
    if after == "public":
        return Act.PUBLISH_CORRECTION, {"published_at": timezone.now()}
    if after == "withdrawn":
        back: dict[str, object] = {
            "published_at": None,
            "incident": None,
            "state": MentionState.WAITING,
            "decided_by": None,
            "decided_at": None,
        }
        return Act.REOPEN, back
    heir = Incident.objects.get(public_id=after)
    writing.require_open(heir)  # it may have been closed since this was proposed
    return Act.SPLIT, {"published_at": None, "incident": heir}


def _mention_values(mention: Mention, changes: MentionChanges) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in fields.mention_columns(mention, changes).items():
        code = getattr(value, "code", None)  # elections and places are told by their codes
        values[name] = code if code is not None else portraits.value(value)
    for name in ("targets", "actors"):
        if name in changes:
            values[name] = list(changes[name])  # type: ignore[literal-required] # both are keys
    return values
