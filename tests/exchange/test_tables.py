"""CSV that a spreadsheet may open safely."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.exchange.tables import csv_lines, safe_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_cells_that_would_start_a_formula_are_quoted(start: str) -> None:
    assert safe_cell(f"{start}cmd|' /C calc'!A0").startswith("'")


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert [safe_cell(value) for value in (-5, 1.5, None, "", "teks", True)] == [
        "-5", "1.5", "", "", "teks", "True",
    ]  # fmt: skip


def test_the_file_starts_with_a_mark_and_its_heading() -> None:
    text = "".join(csv_lines(["a", "b"], [["ä", 'with "quotes", commas\nand lines'], [1, None]]))

    assert text.startswith("\ufeffa,b\r\n")
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == [
        ["a", "b"], ["ä", 'with "quotes", commas\nand lines'], ["1", ""],
    ]  # fmt: skip


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
@settings(max_examples=60)
def test_no_cell_of_any_file_starts_a_formula(cells: list[str]) -> None:
    text = "".join(csv_lines(["c"] * len(cells), [cells])).removeprefix("\ufeff")
    row = list(csv.reader(io.StringIO(text, newline="")))[1:]

    for found in row:
        for cell in found:
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_rows_are_read_one_at_a_time() -> None:
    def endless() -> object:
        number = 0
        while True:
            yield [number]
            number += 1

    lines = csv_lines(["n"], endless())  # type: ignore[arg-type] # a generator of rows

    assert [next(lines) for _ in range(4)] == ["\ufeff", "n\r\n", "0\r\n", "1\r\n"]
