"""The closed lists of words that records use; the codes are those of the codebook in docs/codebook.md."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

CODEBOOK_VERSION = "1.0"


class Kind(TextChoices):
    """What a mention or an incident is about."""

    THREAT = "threat", _("Threat")
    ATTACK = "attack", _("Attack")
    MITIGATION = "mitigation", _("Mitigation")


class Category(TextChoices):
    """What happened, is feared or is done; which codes go with which kind: `categories_of`."""

    DATA_BREACH = "data-breach", _("Data breach")
    TAMPERING = "tampering", _("Tampering with votes or counts")
    DEFACEMENT = "defacement", _("Defacement")
    MALWARE = "malware", _("Malware")
    ACCOUNT_TAKEOVER = "account-takeover", _("Account takeover")
    PHISHING = "phishing", _("Phishing")
    DDOS = "ddos", _("Denial of service")
    INSIDER = "insider", _("Insider abuse")
    INTRUSION = "intrusion", _("Intrusion")
    IMPERSONATION = "impersonation", _("Impersonation")
    DISINFORMATION = "disinformation", _("Disinformation")
    HARASSMENT = "harassment", _("Harassment")
    OVERLOAD = "overload", _("Overload or failure")
    UNSPECIFIED = "unspecified", _("Cyber attack, unspecified")

    TRAINING = "training", _("Training")
    ACCESS_POLICY = "access-policy", _("Access policy")
    HARDENING = "hardening", _("Hardening")
    MONITORING = "monitoring", _("Monitoring")
    INCIDENT_RESPONSE = "incident-response", _("Incident response")
    COOPERATION = "cooperation", _("Cooperation")
    LAW_ENFORCEMENT = "law-enforcement", _("Law enforcement")
    CONTENT_MODERATION = "content-moderation", _("Content moderation")
    PUBLIC_COMMUNICATION = "public-communication", _("Public communication")
    AUDIT_TESTING = "audit-testing", _("Audit and testing")
    REGULATION = "regulation", _("Regulation")
    CONTINGENCY = "contingency", _("Contingency")


HOSTILE_CATEGORIES: tuple[Category, ...] = tuple(Category)[:14]
MITIGATION_CATEGORIES: tuple[Category, ...] = tuple(Category)[14:]


class Status(TextChoices):
    """How far a statement goes; which codes go with which kind: `statuses_of`."""

    OCCURRED = "occurred", _("Occurred")
    ATTEMPTED = "attempted", _("Attempted")
    ALLEGED = "alleged", _("Alleged")
    DENIED = "denied", _("Denied")
    WARNED = "warned", _("Warned of")
    IN_PLACE = "in-place", _("In place")
    PLANNED = "planned", _("Planned")
    CALLED_FOR = "called-for", _("Called for")


_STATUSES: dict[str, tuple[Status, ...]] = {
    Kind.THREAT: (Status.WARNED,),
    Kind.ATTACK: (Status.OCCURRED, Status.ATTEMPTED, Status.ALLEGED, Status.DENIED),
    Kind.MITIGATION: (Status.IN_PLACE, Status.PLANNED, Status.CALLED_FOR),
}


def categories_of(kind: str) -> tuple[Category, ...]:
    """The categories that a record of `kind` may have."""
    return MITIGATION_CATEGORIES if kind == Kind.MITIGATION else HOSTILE_CATEGORIES


def statuses_of(kind: str) -> tuple[Status, ...]:
    """The statuses that a record of `kind` may have; raises KeyError for an unknown kind."""
    return _STATUSES[kind]


class Unit(TextChoices):
    """What a figure counts."""

    ATTACKS = "attacks", _("attacks")
    RECORDS = "records", _("records")
    ACCOUNTS = "accounts", _("accounts")
    SITES = "sites", _("sites")
    HOAXES = "hoaxes", _("hoaxes")
    PEOPLE = "people", _("people")
    OTHER = "other", _("other")


class Precision(TextChoices):
    """How exactly a date is known."""

    YEAR = "year", _("Year")
    MONTH = "month", _("Month")
    DAY = "day", _("Day")


class DateOrigin(TextChoices):
    """Where an article's publication date was read."""

    JSON_LD = "json-ld", _("JSON-LD")
    META = "meta", _("Meta element")
    TIME = "time", _("Time element")
    DATELINE = "dateline", _("Dateline in the text")
    URL = "url", _("Address")
    FEED = "feed", _("Feed")
    GIVEN = "given", _("Given at submission")


class Language(TextChoices):
    """Languages with an extraction pack, and the rest."""

    INDONESIAN = "id", _("Indonesian")
    ENGLISH = "en", _("English")
    MALAY = "ms", _("Malay")
    OTHER = "und", _("Other")


class TLP(TextChoices):
    """Traffic Light Protocol 2.0 (FIRST); only `clear` reaches the public."""

    CLEAR = "clear", "TLP:CLEAR"
    GREEN = "green", "TLP:GREEN"
    AMBER = "amber", "TLP:AMBER"
    AMBER_STRICT = "amber+strict", "TLP:AMBER+STRICT"
    RED = "red", "TLP:RED"


