"""What the words of records mean, for readers; the order and the codes are those of the vocabulary."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import Category, Kind, Status

Words = str | Promise

KINDS: dict[Kind, Words] = {
    Kind.THREAT: _(
        "A danger that is not said to have happened: a warning, a weakness, an intention."
    ),
    Kind.ATTACK: _(
        "A hostile or harmful event that is said to have happened or to have been tried, or that somebody "
        "claims, even if it is denied."
    ),
    Kind.MITIGATION: _(
        "A measure taken, planned or called for, to prevent, detect, respond or recover. A bare assurance "
        "that data are safe is none."
    ),
}

CATEGORIES: dict[Category, Words] = {
    Category.DATA_BREACH: _("Data leaked, stolen or offered for sale, such as the voter roll."),
    Category.TAMPERING: _("Changing, or trying to change, votes, counts, tabulation or voter data."),
    Category.DEFACEMENT: _("Changing how a site looks or what it shows."),
    Category.MALWARE: _("Malicious software, ransomware or viruses that infect or lock a system."),
    Category.ACCOUNT_TAKEOVER: _("An account for messages, mail or social media taken over."),
    Category.PHISHING: _("Luring people with false links, files or messages."),
    Category.DDOS: _("Flooding a service on purpose to slow it or take it down."),
    Category.INSIDER: _("Abuse by people with access."),
    Category.INTRUSION: _("Breaking in, or trying to, where no more exact outcome is stated."),
    Category.IMPERSONATION: _("False sites, accounts or documents, and synthetic video or voice."),
    Category.DISINFORMATION: _("False claims, also that servers or counts are rigged."),
    Category.HARASSMENT: _("Slander, exposure or intimidation of officials as persons."),
    Category.OVERLOAD: _(
        "A failure without an attacker: load, error, misreading. Shown as an outage and never counted as "
        "an attack."
    ),
    Category.UNSPECIFIED: _("A \"cyber attack\" of which nothing more exact is said."),
    Category.TRAINING: _("Skills, awareness and guidance for staff."),
    Category.ACCESS_POLICY: _("Who may see or use what: accounts, passwords, official mail only."),
    Category.HARDENING: _("Strengthening servers, networks and software."),
    Category.MONITORING: _("Watching traffic, logs, sites and social media."),
    Category.INCIDENT_RESPONSE: _("Closing, blocking, tracing and restoring, and response teams."),
    Category.COOPERATION: _("Working with other agencies, companies or universities; task forces."),
    Category.LAW_ENFORCEMENT: _("Reports to the police, arrests, trials, rulings of councils."),
    Category.CONTENT_MODERATION: _("Taking down or blocking content or accounts."),
    Category.PUBLIC_COMMUNICATION: _("Clarifying in public, fact checks, education of voters."),
    Category.AUDIT_TESTING: _("Tests, audits, certification and simulation of systems."),
    Category.REGULATION: _("Laws and rules."),
    Category.CONTINGENCY: _("Back-up systems and procedures, such as the manual count."),
}  # fmt: skip

STATES: dict[Status, Words] = {
    Status.OCCURRED: _("Attack: said to have taken place, whatever harm it did."),
    Status.ATTEMPTED: _("Attack: tried, repelled or failed."),
    Status.ALLEGED: _("Attack: claimed, and not confirmed by the body concerned."),
    Status.DENIED: _("Attack: the body concerned or an authority says that it did not happen."),
    Status.WARNED: _("Threat: somebody warned of it."),
    Status.IN_PLACE: _("Measure: done or at work."),
    Status.PLANNED: _("Measure: announced for later."),
    Status.CALLED_FOR: _("Measure: demanded by somebody."),
}
