# docker build --tag qa-portal .
FROM node:22-slim AS look
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY assets assets
COPY templates templates
COPY foundation/charts foundation/charts
RUN npm run build

FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 VAR_DIR=/var/qa STATIC_ROOT=/portal/staticfiles
WORKDIR /portal
COPY requirements/app.txt requirements/app.txt
RUN pip install --no-cache-dir --require-hashes --no-deps --requirement requirements/app.txt
COPY . .
COPY --from=look /portal/static static
RUN useradd --system qa && mkdir -p /var/qa && chown qa /var/qa \
    && DEBUG=1 VAR_DIR=/tmp python manage.py check \
    && SECRET_KEY=only-to-collect-static-files-0123456789abcdefghij ALLOWED_HOSTS=localhost VAR_DIR=/tmp python manage.py collectstatic --no-input
USER qa
VOLUME /var/qa
EXPOSE 8000
ENV BIND=0.0.0.0:8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "qa_portal.wsgi"]