class Reliability(TextChoices):
    """Reliability of a source on the Admiralty scale (NATO AJP-2.1)."""

    A = "A", _("A: completely reliable")
    B = "B", _("B: usually reliable")
    C = "C", _("C: fairly reliable")
    D = "D", _("D: not usually reliable")
    E = "E", _("E: unreliable")
    F = "F", _("F: cannot be judged")


class Credibility(IntegerChoices):
    """Credibility of one piece of information on the Admiralty scale."""

    CONFIRMED = 1, _("1: confirmed by other sources")
    PROBABLY_TRUE = 2, _("2: probably true")
    POSSIBLY_TRUE = 3, _("3: possibly true")
    DOUBTFUL = 4, _("4: doubtful")
    IMPROBABLE = 5, _("5: improbable")
    CANNOT_BE_JUDGED = 6, _("6: cannot be judged")


class SourceKind(TextChoices):
    """How items of a source are found."""

    FEED = "feed", _("Feed (RSS, Atom, JSON Feed)")
    SITEMAP = "sitemap", _("Sitemap")
    PAGE = "page", _("Listing page")
    MANUAL = "manual", _("By hand")


class ArticleState(TextChoices):
    """Where an article stands in the pipeline."""

    STORED = "stored", _("Waiting for extraction")
    EXTRACTING = "extracting", _("Being extracted")
    EXTRACTED = "extracted", _("Extracted")
    FAILED = "failed", _("Extraction failed")


class MentionState(TextChoices):
    """Where a mention stands in review."""

    WAITING = "waiting", _("Waiting for review")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn: its sentence is gone")


class RejectionReason(TextChoices):
    """Why a mention was rejected; a short list so that the shares can be counted."""

    NOT_ELECTION = "not-election", _("Not about an election")
    NOT_CYBER = "not-cyber", _("Not about cyber or information security")
    NOT_STATED = "not-stated", _("The sentence does not say so")
    REPEATED = "repeated", _("Said already in this article")
    CLUTTER = "clutter", _("Not part of the article")
    OTHER = "other", _("Other (see note)")


class Lifecycle(TextChoices):
    """The road of an incident to the public; the steps allowed: `lifecycle.STEPS`."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Published, corrected")
    RETRACTED = "retracted", _("Retracted")
    MERGED = "merged", _("Merged into another")
    DISCARDED = "discarded", _("Discarded")


PUBLIC_LIFECYCLES: tuple[Lifecycle, ...] = (Lifecycle.PUBLISHED, Lifecycle.CORRECTED)
CLOSED_LIFECYCLES: tuple[Lifecycle, ...] = (
    Lifecycle.RETRACTED,
    Lifecycle.MERGED,
    Lifecycle.DISCARDED,
)


class LinkKind(TextChoices):
    """How one incident relates to another."""

    MITIGATES = "mitigates", _("mitigates")
    PART_OF = "part-of", _("part of")
    RELATED = "related", _("related to")


class EntityKind(TextChoices):
    """What sort of thing a name stands for."""

    BODY = "body", _("Body")
    PERSON = "person", _("Person in office")
    GROUP = "group", _("Group or alias")
    SYSTEM = "system", _("System")


class ElectionLevel(TextChoices):
    """What an election fills."""

    NATIONAL = "national", _("National")
    LOCAL = "local", _("Local")


class Phase(TextChoices):
    """Where in its calendar an election is."""

    PREPARATION = "preparation", _("Preparation")
    CAMPAIGN = "campaign", _("Campaign")
    POLLING_DAY = "polling-day", _("Polling day")
    COUNTING = "counting", _("Counting")
    DISPUTE = "dispute", _("Dispute")


class Role(TextChoices):
    """Roles of people; each includes the ones before it."""

    READER = "reader", _("Reader")
    ANALYST = "analyst", _("Analyst")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Act(TextChoices):
    """The acts that a Decision records."""

    PROPOSE = "propose", _("proposed")
    CLAIM = "claim", _("claimed")
    RELEASE = "release", _("released")
    ASSIGN = "assign", _("assigned")
    ACCEPT = "accept", _("accepted")
    CORRECT = "correct", _("corrected")
    REJECT = "reject", _("rejected")
    REOPEN = "reopen", _("reopened")
    ADD = "add", _("added")
    WITHDRAW = "withdraw", _("withdrew")
    ATTACH = "attach", _("attached")
    DETACH = "detach", _("detached")
    OPEN = "open", _("opened")
    EDIT = "edit", _("edited")
    CITE = "cite", _("cited a source for")
    LINK = "link", _("linked")
    UNLINK = "unlink", _("unlinked")
    HEADLINE = "headline", _("chose the headline figure of")
    SUBMIT = "submit", _("sent to review")
    RETURN = "return", _("returned")
    PUBLISH = "publish", _("published")
    PROPOSE_CORRECTION = "propose-correction", _("proposed a correction of")
    DECLINE_CORRECTION = "decline-correction", _("declined a correction of")
    PUBLISH_CORRECTION = "publish-correction", _("published a correction of")
    RETRACT = "retract", _("retracted")
    DISCARD = "discard", _("discarded")
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")
    IMPORT = "import", _("loaded")
    UNDO = "undo", _("undid")
