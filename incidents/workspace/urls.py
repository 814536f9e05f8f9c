"""Addresses of the analysts' pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from .views import (
    articles,
    bulk,
    corrections,
    faults,
    incident,
    incident_parts,
    incident_steps,
    learning,
    mention,
    queue,
    sources,
    submit,
)

_mention = [
    path("", mention.mention, name="mention"),
    path("accept/", mention.accept, name="mention-accept"),
    path("save/", mention.save, name="mention-save"),
    path("reject/", mention.reject, name="mention-reject"),
    path("reopen/", mention.reopen, name="mention-reopen"),
    path("attach/", mention.attach, name="mention-attach"),
    path("detach/", mention.detach, name="mention-detach"),
    path("assign/", mention.assign, name="mention-assign"),
    path("correct/", corrections.propose_for_mention, name="mention-correct"),
    path("history/", mention.mention_history, name="mention-history"),
]

_incident = [
    path("", incident.edit, name="incident-edit"),
    path("save/", incident.save, name="incident-save"),
    path("history/", incident.incident_history, name="incident-history"),
    path("submit/", incident_steps.submit, name="incident-submit"),
    path("return/", incident_steps.send_back, name="incident-return"),
    path("publish/", incident_steps.publish, name="incident-publish"),
    path("retract/", incident_steps.retract, name="incident-retract"),
    path("discard/", incident_steps.discard, name="incident-discard"),
    path("merge/", incident_steps.merge, name="incident-merge"),
    path("split/", incident_steps.split, name="incident-split"),
    path("headline/", incident_parts.headline, name="incident-headline"),
    path("cite/", incident_parts.cite, name="incident-cite"),
    path("cite/<int:pk>/remove/", incident_parts.uncite, name="incident-uncite"),
    path("link/", incident_parts.link, name="incident-link"),
    path("link/<int:pk>/remove/", incident_parts.unlink, name="incident-unlink"),
    path("correct/", corrections.propose, name="correction-propose"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue.queue, name="queue"),
    path("next/", queue.next_mention, name="queue-next"),
    path("filters/save/", queue.save_filter, name="filter-save"),
    path("filters/<int:pk>/forget/", queue.forget_filter, name="filter-forget"),
    path("bulk/preview/", bulk.preview, name="bulk-preview"),
    path("bulk/decide/", bulk.decide, name="bulk-decide"),
    path("undo/", mention.undo, name="undo"),
    path("mentions/<int:pk>/", include(_mention)),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/archived/", articles.archived, name="snapshot"),
    path("articles/<int:pk>/add/", articles.add_mention, name="mention-add"),
    path("incidents/", incident.incidents, name="workspace-incidents"),
    path("incidents/new/", incident.new, name="incident-new"),
    path("incidents/<slug:public_id>/", include(_incident)),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:pk>/", corrections.correction, name="correction"),
    path("corrections/<int:pk>/apply/", corrections.apply, name="correction-apply"),
    path("corrections/<int:pk>/decline/", corrections.decline, name="correction-decline"),
    path("submit/", submit.submit, name="submit"),
    path("sources/add/", sources.add, name="source-add"),
    path("faults/", faults.faults, name="faults"),
    path("faults/<int:pk>/retry/", faults.retry, name="fault-retry"),
    path("learning/", learning.learning, name="learning"),
]
