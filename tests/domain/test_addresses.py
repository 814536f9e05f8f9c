"""Addresses are read strictly, and only public IP addresses are public."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.domain.addresses import is_public, parse_address
from incidents.domain.errors import PermanentError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://Kabar.EXAMPLE", "https://kabar.example/"),
        ("http://kabar.example:80/a b?q=é", "http://kabar.example/a%20b?q=%C3%A9"),
        ("http://kabar.example\\@evil.example/", "http://kabar.example/@evil.example/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://[::FFFF:7f00:1]:8080/", "http://[::ffff:7f00:1]:8080/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_an_address_is_brought_into_one_form(text: str, expected: str) -> None:
    assert str(parse_address(text)) in {
        expected,
        expected.replace("::ffff:7f00:1", "::ffff:127.0.0.1"),
    }


def test_a_relative_address_needs_a_base() -> None:
    assert str(parse_address("../b?x=1", "https://k.example/a/c/")) == "https://k.example/a/b?x=1"
    with pytest.raises(PermanentError):
        parse_address("../b?x=1")


def test_a_log_in_is_refused_and_not_repeated() -> None:
    with pytest.raises(PermanentError) as caught:
        parse_address("https://andi:rahasia@kabar.example/")
    assert caught.value.reason == "address"
    assert "rahasia" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1",
        "224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fd00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::", "2002:a9fe:a9fe::1",
        "64:ff9b::7f00:1", "64:ff9b:1::808:808", "2001:0:808:808::1", "0:1:0:1:0:1:0:1", "2001:db8::1",
    ],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_what_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@given(
    st.lists(
        st.sampled_from(
            [
                "http://",
                "a",
                "b.example",
                ".",
                "..",
                "/",
                "//",
                "x-y",
                "?q=1",
                "&",
                "%2e",
                "127.0.0.1",
                "0x7f",
                ".1",
                "id/",
            ]
        ),
        max_size=7,
    )
)
@settings(max_examples=200, deadline=None)
def test_the_short_way_for_plain_addresses_gives_what_the_long_way_gives(parts: list[str]) -> None:
    def read(text: str) -> str:
        try:
            return str(parse_address(text))
        except PermanentError:
            return "refused"

    text = "http://" + "".join(parts)
    assert read(text) == read(f" {text}")  # a space in front: never plain
