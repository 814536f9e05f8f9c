"""Who may call each named route: the least level for each method; a route without a rule fails the matrix."""

from __future__ import annotations

from django.contrib.admin import site

from incidents.models import User

LEVELS = ("public", "account", "reader", "analyst", "editor", "administrator", "nobody")


def _read(level: str, *names: str) -> dict[str, dict[str, str]]:
    return {name: {"GET": level} for name in names}


def _write(level: str, *names: str) -> dict[str, dict[str, str]]:
    return {name: {"POST": level} for name in names}


def _both(level: str, *names: str) -> dict[str, dict[str, str]]:
    return {name: {"GET": level, "POST": level} for name in names}


RULES: dict[str, dict[str, str]] = {
    # The public record.
    **_read(
        "public",
        "overview", "incidents", "incident", "incidents-csv", "incidents-feed", "chart-data",
        "elections", "election", "election-chart-data", "about", "quality",
    ),
    **_write("public", "language", "set_language"),
    # The API: reading what is public is open, everything else is for analysts; who approves is an editor.
    **_read(
        "public",
        "api-docs", "api-openapi", "api-threats", "api-attacks", "api-mitigations", "api-outages",
        "api-mentions", "api-mention", "api-article", "api-elections", "api-election",
        "api-entities", "api-sources", "api-places",
    ),
    "api-incidents": {"GET": "public", "POST": "analyst"},
    "api-incident": {"GET": "public", "PATCH": "analyst"},
    "api-articles": {"GET": "public", "POST": "analyst"},
    # A token ends itself: a session has none to end.
    "api-tokens": {"POST": "analyst", "DELETE": "nobody"},
    **_write(
        "analyst",
        "api-accept", "api-correct", "api-reject", "api-reopen", "api-attach", "api-submit",
    ),
    **_write("editor", "api-publish", "api-return", "api-retract"),
    # An analyst may discard a draft of her own; the one in the matrix is somebody else's.
    **_write("editor", "api-discard"),
    # Log-in and one's own account.
    **_both("public", "account_login", "account_logout"),
    **_read("public", "account_inactive"),
    # Only between password and second factor: tests/workspace/test_accounts.py walks there.
    "mfa_authenticate": {},
    **_both(
        "account",
        "account_reauthenticate", "account_change_password", "mfa_reauthenticate",
        "mfa_activate_totp",
    ),
    **_read("account", "mfa_index", "profile"),
    **_write("account", "token-create", "token-revoke", "sessions-end"),
    # Without a second factor these answer 404 or lead to setting one up.
    **_read(
        "account",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
        "mfa_deactivate_totp",
    ),
    # The workspace.
    **_read(
        "analyst",
        "queue", "queue-next", "mention", "mention-history", "article", "snapshot",
        "workspace-incidents", "incident-edit", "incident-history", "corrections", "correction",
        "faults", "learning",
    ),
    **_write(
        "analyst",
        "filter-save", "filter-forget", "bulk-preview", "bulk-decide", "undo", "mention-accept",
        "mention-save", "mention-reject", "mention-reopen", "mention-attach", "mention-detach",
        "mention-assign", "mention-correct", "mention-add", "incident-save", "incident-submit",
        "incident-discard", "incident-headline", "incident-cite", "incident-uncite", "incident-link",
        "incident-unlink", "correction-propose", "correction-decline", "fault-retry",
    ),
    **_both("analyst", "incident-new", "submit"),
    **_both("editor", "source-add"),
    **_write(
        "editor",
        "incident-return", "incident-publish", "incident-retract", "incident-merge",
        "incident-split", "correction-apply",
    ),
}  # fmt: skip

# Answered alike to everybody: the API's answer to addresses that do not exist.
UNNAMED = {"api/v1/^", "admin/(?P<url>.*)$"}
# Of the admin these two are for whoever comes to log in or out; all others are for administrators.
ADMIN_OPEN = {"admin:login", "admin:logout"}


def rule_of(name: str) -> dict[str, str]:
    """The rule of a route by its name with its namespace; KeyError where there is none."""
    if name in ADMIN_OPEN:
        return {}
    if name.startswith("admin:"):
        return {"GET": "administrator" if _possible(name.removeprefix("admin:")) else "nobody"}
    return RULES[name]


def _possible(name: str) -> bool:
    """Whether administrators may do it: records are not added or deleted by hand, reference data are."""
    for model, page in site._registry.items():
        for what, may in (("add", page.has_add_permission), ("delete", page.has_delete_permission)):
            if name == f"{model._meta.app_label}_{model._meta.model_name}_{what}":
                return may(_AsAdministrator())  # type: ignore[arg-type]  # all that is asked of it
    return True


class _AsAdministrator:
    """A request of somebody who may do all that anybody may."""

    user = User(is_superuser=True)
