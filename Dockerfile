# Turnwise in one image: docker build -t turnwise . && docker run -p 8000:8000 -v turnwise:/data turnwise
# The first admin account is printed once to the log (docker logs), or set by TURNWISE_ADMIN_EMAIL and _PASSWORD.

FROM node:20-slim AS web
WORKDIR /src/service/web
COPY service/web/package.json service/web/package-lock.json ./
RUN npm ci
COPY service/web ./
RUN npm run build

FROM python:3.11-slim AS python
# PyPI's Linux wheel of torch brings several GB of CUDA libraries that Turnwise does not use: this index has the CPU build.
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/turnwise
ENV PATH=/opt/turnwise/bin:$PATH
WORKDIR /src
# Dependencies first: this layer is built again only when one of these two files changes.
COPY pyproject.toml constraints.txt ./
RUN python -c "import tomllib; project = tomllib.load(open('pyproject.toml', 'rb'))['project']; extras = project['optional-dependencies']; print(*project['dependencies'], *extras['postgres'], *extras['redis'], sep='\n')" > requirements.txt
RUN pip install --extra-index-url ${TORCH_INDEX} -c constraints.txt -r requirements.txt
COPY README.md LICENSE ./
COPY prompts ./prompts
COPY knowledge ./knowledge
COPY graphs ./graphs
COPY evals ./evals
COPY service ./service
COPY --from=web /src/service/web/dist ./service/web/dist
RUN pip install --no-deps .

FROM python:3.11-slim
RUN useradd --system --create-home --uid 10001 turnwise && install -d -o turnwise -g turnwise /data
COPY --from=python /opt/turnwise /opt/turnwise
ENV PATH=/opt/turnwise/bin:$PATH PYTHONUNBUFFERED=1 TURNWISE_DATA=/data TURNWISE_HOST=0.0.0.0 TURNWISE_PORT=8000
USER turnwise
WORKDIR /home/turnwise
VOLUME /data
EXPOSE 8000
# The first start prepares the embedding model, hence the start period.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["turnwise", "serve"]
