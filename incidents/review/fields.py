"""Changes that people ask for as the columns they mean: checked, and with codes looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from incidents.domain.changes import CitationFields, IncidentChanges, MentionChanges
from incidents.domain.errors import RuleViolation
from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import TLP, Credibility, Kind, LinkKind, categories_of, statuses_of
from incidents.models import Election, Entity, Incident, Mention, Place

LISTS = ("elections", "targets", "actors", "places")
_TEXTS = (
    "title", "title_en", "summary", "summary_en", "note", "note_en", "target_text", "actor_text",
    "figure_reason",
)  # fmt: skip

_LARGEST = 2**63 - 1  # of the column
_LONGEST = {
    "title": 200, "title_en": 200, "target_text": 300, "actor_text": 300, "figure_reason": 300,
    "reported_by": 200, "url": 2000, "outlet": 120,
}  # fmt: skip


def mention_columns(mention: Mention, changes: MentionChanges) -> dict[str, object]:
    """Columns for `changes`; names are not among them. Raises RuleViolation naming what is wrong."""
    columns: dict[str, object] = {
        name: changes[name]
        for name in ("kind", "category", "status", "reported_by", "credibility")
        if name in changes
    }
    if columns.get("credibility", Credibility.CONFIRMED) not in Credibility.values:
        raise RuleViolation(_("No such credibility."), reason="credibility")
    agree(columns, mention)
    _require_fit(columns)
    if "figure" in changes:
        columns["figure_text"] = (figure.text if (figure := changes["figure"]) else "")[:120]
    if "start" in changes or "end" in changes:
        start, end = changes.get("start", mention.start), changes.get("end", mention.end)
        columns |= {
            "start": start,
            "end": end,
            "evidence": quoted(mention.article.text, start, end),
        }
    columns |= _figure_and_when(changes)
    if "election" in changes:
        columns["election"] = _election(changes["election"])
    if "place" in changes:
        place = _place(changes["place"])
        columns |= {"place": place, "place_text": place.name if place else ""}
    return columns


def incident_columns(incident: Incident, changes: IncidentChanges) -> dict[str, object]:
    """Columns for `changes`; the lists are not among them. Raises RuleViolation naming what is wrong."""
    columns: dict[str, object] = {
        name: changes[name]  # type: ignore[literal-required] # the names are keys of IncidentChanges
        for name in ("kind", "category", "status", "tlp", *_TEXTS)
        if name in changes
    }
    if columns.get("tlp", TLP.CLEAR) not in TLP.values:
        raise RuleViolation(_("No such traffic-light label."), reason="tlp")
    agree(columns, incident)
    _require_fit(columns)
    return columns | _figure_and_when(changes)


def incident_lists(changes: IncidentChanges) -> dict[str, list[Model]]:
    """The rows that the lists of `changes` name; an unknown code is a RuleViolation."""
    found: dict[str, list[Model]] = {}
    for name in LISTS:
        if name in changes:
            codes = changes[name]  # type: ignore[literal-required] # LISTS are keys of IncidentChanges
            found[name] = _all(name, codes)
    return found


def agree(columns: Mapping[str, object], current: Mention | Incident) -> None:
    """Raise RuleViolation unless kind, category and status go together after the change."""
    kind = str(columns.get("kind", current.kind))
    category = columns.get("category", current.category)
    status = columns.get("status", current.status)
    if (
        kind not in Kind.values
        or category not in categories_of(kind)
        or status not in statuses_of(kind)
    ):
        raise RuleViolation(
            _("Kind, category and status do not go together: %(kind)s, %(category)s, %(status)s.")
            % {"kind": kind, "category": category, "status": status},
            reason="disagree",
        )


def quoted(text: str, start: int, end: int) -> str:
    """The evidence that a span of `text` gives; raises RuleViolation outside the text or if it is blank."""
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise RuleViolation(_("The span lies outside the text or holds no word."), reason="span")
    return text[start:end]


def figure_columns(figure: Figure | None) -> dict[str, object]:
    """The three columns that incidents and mentions share for a figure."""
    if figure is None:
        return {"figure_value": None, "figure_approximate": False, "figure_unit": ""}
    if not 0 <= figure.value <= _LARGEST:
        raise RuleViolation(_("A figure cannot be negative or that large."), reason="figure")
    return {
        "figure_value": figure.value,
        "figure_approximate": figure.approximate,
        "figure_unit": str(figure.unit),
    }


def period_columns(when: Period | None) -> dict[str, object]:
    """The three columns for when something happened."""
    if when is None:
        return {"starts_on": None, "ends_on": None, "precision": ""}
    if when.end < when.start:
        raise RuleViolation(_("The last day lies before the first."), reason="period")
    return {"starts_on": when.start, "ends_on": when.end, "precision": str(when.precision)}


def citation_columns(citation: CitationFields) -> dict[str, object]:
    """Columns of a citation; raises RuleViolation unless the address is one of the web."""
    if not citation.get("url", "").startswith(("http://", "https://")):
        raise RuleViolation(_("A cited source needs an address (http or https)."), reason="url")
    columns = dict(citation)
    _require_fit(columns)
    return columns


def check_link(source: Incident, target: Incident, kind: str) -> None:
    """Raise RuleViolation for a link to itself, of no known kind, or of a mitigation that is none."""
    if kind not in LinkKind.values or source.pk == target.pk:
        raise RuleViolation(_("Such a link makes no sense."), reason="link")
    if kind == LinkKind.MITIGATES and (source.kind != "mitigation" or target.kind == "mitigation"):
        raise RuleViolation(
            _("Only a mitigation mitigates, and only a threat or an attack is mitigated."),
            reason="link",
        )


def _require_fit(columns: Mapping[str, object]) -> None:
    """Raise RuleViolation for texts that their column cannot hold."""
    for name, value in columns.items():
        if isinstance(value, str) and "\x00" in value:
            raise RuleViolation(_("A text may not contain control characters."), reason="text")
        if isinstance(value, str) and len(value) > _LONGEST.get(name, len(value)):
            raise RuleViolation(
                _("Too long: at most %s characters.") % _LONGEST[name], reason="too-long"
            )


def _figure_and_when(changes: MentionChanges | IncidentChanges) -> dict[str, object]:
    columns: dict[str, object] = {}
    if "figure" in changes:
        columns |= figure_columns(changes["figure"])
    if "when" in changes:
        columns |= period_columns(changes["when"])
    return columns


def entities_named(names: Iterable[str]) -> dict[str, Entity]:
    """Known entities by the key, name or alias given, whatever its case; one query, unknown ones left out."""
    wanted = {name.casefold(): name for name in names}
    if not wanted:
        return {}
    any_of = Q()
    for name in wanted.values():
        any_of |= Q(key=name.lower()) | Q(name__iexact=name) | Q(aliases__name__iexact=name)
    found: dict[str, Entity] = {}
    for entity in Entity.objects.filter(any_of).prefetch_related("aliases").distinct():
        known = [entity.key, entity.name, *(alias.name for alias in entity.aliases.all())]
        for name in known:
            if name.casefold() in wanted:
                found.setdefault(wanted[name.casefold()], entity)
    return found


def _election(code: str | None) -> Election | None:
    if not code:
        return None
    if (found := Election.objects.filter(code=code).first()) is None:
        raise RuleViolation(_("No such election: %s") % code, reason="unknown")
    return found


def _place(code: str | None) -> Place | None:
    if not code:
        return None
    if (found := Place.objects.filter(Q(code=code) | Q(name__iexact=code)).first()) is None:
        raise RuleViolation(_("No such place: %s") % code, reason="unknown")
    return found


def _all(name: str, codes: Iterable[str]) -> list[Model]:
    wanted = set(codes)
    found: dict[str, Model] = {}
    if name == "elections":
        found = {each.code: each for each in Election.objects.filter(code__in=wanted)}
    elif name == "places":
        found = {each.code: each for each in Place.objects.filter(code__in=wanted)}
    else:
        found = {each.key: each for each in Entity.objects.filter(key__in=wanted)}
    if missing := wanted - found.keys():
        raise RuleViolation(_("Not known: %s") % ", ".join(sorted(missing)), reason="unknown")
    return list(found.values())
