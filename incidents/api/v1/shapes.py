"""What answers hold, for the OpenAPI description; rows themselves are written by `rows`, not by these."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from incidents.domain.vocabulary import (
    TLP,
    ArticleState,
    Category,
    ElectionLevel,
    EntityKind,
    Kind,
    Language,
    Lifecycle,
    LinkKind,
    MentionState,
    Phase,
    Precision,
    RejectionReason,
    Reliability,
    SourceKind,
    Status,
    Unit,
)

Shape = serializers.Serializer[Any]
_Codes = serializers.ListField


class ErrorDetail(Shape):
    """Why a request was refused."""

    code = serializers.CharField(help_text="Short and countable, for programs.")
    message = serializers.CharField(help_text="For people, in the language asked for.")
    fields = serializers.DictField(  # type: ignore[assignment] # the shape has a member called fields
        child=serializers.ListField(child=serializers.CharField()),
        help_text="Messages by field or parameter, where they are tied to one.",
    )
    conflict = serializers.DictField(
        required=False,
        help_text="On 409 only: seen_version, current_version, changed {field: [before, after]}, by.",
    )


class Error(Shape):
    """The one shape of every error."""

    error = ErrorDetail()


class FigureRow(Shape):
    """A number that was given; on incidents with `reason`, on mentions with the `text` it was read from."""

    value = serializers.IntegerField()
    approximate = serializers.BooleanField()
    unit = serializers.ChoiceField(choices=Unit.choices)
    text = serializers.CharField(required=False)
    reason = serializers.CharField(required=False)


class PeriodShape(Shape):
    """When something happened, and how exactly that is known."""

    first_day = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)
    date_precision = serializers.ChoiceField(choices=Precision.choices, allow_blank=True)


class IncidentRow(PeriodShape):
    """One curated record."""

    id = serializers.CharField(help_text="YYYY-NNNN")
    url = serializers.URLField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    category = serializers.ChoiceField(choices=Category.choices)
    status = serializers.ChoiceField(choices=Status.choices)
    outage = serializers.BooleanField(
        help_text="True for overloads, which are never counted as attacks."
    )
    title = serializers.CharField()
    title_en = serializers.CharField()
    summary = serializers.CharField()
    summary_en = serializers.CharField()
    note = serializers.CharField(help_text="Disputes and weak sources.")
    note_en = serializers.CharField()
    figure = FigureRow(allow_null=True)
    elections = _Codes(child=serializers.CharField())
    targets = _Codes(child=serializers.CharField(), help_text="Keys of entities.")
    target_text = serializers.CharField()
    actors = _Codes(child=serializers.CharField(), help_text="Keys of entities.")
    actor_text = serializers.CharField()
    places = _Codes(child=serializers.CharField(), help_text="ISO 3166 codes.")
    tlp = serializers.ChoiceField(choices=TLP.choices)
    codebook = serializers.CharField()
    state = serializers.ChoiceField(choices=Lifecycle.choices)
    version = serializers.IntegerField()
    published_at = serializers.DateTimeField(allow_null=True)
    changed_at = serializers.DateTimeField()


class ClaimRow(Shape):
    """What one report says of the incident."""

    mention = serializers.IntegerField(allow_null=True)
    status = serializers.CharField()
    speaker = serializers.CharField()
    outlet = serializers.CharField()
    url = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    evidence = serializers.CharField()
    figure = FigureRow(allow_null=True)
    weak = serializers.BooleanField()
    independent = serializers.CharField(help_text="Reports that carry one text share this value.")


class LinkRow(Shape):
    """How another record relates to this one."""

    kind = serializers.ChoiceField(choices=LinkKind.choices)
    direction = serializers.ChoiceField(choices=[("to", "to"), ("from", "from")])
    incident = serializers.CharField()


class CorrectionRow(Shape):
    """A published correction."""

    on = serializers.DateTimeField()
    reason = serializers.CharField()
    changes = serializers.DictField(help_text="{field: [before, after]}")


class IncidentDetail(IncidentRow):
    """One curated record with all that stands behind it."""

    claims = ClaimRow(many=True)
    links = LinkRow(many=True)
    corrections = CorrectionRow(many=True)
    merged_into = serializers.CharField(allow_null=True)
    retraction_reason = serializers.CharField()


class MentionRow(PeriodShape):
    """What one article says in one sentence: evidence equals text[start:end] of the article."""

    id = serializers.IntegerField()
    article = serializers.IntegerField()
    incident = serializers.CharField(allow_null=True)
    kind = serializers.ChoiceField(choices=Kind.choices)
    category = serializers.ChoiceField(choices=Category.choices)
    status = serializers.ChoiceField(choices=Status.choices)
    evidence = serializers.CharField(help_text="Personal data are masked for the public.")
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    figure = FigureRow(allow_null=True)
    reported_by = serializers.CharField()
    targets = _Codes(child=serializers.CharField())
    actors = _Codes(child=serializers.CharField())
    election = serializers.CharField(allow_null=True)
    place = serializers.CharField(allow_null=True)
    place_text = serializers.CharField()
    outlet = serializers.CharField()
    url = serializers.CharField()
    reported_on = serializers.DateField(allow_null=True)
    confidence = serializers.FloatField()
    credibility = serializers.IntegerField(help_text="Admiralty scale, 1 to 6.")
    extractor_version = serializers.CharField()
    state = serializers.ChoiceField(choices=MentionState.choices)
    rejection = serializers.ChoiceField(choices=RejectionReason.choices, allow_null=True)
    version = serializers.IntegerField()


class MentionDetail(MentionRow):
    """A mention with the rules and models that spoke for it."""

    explanation = serializers.ListField(child=serializers.DictField())


class ArticleRow(Shape):
    """One version of one text at one address."""

    id = serializers.IntegerField()
    url = serializers.CharField()
    title = serializers.CharField()
    outlet = serializers.CharField()
    language = serializers.ChoiceField(choices=Language.choices)
    published_on = serializers.DateField(allow_null=True)
    published_precision = serializers.ChoiceField(choices=Precision.choices, allow_blank=True)
    received_at = serializers.DateTimeField()
    elections = _Codes(child=serializers.CharField())
    story = serializers.IntegerField(allow_null=True)
    version_of = serializers.IntegerField(allow_null=True)
    source = serializers.IntegerField(allow_null=True)  # type: ignore[assignment] # a column of that name
    relevance = serializers.FloatField(allow_null=True)
    state = serializers.ChoiceField(choices=ArticleState.choices)
    extractor_version = serializers.CharField()
    text_sha256 = serializers.CharField()
    snapshot_sha256 = serializers.CharField()


class ArticleDetail(ArticleRow):
    """An article; its text only for analysts."""

    text = serializers.CharField(required=False)


class PhaseRow(Shape):
    """A stretch of an election's calendar."""

    phase = serializers.ChoiceField(choices=Phase.choices)
    start = serializers.DateField()
    end = serializers.DateField()


