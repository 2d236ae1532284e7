# One image for every part: `serve` (web and worker), `web`, `work`, `migrate`, and each other command of manage.py.
# Everything it needs, fonts, Typst and database clients included, comes as wheels: nothing is compiled.

FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.txt .
# The image gets neither pip nor the tests of libraries. Compiled modules are believed without comparing the times of their
# sources, which some builders round: else thousands would be compiled anew at each start.
RUN python -m venv --without-pip /venv \
 && python -m pip --python /venv/bin/python install --no-cache-dir --disable-pip-version-check --no-compile \
    --only-binary :all: --require-hashes -r requirements.txt \
 && find /venv/lib -type d -name tests -prune -exec rm -r {} + \
 && /venv/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash /venv/lib
COPY . .
RUN /venv/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash .

FROM python:3.11-slim
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin bespoke \
 && install -d -o bespoke -g bespoke -m 0700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
# The root may be read-only: what is written lies in /data, temporary files among it.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_FOLDER=/data HOME=/data TMPDIR=/data LOG_FORMAT=json START_SECONDS=60
USER 10001:10001
VOLUME /data
EXPOSE 8000
# Of what listens; a worker has its own check in compose.yaml.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["python", "deploy/healthy.py"]
ENTRYPOINT ["python", "manage.py"]
CMD ["serve", "--host", "0.0.0.0"]
