"""App configuration."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class IncidentsConfig(AppConfig):
    """The one app of the project."""

    name = "incidents"
    verbose_name = "Siaga"


class TrackerAdminConfig(AdminConfig):
    """Django's admin with the site of our own."""

    default_site = "incidents.admin.site.TrackerAdminSite"
