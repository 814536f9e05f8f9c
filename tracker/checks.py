"""System checks of the settings: each wrong value has an id, the reason, and the cure."""

from __future__ import annotations