class ElectionRow(Shape):
    """One election."""

    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    country = serializers.CharField()
    level = serializers.ChoiceField(choices=ElectionLevel.choices)
    polling_day = serializers.DateField(allow_null=True)


class ElectionDetail(ElectionRow):
    """One election with its calendar and the counts of its public records."""

    phases = PhaseRow(many=True)
    records = serializers.DictField(child=serializers.IntegerField())


class EntityRow(Shape):
    """A body, person in office, group or system."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=EntityKind.choices)
    name = serializers.CharField()
    name_en = serializers.CharField()
    country = serializers.CharField()
    aliases = _Codes(child=serializers.CharField())


class PlaceRow(Shape):
    """A country or a part of one."""

    code = serializers.CharField(help_text="ISO 3166")
    name = serializers.CharField()
    name_en = serializers.CharField()
    aliases = _Codes(child=serializers.CharField())
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment] # a column of that name


class SourceRow(Shape):
    """Where reports come from."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    homepage = serializers.CharField()
    kind = serializers.ChoiceField(choices=SourceKind.choices)
    language = serializers.ChoiceField(choices=Language.choices)
    country = serializers.CharField()
    reliability = serializers.ChoiceField(choices=Reliability.choices)
    official = serializers.BooleanField()


class SubmissionRow(Shape):
    """What became of one submitted report."""

    outcome = serializers.CharField(
        help_text="new, unchanged, new version, duplicate, waiting, refused"
    )
    article = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField()
    message = serializers.CharField()


class SubmissionAnswer(Shape):
    """One entry for each report in what was sent."""

    submissions = SubmissionRow(many=True)


class TokenAnswer(Shape):
    """A token; it is shown once and stored hashed."""

    token = serializers.CharField()
    expires_at = serializers.DateTimeField(allow_null=True)
