"""Addresses of the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from .v1 import docs, reading, tokens, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("docs/", docs.page, name="api-docs"),
    path("openapi.yaml", docs.openapi, name="api-openapi"),
    path("tokens/", tokens.Tokens.as_view(), name="api-tokens"),
    path("incidents/", writing.IncidentsAndOpen.as_view(), name="api-incidents"),
    path("incidents/<str:public_id>/", writing.IncidentAndEdit.as_view(), name="api-incident"),
    path("incidents/<str:public_id>/submit/", writing.Submit.as_view(), name="api-submit"),
    path("incidents/<str:public_id>/publish/", writing.Publish.as_view(), name="api-publish"),
    path("incidents/<str:public_id>/return/", writing.Return.as_view(), name="api-return"),
    path("incidents/<str:public_id>/discard/", writing.Discard.as_view(), name="api-discard"),
    path("incidents/<str:public_id>/retract/", writing.Retract.as_view(), name="api-retract"),
    path("threats/", reading.Threats.as_view(), name="api-threats"),
    path("attacks/", reading.Attacks.as_view(), name="api-attacks"),
    path("mitigations/", reading.Mitigations.as_view(), name="api-mitigations"),
    path("outages/", reading.Outages.as_view(), name="api-outages"),
    path("mentions/", reading.Mentions.as_view(), name="api-mentions"),
    path("mentions/<int:pk>/", reading.OneMention.as_view(), name="api-mention"),
    path("mentions/<int:pk>/accept/", writing.Accept.as_view(), name="api-accept"),
    path("mentions/<int:pk>/correct/", writing.Correct.as_view(), name="api-correct"),
    path("mentions/<int:pk>/reject/", writing.Reject.as_view(), name="api-reject"),
    path("mentions/<int:pk>/reopen/", writing.Reopen.as_view(), name="api-reopen"),
    path("mentions/<int:pk>/attach/", writing.Attach.as_view(), name="api-attach"),
    path("articles/", writing.ArticlesAndSubmit.as_view(), name="api-articles"),
    path("articles/<int:pk>/", reading.OneArticle.as_view(), name="api-article"),
    path("elections/", reading.Elections.as_view(), name="api-elections"),
    path("elections/<slug:code>/", reading.OneElection.as_view(), name="api-election"),
    path("entities/", reading.Entities.as_view(), name="api-entities"),
    path("sources/", reading.Sources.as_view(), name="api-sources"),
    path("places/", reading.Places.as_view(), name="api-places"),
    re_path(r"^", reading.Nowhere.as_view()),
]
