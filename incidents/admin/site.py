"""The admin site."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class TrackerAdminSite(AdminSite):
    """Django's admin with our name on it."""

    site_header = "Siaga"
    site_title = "Siaga"
    index_title = _("Administration")
