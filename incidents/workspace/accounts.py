"""Log-in rules: accounts are made by administrators, nobody signs up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    """allauth with sign-up closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Leave wrong passwords to django-axes, which counts them by name and address with a record.

        allauth would count them by name alone, so that anybody could lock anybody out; its limit stays for
        codes of the second factor, which only who has the password can guess at.
        """
