"""What is remembered, one module per aggregate.

Direction of imports between the modules: agreement, labels, users, places, elections, entities <- sources
<- articles
<- incidents <- relations, mentions <- decisions, faults; counts, extractors. A module imports only from those left of it;
names are re-exported here.
"""

from .articles import Article, Snapshot, Story, StoryBand
from .counts import IncidentCount
from .decisions import ChainHead, Decision
from .elections import Election, ElectionPhase
from .entities import Alias, Entity
from .extractors import ExtractorModel, LearnedKind
from .faults import Fault
from .incidents import Citation, Correction, Incident, IncidentLink, PublicNumber
from .mentions import Mention, MentionEntity, SavedFilter
from .places import Place
from .relations import IncidentActor, IncidentElection, IncidentPlace, IncidentTarget
from .sources import Item, Poll, Source
from .users import User

__all__ = [
    "Alias",
    "Article",
    "ChainHead",
    "Citation",
    "Correction",
    "Decision",
    "Election",
    "ElectionPhase",
    "Entity",
    "ExtractorModel",
    "Fault",
    "Incident",
    "IncidentActor",
    "IncidentCount",
    "IncidentElection",
    "IncidentLink",
    "IncidentPlace",
    "IncidentTarget",
    "Item",
    "LearnedKind",
    "Mention",
    "MentionEntity",
    "Place",
    "Poll",
    "PublicNumber",
    "SavedFilter",
    "Snapshot",
    "Source",
    "Story",
    "StoryBand",
    "User",
]
