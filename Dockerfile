# Shahryar in a container: slim, non-root, root file system read-only, data on /data.
# `tests/container` runs each RUN, HEALTHCHECK and CMD below as a plain command in a clean folder.
# Run: docker run --read-only --tmpfs /tmp -v shahryar:/data -p 8080:8080 --env-file production.env shahryar
FROM python:3.13-slim

WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/app/.venv/bin:$PATH

COPY requirements/run.lock requirements/run.lock
RUN python3 -m venv .venv && .venv/bin/pip install --quiet --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements/run.lock

COPY bot bot
COPY dialogs dialogs
COPY integrations integrations
COPY knowledge knowledge
COPY nlu nlu
RUN .venv/bin/python -m bot check && .venv/bin/python -m bot train --out model && .venv/bin/python -m compileall -q bot dialogs integrations knowledge nlu

RUN mkdir -p /data && chown 10001:10001 /data
USER 10001:10001
VOLUME /data
ENV SHAHRYAR_HOST=0.0.0.0 SHAHRYAR_VAR_DIR=/data SHAHRYAR_MODEL_DIR=/app/model
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s CMD .venv/bin/python -c "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ.get('SHAHRYAR_PORT', '8080') + '/healthz', timeout=2)"
CMD [".venv/bin/python", "-m", "bot", "serve"]
