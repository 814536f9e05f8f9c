"""Why something was refused or failed, in the reader's language; errors themselves carry codes and details."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_TEXTS: dict[str, Promise] = {
    "address": _(
        "The address cannot be fetched: it is malformed, carries a log-in, or is not public."
    ),
    "binary": _("The file is not a text."),
    "busy": _("The server asks to come back later."),
    "connect": _("No connection to the server."),
    "dns": _("The host's name leads nowhere at present."),
    "empty": _("No article text was found."),
    "empty-file": _("The file is empty."),
    "encoding": _("The answer is packed in a way that is not read."),
    "entities": _("The document declares entities, as XML bombs do."),
    "evidence": _("The archived bytes are gone or broken."),
    "format": _("The format is not read, or the file is damaged."),
    "html": _("The page cannot be read as HTML."),
    "huge": _("The file is larger than 10 MB."),
    "media-type": _("What is there is not a text."),
    "no-items": _("Several polls in a row offered no item."),
    "not-a-feed": _("What is there is not a feed."),
    "not-a-sitemap": _("What is there is not a sitemap."),
    "pattern": _("The link pattern is not a regular expression."),
    "protocol": _("The server's answer was broken off or malformed."),
    "redirects": _("The address redirects too often or in a circle."),
    "robots": _("The site's robots.txt forbids to fetch it."),
    "server": _("The server reports an error of its own."),
    "silent": _("The source has fallen silent."),
    "slow": _("It took too long."),
    "timeout": _("The server took too long to answer."),
    "too-complex": _("The page has too many elements to be an article."),
    "too-large": _("The answer is too large."),
    "unreadable": _("The file cannot be opened."),
    "worker-lost": _("The work ended the worker several times."),
}


def explain(reason: str) -> str:
    """A sentence for a reason code of ingestion; an unknown code is given back as it is."""
    if reason.startswith("status-"):
        return str(_("The server answered %(status)s.")) % {
            "status": reason.removeprefix("status-")
        }
    text = _TEXTS.get(reason)
    return str(text) if text is not None else reason
