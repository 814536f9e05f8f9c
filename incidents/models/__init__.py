"""What is remembered, one module per aggregate.

Direction of imports between the modules: users, places, elections, entities <- sources <- articles
<- incidents <- mentions <- decisions, faults. A module imports only from those left of it; names are re-exported here.
"""

from .articles import Article, Snapshot, Story, StoryBand
from .decisions import Decision
from .elections import Election, ElectionPhase
from .entities import Alias, Entity
from .faults import Fault
from .incidents import Citation, Correction, Incident, IncidentLink
from .mentions import Mention, MentionEntity, SavedFilter
from .places import Place
from .sources import Item, Poll, Source
from .users import User

__all__ = [
    "Alias",
    "Article",
    "Citation",
    "Correction",
    "Decision",
    "Election",
    "ElectionPhase",
    "Entity",
    "Fault",
    "Incident",
    "IncidentLink",
    "Item",
    "Mention",
    "MentionEntity",
    "Place",
    "Poll",
    "SavedFilter",
    "Snapshot",
    "Source",
    "Story",
    "StoryBand",
    "User",
]
