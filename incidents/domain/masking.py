"""Personal data in quoted evidence, masked for the public: ID numbers, phones, e-mail, private persons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

MASK = "▇"

# Sixteen digits, in one piece or in groups of four: a national ID number (NIK) or a family card (KK).
_SIXTEEN = re.compile(r"(?<![\d.,])\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\d]|[.,]\d)")
# Indonesian numbers: +62, 62 or 0, then 8 and an operator (mobile) or an area code (fixed line).
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?:\+62|62|0)[ .-]?(?:\(0?\d{2,3}\)|8\d{1,2}|[2-79]\d{1,2})(?:[ .-]?\d{3,4}){2,3}(?![\w]|[.,]\d)"
)
_AREA_CODE = re.compile(r"\(0\d{2,3}\)[ .-]?\d{3,4}[ .-]?\d{3,4}(?!\d|[.,]\d)")
_FOREIGN = re.compile(r"(?<![\w+])\+(?!62)\d{1,3}(?:[ .-]?\d{2,4}){3,4}(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
_PROVINCES = range(11, 100)


def masked(text: str) -> str:
    """`text` with personal data covered; the length may change, so use it only for showing.

    Sources: Permendagri 73/2022 and UU 24/2013 for the make-up of the NIK (place, day of birth, serial),
    the national numbering plan for phones. Figures with dots or commas (204.807.203) stay as they are.
    """
    text = _EMAIL.sub(lambda m: f"{m[1][0]}{MASK * 3}@{m[2]}", text)
    text = _SIXTEEN.sub(lambda m: _covered(m[0]) if is_identity_number(m[0]) else m[0], text)
    for phone in (_AREA_CODE, _PHONE, _FOREIGN):
        text = phone.sub(lambda m: _covered(m[0]), text)
    return text


def without_names(text: str, names: Iterable[str]) -> str:
    """`text` with each of the names of private persons replaced by what they are, longest names first."""
    known = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    if not known:
        return text
    any_of = "|".join(re.escape(name) for name in known)
    word = _("[a private person]")
    return re.sub(rf"(?<!\w)(?:{any_of})(?!\w)", lambda _found: word, text, flags=re.IGNORECASE)


def is_identity_number(text: str) -> bool:
    """Whether sixteen digits can be a NIK or a KK: a province's code, and a day of birth or of issue.

    A woman's NIK has 40 added to the day.
    """
    digits = re.sub(r"\D", "", text)
    if len(digits) != 16 or int(digits[:2]) not in _PROVINCES:
        return False
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    try:
        date(2000 + year, month, day - 40 if day > 40 else day)
    except ValueError:
        return False
    return True


def holds_personal_data(text: str) -> bool:
    """Whether `masked` would cover anything."""
    return masked(text) != text


def _covered(found: str) -> str:
    """Digits covered but for the last two, other characters kept."""
    last = [i for i, c in enumerate(found) if c.isdigit()][-2:]
    return "".join(MASK if c.isdigit() and i not in last else c for i, c in enumerate(found))
