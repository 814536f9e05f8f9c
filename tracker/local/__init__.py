"""The one-command mode: PostgreSQL, Redis, web, worker and beat under one supervisor on this machine."""
