"""App configuration."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class IncidentsConfig(AppConfig):
    """The one app of the project."""

    name = "incidents"
    verbose_name = "Siaga"

    def ready(self) -> None:
        """Keep the role groups there after every migrate, also the one that empties test databases."""
        from .review.access import ensure_roles

        post_migrate.connect(ensure_roles, sender=self, dispatch_uid="siaga.roles")


class TrackerAdminConfig(AdminConfig):
    """Django's admin with the site of our own."""

    default_site = "incidents.admin.site.TrackerAdminSite"

    def ready(self) -> None:
        """Find the admin of the packages, then register our own pages.

        Not from `incidents.admin` itself: importing the site's class reads that package, and pages that
        register meanwhile would do so with a site that is thrown away.
        """
        super().ready()
        import_module("incidents.admin.pages")
