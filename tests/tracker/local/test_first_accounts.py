"""The first accounts are made once, in an empty database, and never changed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.domain.vocabulary import Role
from incidents.models import User
from tracker.local.first_accounts import make_first_accounts

pytestmark = pytest.mark.django_db


def kept(path: Path) -> dict[str, str]:
    """The passwords in the file."""
    return dict(line.split("=", 1) for line in path.read_text("utf-8").splitlines())


def test_they_can_log_in_with_the_kept_passwords_and_have_their_roles(tmp_path: Path) -> None:
    make_first_accounts(tmp_path / "passwords.txt")

    passwords = kept(tmp_path / "passwords.txt")
    for person in User.objects.all():
        assert person.check_password(passwords[person.username])
    assert User.objects.get(username="admin").has_role(Role.ADMINISTRATOR)
    assert User.objects.get(username="admin").is_staff
    assert User.objects.get(username="analyst").has_role(Role.ANALYST)
    assert not User.objects.get(username="analyst").has_role(Role.EDITOR)
    assert User.objects.get(username="editor").has_role(Role.EDITOR)
    assert not User.objects.get(username="editor").is_superuser


def test_where_people_are_nobody_is_added(tmp_path: Path) -> None:
    User.objects.create_user("somebody")
    make_first_accounts(tmp_path / "passwords.txt")
    assert User.objects.count() == 1
    assert not (tmp_path / "passwords.txt").exists()


def test_a_start_that_was_cut_off_goes_on_with_the_passwords_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "passwords.txt"
    path.write_text("admin=one\nanalyst=two\neditor=three\n", "utf-8")
    make_first_accounts(path)
    assert User.objects.get(username="editor").check_password("three")
