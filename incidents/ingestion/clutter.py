"""Lines of a page that are no part of its article: "Baca juga", calls to follow, forms, teasers."""

from __future__ import annotations

import re

# A pointer to another article; if the headline stands on the next line, that goes too.
_POINTER = re.compile(
    r"(?i)^[\s>•»·\-–—*|\[(]*(?:baca(?: berita)? (?:juga|pula|lainnya|selengkapnya)|lihat juga|lihat video|simak (?:juga|pula|video)|"
    r"tonton juga|saksikan juga|pilihan editor|artikel terkait|berita terkait|berita lainnya|"
    r"(?:also read|read also|read more|see also|related(?: article| story| news)?|more on this story|recommended|watch)\b(?=\s*:|\s*$))"
    r"\s*[:：\-–—|»>]*\s*"
)
_LINES = re.compile(
    r"(?i)^\W*(?:"
    r"scroll to continue(?: with content)?|scroll to resume content|advertisement|iklan|\[?gambas:.*|sebarkan artikel ini|"
    r"halaman (?:selanjutnya|berikutnya|\d+ dari \d+)|selanjutnya|lanjutkan membaca.*|copyright (?:©|\(c\)|\d{4}).*|hak cipta.*dilindungi.*|"
    r"share this.*|bagikan(?: artikel| berita)?(?: ini)?|salin (?:tautan|link)|copy link|komentar|comments?|"
    r"(?:ikuti|dapatkan|simak|gabung|baca)\b.{0,120}\b(?:google news|whats ?app|telegram|channel|saluran|kanal|aplikasi|newsletter|buletin)\b.*|"
    r"(?:follow|join|sign up|subscribe)\b.{0,120}\b(?:google news|whats ?app|telegram|channel|newsletter|app)\b.*|"
    r"baca berita tanpa iklan.*|download aplikasi.*|"
    r"alamat (?:email|surel) anda tidak akan dipublikasikan.*|your email address will not be published.*|"
    r"ruas yang wajib ditandai.*|required fields are marked.*|"
    r"simpan nama, email, dan situs web saya.*|save my name, email, and website.*"
    r")\W*$"
)
# What follows such a line near the foot of a page is not the article's.
_FOOT = re.compile(
    r"(?i)^\W*(?:tinggalkan (?:balasan|komentar)|leave a (?:reply|comment)|berita terkait|artikel terkait|"
    r"berita (?:populer|terpopuler|terkini|lainnya)|terpopuler|related (?:posts|articles|stories)|"
    r"rekomendasi untuk anda|you may also like|kirim komentar|tulis komentar)\W*:?\W*$"
)
_FOOT_AFTER = 0.5


def without_clutter(text: str) -> str:
    """The text without pointers to other articles, calls to follow, comment forms and what follows them."""
    lines = text.split("\n")
    kept: list[str] = []
    headline_follows = False
    read = 0
    for line in lines:
        if _FOOT.match(line) and read >= _FOOT_AFTER * len(text):
            break
        read += len(line) + 1
        pointer = _POINTER.match(line)
        if pointer and _is_pointer(line, pointer.end()):
            headline_follows = pointer.end() >= len(line.rstrip())
            continue
        if headline_follows and _is_headline(line):
            headline_follows = False
            continue
        headline_follows = headline_follows and not line.strip()
        if not _LINES.match(line):
            kept.append(line)
    return "\n".join(kept)


def _is_pointer(line: str, end: int) -> bool:
    """A colon, a bare cue, or a headline of at most 25 words; not a sentence that begins alike."""
    rest = line[end:].strip()
    marked = line[:end].rstrip()[-1:] in set(":：-–—|»>")
    return not rest or marked or (len(rest.split()) <= 25 and not rest.endswith((".", "”", '"')))


def _is_headline(line: str) -> bool:
    words = line.split()
    return 0 < len(words) <= 25 and not line.rstrip().endswith((".", "”", '"'))
