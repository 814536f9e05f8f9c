"""Bodies, persons and places."""

from __future__ import annotations

from factory.declarations import Sequence
from factory.django import DjangoModelFactory

from incidents.models import Entity, Place


class EntityFactory(DjangoModelFactory[Entity]):
    """A body."""

    class Meta:
        model = Entity

    key = Sequence(lambda n: f"body-{n}")
    kind = "body"
    name = Sequence(lambda n: f"Badan {n}")
    name_en = Sequence(lambda n: f"Body {n}")
    country = "ID"


class PlaceFactory(DjangoModelFactory[Place]):
    """A province."""

    class Meta:
        model = Place

    code = Sequence(lambda n: f"ID-{n}")
    name = Sequence(lambda n: f"Provinsi {n}")
    name_en = Sequence(lambda n: f"Province {n}")
