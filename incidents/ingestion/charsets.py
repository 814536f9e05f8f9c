"""Bytes to text: by HTTP header, byte order mark, meta element, then detection."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Encodings of the web. Others are not even tried: some of Python's take quadratic time, and
# UTF-7 hides markup from checks that look for it in ASCII.
KNOWN = re.compile(
    r"(?i)utf-?8|utf-?16(?:-?le|-?be)?|(?:us-)?ascii|iso-?8859-\d+|latin-?1|(?:windows|cp)-?125\d|"
    r"gb2312|gbk|gb18030|big5|shift[_-]jis|euc-(?:jp|kr)|koi8-[ru]|tis-620"
)
_SAMPLE = 50_000


def decode(body: bytes, charset: str | None) -> str:
    """The text of a body whose HTTP header states `charset`, if any; never fails."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    declared = _META.search(body[:4096])
    stated = declared[1].decode("ascii") if declared else ""
    for encoding in (charset or "", stated, "utf-8"):
        if not KNOWN.fullmatch(encoding):
            continue
        try:
            return body.decode(_web_name(encoding))
        except (LookupError, UnicodeDecodeError):
            continue
    best = from_bytes(body[:_SAMPLE]).best()
    return body.decode(best.encoding if best else "cp1252", "replace")


def _web_name(name: str) -> str:
    """Encodings as browsers understand them: Latin-1 and ASCII mean Windows-1252."""
    folded = name.lower().replace("_", "-")
    is_latin = folded in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
    return "cp1252" if is_latin else folded
