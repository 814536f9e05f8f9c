"""Addresses written to deceive: what a browser would open is what is checked, or nothing is."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.domain.addresses import (
    embedded_ipv4,
    is_public,
    parse_address,
    refuse,
    remove_dots,
)
from incidents.domain.errors import PermanentError


@pytest.mark.parametrize(
    "spelling",
    [
        "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7F.0.0.1", "0177.0.0.1",
        "0x7f.1", "017700000001", "127.0.0.1.", "%31%32%37.0.0.1", "１２７.0.0.1", "127。0。0。1",
        "①27.0.0.1", "0x7f.0x0.0x0.0x1", "00177.0.0.01",
    ],
)  # fmt: skip
def test_every_spelling_of_this_machine_is_read_as_it(spelling: str) -> None:
    assert parse_address(f"http://{spelling}/").host == "127.0.0.1"


@pytest.mark.parametrize(
    "host",
    [
        "256.0.0.1", "1.2.3.4.5", "1.2.3.256", "1.2.65536", "4294967296", "0x100000000", "08.0.0.1",
        "1.2.3.09", "a.1", "kabar.example.0x7f", "1..2", "..", ".", "",
    ],
)  # fmt: skip
def test_a_host_that_ends_in_a_number_without_being_an_address_is_refused(host: str) -> None:
    with pytest.raises(PermanentError) as caught:
        parse_address(f"http://{host}/")
    assert caught.value.reason == "address"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "/", "//kabar.example/", "kabar.example", "javascript:alert(1)", "data:text/html,x",
        "file:///etc/passwd", "ftp://kabar.example/", "gopher://kabar.example/", "httpx://kabar.example/",
        "http:kabar.example", "http:/kabar.example", "http://", "http:///x", "https://?q", "https://#f",
        "http://kabar.example:65536/", "http://kabar.example:99999999999/", "http://kabar.example:-1/",
        "http://kabar.example:80:80/", "http://kabar.example:abc/", "http://[::1/", "http://::1/",
        "http://[::1]x/", "http://[fe80::1%25eth0]/", "http://[g::1]/", "http://[1.2.3.4]/",
        "http://ka bar.example/", "http://ka<bar.example/", "http://ka^bar.example/",
        "http://ka|bar.example/", "http://kabar%00.example/", "http://kabar%2f.example/",
        "http://kabar%23.example/", "http://kabar%40evil.example/", "http://%zz.example/",
        "http://%ff.example/", "http://a@kabar.example/",
        "http://@kabar.example/", "http://:@kabar.example/", "http://a:b@127.0.0.1/",
        "http://kabar.example@evil.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(PermanentError) as caught:
        parse_address(text)
    assert caught.value.reason == "address"
    assert str(caught.value).startswith("Not an address to fetch")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x00 https://kabar.example/a\t\n\rb \x1f", "https://kabar.example/ab"),
        ("ht\ntp://kabar.example/", "http://kabar.example/"),
        ("https:\\\\kabar.example\\a\\b", "https://kabar.example/a/b"),
        ("https://kabar.example/?u=\\x", "https://kabar.example/?u=%5Cx"),
        ("https://kabar.example:/a", "https://kabar.example/a"),
        ("https://kabar.example:00443/a", "https://kabar.example/a"),
        ("https://kabar.example:080/a", "https://kabar.example:80/a"),
        ("https://KABAR.example./a", "https://kabar.example./a"),
        ("https://kabar.example#//evil.example/", "https://kabar.example/"),
        ("https://kabar.example?@evil.example/", "https://kabar.example/?@evil.example/"),
        ("https://kabar.example/@evil.example/", "https://kabar.example/@evil.example/"),
        ("https://kabar.example/%2e%2E/%2e/a/..", "https://kabar.example/"),
        ("https://ka%62ar.example/", "https://kabar.example/"),
        ("https://ＫＡＢＡＲ.example/", "https://kabar.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://berita_kita.example/", "https://berita_kita.example/"),
        ("https://kabar.example/a%2Fb%c3%a9", "https://kabar.example/a%2Fb%c3%a9"),
        ("https://kabar.example/a b\u00a0c", "https://kabar.example/a%20b%C2%A0c"),
        ('https://kabar.example/"<>`{}', "https://kabar.example/%22%3C%3E%60%7B%7D"),
        ("https://[2001:DB8:0:0::1]/", "https://[2001:db8::1]/"),
        ("https://kabar.example/?a=1#b?c", "https://kabar.example/?a=1"),
        ("https://kabar.example/a/./b/../../c/", "https://kabar.example/c/"),
    ],
)
def test_what_a_browser_opens_is_what_is_read(text: str, expected: str) -> None:
    assert str(parse_address(text)) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("", "https://kabar.example/politik/kpu"),
        ("?hal=2", "https://kabar.example/politik/kpu?hal=2"),
        ("#komentar", "https://kabar.example/politik/kpu"),
        ("lain", "https://kabar.example/politik/lain"),
        ("/lain", "https://kabar.example/lain"),
        ("../../../lain", "https://kabar.example/lain"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("\\\\evil.example\\a", "https://evil.example/a"),
        ("/\\evil.example/a", "https://evil.example/a"),
        ("///evil.example/a", "https://evil.example/a"),
        ("////evil.example/a", "https://evil.example/a"),
        ("HTTP://Other.example", "http://other.example/"),
    ],
)
def test_a_link_leads_where_a_browser_would_go(link: str, expected: str) -> None:
    assert str(parse_address(link, "https://kabar.example/politik/kpu")) == expected


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:a@b.example", "http://[", "//u:p@h.example/", "tel:112"]
)
def test_a_link_to_no_page_is_refused(link: str) -> None:
    with pytest.raises(PermanentError):
        parse_address(link, "https://kabar.example/politik/kpu")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "/"), ("/", "/"), ("/.", "/"), ("/..", "/"), ("/../..", "/"), ("/a/.", "/a/"),
        ("/a/..", "/"), ("/a/../b", "/b"), ("/a//b", "/a//b"), ("/a/b/../../../c", "/c"),
        ("/...", "/..."), ("/.a", "/.a"), ("/%2E%2e/a", "/a"), ("/a/%2e", "/a/"), ("/..a/b", "/..a/b"),
    ],
)  # fmt: skip
def test_dots_never_climb_out(path: str, expected: str) -> None:
    assert remove_dots(path) == expected


@given(st.text("ab./%2eE\\", max_size=25))
@settings(max_examples=150, deadline=None)
def test_no_path_keeps_a_step_up(path: str) -> None:
    read = parse_address(f"https://kabar.example/{path}").path
    assert read.startswith("/")
    assert not {".", ".."} & set(read.replace("%2e", ".").replace("%2E", ".").split("/"))


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_reading_twice_is_reading_once_and_nothing_else_is_raised(text: str) -> None:
    try:
        once = parse_address(f"https://{text}")
    except PermanentError:
        return
    again = parse_address(str(once))
    assert again == once
    assert str(once).isascii()


@pytest.mark.parametrize(
    ("wrapped", "inner"),
    [
        ("::ffff:10.0.0.1", ["10.0.0.1"]),
        ("64:ff9b::10.0.0.1", ["10.0.0.1"]),
        ("2002:0a00:0001::", ["10.0.0.1"]),
        ("2001:0:a00:1::f5ff:fffe", ["10.0.0.1", "10.0.0.1"]),
        ("2606:4700::1", []),
    ],
)
def test_what_is_wrapped_in_an_ipv6_address_is_found(wrapped: str, inner: list[str]) -> None:
    assert [str(each) for each in embedded_ipv4(IPv6Address(wrapped))] == inner


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
@settings(max_examples=150, deadline=None)
def test_no_wrapping_makes_a_private_address_public(plain: IPv4Address) -> None:
    number = int(plain)
    mapped = IPv6Address((0xFFFF << 32) | number)
    nat64 = IPv6Address((0x64FF9B << 96) | number)
    sixtofour = IPv6Address((0x2002 << 112) | (number << 80) | 1)
    assert is_public(mapped) == is_public(nat64) == is_public(plain)
    assert not is_public(sixtofour) or is_public(plain)


@pytest.mark.parametrize(
    ("edge", "public"),
    [
        ("9.255.255.255", True), ("10.0.0.0", False), ("10.255.255.255", False), ("11.0.0.0", True),
        ("172.15.255.255", True), ("172.16.0.0", False), ("172.31.255.255", False), ("172.32.0.0", True),
        ("100.63.255.255", True), ("100.64.0.0", False), ("100.127.255.255", False), ("100.128.0.0", True),
        ("169.253.255.255", True), ("169.254.0.0", False), ("169.255.0.0", True),
        ("192.167.255.255", True), ("192.168.0.0", False), ("192.169.0.0", True),
        ("198.17.255.255", True), ("198.18.0.0", False), ("198.19.255.255", False), ("198.20.0.0", True),
        ("223.255.255.255", True), ("224.0.0.0", False), ("239.255.255.255", False), ("240.0.0.0", False),
        ("126.255.255.255", True), ("127.0.0.0", False), ("128.0.0.1", True),
    ],
)  # fmt: skip
def test_the_edges_of_reserved_blocks(edge: str, public: bool) -> None:
    assert is_public(ip_address(edge)) is public


@pytest.mark.parametrize("text", ["https://andi:rahasia@k.example/", "//u:rahasia@h/" + "x" * 900])
def test_a_refusal_is_short_and_says_no_log_in(text: str) -> None:
    said = str(refuse(text, "it is a test"))
    assert "rahasia" not in said
    assert len(said) < 300
