"""Addresses of log-in, log-out, password and second factor."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("allauth.account.urls")), path("2fa/", include("allauth.mfa.urls"))]
