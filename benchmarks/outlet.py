"""Sites on this machine with as many distinct short news pages as are asked for; each page is made when it is asked.

    python benchmarks/outlet.py HOSTS

Listens on one port of 127.0.0.1, 127.0.0.2 and so on, prints the port, and ends when its input does.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import threading
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

WORDS, SENTENCES = 3_000, 14
# One page in so many reports something of elections; the others are other news, as in an outlet's archive.
REPORTS = 10
_FORMS = (
    "{} {} yang {} di {} itu {} dan {} untuk {}",
    "Menurut {} {}, {} tidak {} karena {} dengan {} dari {}",
    "{} juga {} pada {} {} oleh {} sehingga {} {}",
)
_PAGE = (
    "<!DOCTYPE html><html lang='id'><head><title>{title} - Kabar Arsip</title>"
    "<meta property='article:published_time' content='2019-04-{day:02}T09:00:00+07:00'></head><body>"
    "<nav><ul><li><a href='/'>Beranda</a></li><li><a href='/politik'>Politik</a></li></ul></nav>"
    "<article><h1>{title}</h1>{body}</article>"
    "<aside><h3>Berita Terpopuler</h3><ul><li><a href='/1'>Jadwal Layanan Daerah</a></li></ul></aside>"
    "<footer>Hak cipta dilindungi</footer></body></html>"
)
_ROBOTS = b"User-agent: *\nDisallow: /admin\n"


def host(number: int) -> str:
    """The loopback address of a site, from 0."""
    return f"127.0.0.{number + 1}"


def addresses(pages: int, hosts: int, port: int) -> list[str]:
    """The addresses of so many pages, host after host in turn."""
    return [f"http://{host(n % hosts)}:{port}/berita/{n}" for n in range(pages)]


@cache
def _words() -> list[str]:
    chance = random.Random(WORDS)  # noqa: S311 - made-up texts
    roots = [word for word in StemmerFactory().get_words() if word.isalpha() and len(word) > 3]
    return chance.sample(sorted(roots), WORDS)


def article(number: int) -> str:
    """The page of this number: about 150 words that no other page has in this order."""
    chance = random.Random(number)  # noqa: S311 - made-up texts
    sentences = []
    for _ in range(SENTENCES):
        form = chance.choice(_FORMS)
        sentences.append(form.format(*chance.choices(_words(), k=7)).capitalize() + ".")
    title = " ".join(chance.choices(_words(), k=5)).capitalize()
    if number % REPORTS == 0:
        title = f"Situs KPU diserang {number}"
        sentences[0] = (
            f"Sistem KPU menghadapi {number + 10} serangan siber pada Pemilu 2019, kata Ketua KPU di Jakarta, "
            "Selasa (23/4/2019)."
        )
    paragraphs = (" ".join(sentences[at : at + 3]) for at in range(0, SENTENCES, 3))
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return _PAGE.format(title=title, body=body, day=1 + number % 28)


def answer(path: str) -> tuple[int, str, bytes]:
    """Status, media type and body of a path."""
    if path == "/robots.txt":
        return 200, "text/plain", _ROBOTS
    name, _slash, number = path.rpartition("/")
    if name != "/berita" or not number.isdecimal():
        return 404, "text/plain", b"not here"
    return 200, "text/html; charset=utf-8", article(int(number)).encode()


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        status, media_type, body = answer(head.split(b" ", 2)[1].decode())
        lines = f"HTTP/1.1 {status} -\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}"
        writer.write(f"{lines}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()
        await writer.wait_closed()
    except (OSError, EOFError):
        writer.close()  # a client that was killed


async def _main(hosts: int) -> None:
    first = await asyncio.start_server(_serve, host(0), 0)
    port = int(first.sockets[0].getsockname()[1])
    others = [await asyncio.start_server(_serve, host(n), port) for n in range(1, hosts)]
    print(port, flush=True)
    await asyncio.gather(*(each.serve_forever() for each in (first, *others)))


def _end_with_the_caller() -> None:
    sys.stdin.buffer.read()  # returns when whoever started this is gone
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_caller, daemon=True).start()
    asyncio.run(_main(int(sys.argv[1])))
