"""What is covered in public evidence, and what must stay readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.masking import holds_personal_data, is_identity_number, masked, without_names


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NIK 3171021708450001 dijual", "NIK ▇▇▇▇▇▇▇▇▇▇▇▇▇▇01 dijual"),
        ("NIK 3171 0257 0845 0001.", "NIK ▇▇▇▇ ▇▇▇▇ ▇▇▇▇ ▇▇01."),
        ("KK 3171021708120007,", "KK ▇▇▇▇▇▇▇▇▇▇▇▇▇▇07,"),
        ("hubungi 081234567890", "hubungi ▇▇▇▇▇▇▇▇▇▇90"),
        ("WA +62 812-3456-7890", "WA +▇▇ ▇▇▇-▇▇▇▇-▇▇90"),
        ("telepon (021) 3193 7223 atau 021-31937223", "telepon (▇▇▇) ▇▇▇▇ ▇▇23 atau ▇▇▇-▇▇▇▇▇▇23"),
        ("call +1 202 555 0143 now", "call +▇ ▇▇▇ ▇▇▇ ▇▇43 now"),
        ("surel budi.santoso@example.co.id", "surel b▇▇▇@example.co.id"),
    ],
)
def test_personal_data_is_covered(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert holds_personal_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "204.807.203 pemilih dan 252,327,304 baris",
        "Data 204807203 pemilih bocor",
        "1.234.567.890.123.456 percobaan",
        "Rp 1.000.000.000.000 lebih",
        "pada 2019-04-17 pukul 08.30 WIB",
        "337 225 465 records",
        "No 1234567890123456",  # no day of birth in it
        "nomor 123/PUU-XVII/2019 dan 08.123 serangan",
        "id 9999999999999999",
        "KPU, Bawaslu dan BSSN",
        "sekitar 5 ribu serangan, 20 juta akun",
        "PKPU 2 Tahun 2024, Pasal 280 ayat 1",
    ],
)
def test_figures_dates_and_numbers_of_laws_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("3171021708450001", True),
        ("3171025708450001", True),  # a woman's: day of birth plus 40
        ("3171023208450001", False),
        ("3171021713450001", False),
        ("0071021708450001", False),
        ("317102170845000", False),
    ],
)
def test_an_identity_number_has_a_province_and_a_day(number: str, expected: bool) -> None:
    assert is_identity_number(number) == expected


@given(st.integers(11, 94), st.integers(1, 28), st.integers(1, 12), st.integers(0, 99))
def test_every_identity_number_is_covered_anywhere(
    province: int, day: int, month: int, year: int
) -> None:
    number = f"{province:02}7102{day:02}{month:02}{year:02}0001"
    shown = masked(f"Contoh: {number}; dst.")
    assert number not in shown
    assert shown.startswith("Contoh: ")
    assert shown.endswith("; dst.")


@given(st.text(max_size=60))
def test_covering_twice_is_covering_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)


def test_private_names_are_replaced_by_what_they_are() -> None:
    text = "Budi Santoso melapor; menurut BUDI, Budiman tidak."
    shown = without_names(text, ["Budi", "Budi Santoso", " "])
    assert "Santoso" not in shown
    assert shown.endswith("Budiman tidak.")
    assert shown.count("[") == 2
    assert without_names(text, []) == text
