"""The wiring as an app of Django's, so that its system checks run."""

from __future__ import annotations

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Registers the checks of the settings."""

    name = "tracker"
    verbose_name = "Siaga (wiring)"

    def ready(self) -> None:
        """Importing the checks registers them."""
        from . import checks  # noqa: F401 - registered by import
