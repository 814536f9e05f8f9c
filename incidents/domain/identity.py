"""What makes two addresses, two texts or two reports the same: canonical address, hash, shingles, figures."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlencode

from .addresses import DEFAULT_PORTS, Address, parse_address
from .errors import PermanentError

SHINGLE_WORDS = 4

_MOBILE_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.])")
_TRACKING = re.compile(
    r"(?i)(?:utm_.*|mc_[ce]id|[a-z]*clid|_ga|igsh(?:id)?|ref(?:_src|src)?|cmpid|ncid|mibextid|smid|"
    r"amp|page|single|showpage|outputtype|output|tag_from|share|spm)"
)
_AMP_PATH = re.compile(r"(?i)/amp(?=/)|/amp/?$|(?<=\.)amp\.(?=html?$)")
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]"
)
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# Dates and times of day: outlets write them as they please in copies of one text.
_MOMENT = re.compile(
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}[.:]\d\d(?=\s*WI[BT])|\d{1,2}:\d\d|\b(?:19|20)\d\d\b"
)


def canonical_url(url: str) -> str:
    """The address by which an article is known; applying it twice changes nothing.

    AMP, mobile, paged and tracked forms of one address give the same string; it names the
    article and need not be fetchable. Raises PermanentError for what is not an http(s) address.
    """
    address = parse_address(url)
    host, previous = address.host.rstrip("."), ""
    while host != previous:
        host, previous = _MOBILE_HOST.sub("", host), host
    path, previous = _even_escapes(address.path), ""
    while path != previous:
        path, previous = _AMP_PATH.sub("", path), path
    path = path.rstrip("/") or "/"
    pairs = parse_qsl(address.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0])))
    own_port = address.port in DEFAULT_PORTS.values()
    port = DEFAULT_PORTS["https"] if own_port else address.port
    scheme = "https" if own_port else address.scheme
    return str(Address(scheme, host, port, path, query))


def _even_escapes(path: str) -> str:
    """The path with each character escaped in one way."""
    return "/".join(
        quote(
            unquote(segment, errors="surrogateescape"),
            safe="@!$&'()*+,;=:~",
            errors="surrogateescape",
        )
        for segment in path.split("/")
    )


def external_id(url: str) -> str:
    """The identifier of an address within its source, at most 500 characters long."""
    try:
        known = canonical_url(url)
    except PermanentError:
        known = url
    return known if len(known) <= 500 else f"sha256:{content_hash(known.encode())}"


def content_hash(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def normal_text(text: str) -> str:
    """The form in which a text is stored and counted: NFC, plain spaces, LF, no control characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROL.sub("", text.replace("\xa0", " ").replace("\t", " ").replace("\u2028", "\n"))
    text = text.encode("utf-8", "replace").decode()  # lone surrogates cannot be stored
    lines = [re.sub(" {2,}", " ", line).strip() for line in text.split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def text_hash(text: str) -> str:
    """SHA-256 of a text, which `normal_text` has gone over, in UTF-8."""
    return content_hash(text.encode())


def shingles(text: str) -> list[str]:
    """Every run of four words, lower-cased, figures and punctuation left out."""
    words = _WORD.findall(text.lower())
    if len(words) <= SHINGLE_WORDS:
        return [" ".join(words)] if words else []
    starts = range(len(words) - SHINGLE_WORDS + 1)
    return [" ".join(words[start : start + SHINGLE_WORDS]) for start in starts]


def figures(text: str) -> frozenset[str]:
    """The numbers a text states, by their digits, dates and times of day left out."""
    return frozenset(re.sub(r"\D", "", each) for each in _FIGURE.findall(_MOMENT.sub(" ", text)))


def altered(one: str, other: str) -> bool:
    """Whether each text states a figure that the other lacks, as spun copies do and cuts do not."""
    first, second = figures(one), figures(other)
    return bool(first - second) and bool(second - first)
