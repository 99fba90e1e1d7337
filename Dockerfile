FROM python:3.12-slim-bookworm
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=retraining.settings.production
WORKDIR /app
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN SECRET_KEY=only-for-collecting-static-files python manage.py collectstatic --no-input \
 && useradd --system app && mkdir -p /data/audio && chown app /data/audio
USER app
EXPOSE 8000
CMD ["gunicorn", "retraining.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "16"]
