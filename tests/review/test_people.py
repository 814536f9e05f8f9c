"""Log-ins made from the command line."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from incidents.domain.vocabulary import Role
from incidents.models import User
from incidents.review import access, people

pytestmark = pytest.mark.django_db


def test_a_log_in_gets_a_role_and_a_password_that_is_printed_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("add_user", "sari", "--role", "editor", "--email", "sari@example.org")
    printed = capsys.readouterr().out
    password = printed.strip().rsplit(" ", 1)[1]
    person = User.objects.get(username="sari")
    assert len(password) >= 20
    assert person.check_password(password)
    assert password not in person.password
    assert access.can(person, "publish")
    assert not person.is_staff
    assert authenticate(None, username="sari", password="wrong") is None


def test_a_taken_or_impossible_name_is_refused() -> None:
    call_command("add_user", "sari", stdout=None)
    for name in ("sari", "sa ri", "<b>"):
        with pytest.raises(CommandError):
            call_command("add_user", name)
    assert User.objects.count() == 1


def test_resetting_changes_role_and_password(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("add_user", "sari", "--role", "administrator")
    first = capsys.readouterr().out.strip().rsplit(" ", 1)[1]
    assert User.objects.get().is_staff
    call_command("add_user", "sari", "--role", "reader", "--reset")
    person = User.objects.get()
    assert not person.check_password(first)
    assert (person.role_names(), person.is_staff) == (frozenset({"reader"}), False)


def test_groups_that_are_not_roles_stay() -> None:
    person = people.add("sari", role=Role.READER, password="correct horse battery")
    person.groups.add(Group.objects.create(name="desk"))
    people.give_role(person, Role.ANALYST)
    assert set(person.groups.values_list("name", flat=True)) == {"desk", "analyst"}
