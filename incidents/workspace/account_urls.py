"""Addresses of log-in, log-out, password, second factor and the person's own page.

Only what is used of allauth is routed: nobody signs up, and no mail is sent.
"""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from .views import profile

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("profile/", profile.profile, name="profile"),
    path("profile/tokens/", profile.create_token, name="token-create"),
    path("profile/tokens/<str:key>/revoke/", profile.revoke_token, name="token-revoke"),
    path("profile/sessions/end/", profile.end_other_sessions, name="sessions-end"),
]
