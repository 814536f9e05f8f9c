"""History of an incident's lists: which election, target, actor or place was added or taken out, and when."""

from __future__ import annotations

import pghistory

from .incidents import Incident

_LISTS = (pghistory.InsertEvent("added"), pghistory.DeleteEvent("removed"))


@pghistory.track(*_LISTS, obj_field=None)
class IncidentElection(Incident.elections.through):  # type: ignore[name-defined,misc] # made by Django at run time
    """One election of one incident."""

    class Meta:
        proxy = True


@pghistory.track(*_LISTS, obj_field=None)
class IncidentTarget(Incident.targets.through):  # type: ignore[name-defined,misc] # made by Django at run time
    """One target of one incident."""

    class Meta:
        proxy = True


@pghistory.track(*_LISTS, obj_field=None)
class IncidentActor(Incident.actors.through):  # type: ignore[name-defined,misc] # made by Django at run time
    """One actor of one incident."""

    class Meta:
        proxy = True


@pghistory.track(*_LISTS, obj_field=None)
class IncidentPlace(Incident.places.through):  # type: ignore[name-defined,misc] # made by Django at run time
    """One place of one incident."""

    class Meta:
        proxy = True
