"""The path to production, checked as far as that goes without a container engine."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

from config import environment
from console.cli import main

ROOT = Path(__file__).resolve().parents[2]
COMPOSE_FILE = ROOT / "docker-compose.yml"
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_FILE.read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8")
OURS = ("migrate", "app", "worker")


def test_everything_that_was_asked_for_is_there() -> None:
    """PostgreSQL 18, web server, worker and a proxy that speaks TLS."""
    assert SERVICES["database"]["image"].startswith("postgres:18")
    assert {"database", "app", "worker", "proxy"} <= set(SERVICES)
    assert "https://*.{$BASE_DOMAIN}" in CADDYFILE
    assert re.search(r"^\ttls ", CADDYFILE, re.M)


def test_no_container_has_more_rights_than_it_needs() -> None:
    """Without root, read-only, without capabilities and without a way to gain them."""
    for name, service in SERVICES.items():
        assert int(service["user"].split(":")[0]) > 0, name
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    """The others stand in a network that leads nowhere."""
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert all(SERVICES[name]["networks"] == ["inside"] for name in ("database", *OURS))


def test_every_part_says_whether_it_is_well() -> None:
    """All but the one that runs once."""
    for name, service in SERVICES.items():
        assert bool(service["healthcheck"].get("test")) is (name != "migrate"), name


def test_no_secret_stands_in_a_file() -> None:
    """Secrets come from the environment, and starting without one is refused."""
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|KEY|URL", name):
                assert re.search(r"\$\{[A-Z_]+:\?", value), name
    for name in re.findall(r"\$\{([A-Z_]*(?:PASSWORD|KEY)):", COMPOSE_FILE.read_text()):
        assert re.search(rf"^{name}=$", EXAMPLE, re.M), name


def test_the_web_server_owns_nothing_in_the_database() -> None:
    """Only what migrates and makes tenants signs in as the owner of the tables."""
    logins = {
        name: re.findall("//([a-z_]+):", SERVICES[name]["environment"]["DATABASE_URL"])
        for name in OURS
    }
    assert logins == {"migrate": ["meetlat"], "app": ["meetlat_web"], "worker": ["meetlat_web"]}
    roles = (ROOT / "deploy" / "postgresql" / "10-role.sh").read_text(encoding="utf-8")
    for login in ("meetlat", "meetlat_web"):
        assert re.search(rf"CREATE ROLE {login} LOGIN .*NOSUPERUSER NOBYPASSRLS", roles)


def test_every_variable_has_a_reader_and_a_place_in_the_example() -> None:
    """What is set is read, and what is asked for can be filled in."""
    for name in OURS:
        assert set(SERVICES[name]["environment"]) <= set(environment.VARIABLES)
    asked = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE_FILE.read_text(encoding="utf-8")))
    assert asked == set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.M))
    answered = set(re.findall(r"\{\$([A-Z_]+)", CADDYFILE))
    assert answered <= set(SERVICES["proxy"]["environment"])


def test_the_settings_of_compose_are_those_of_production() -> None:
    """With every secret filled in, the environment of each part can be read."""
    for name in OURS:
        filled = {
            variable: re.sub(r"\$\{BASE_DOMAIN[^}]*\}", "meetlat.example.nl", value)
            for variable, value in SERVICES[name]["environment"].items()
        }
        filled = {key: re.sub(r"\$\{[^}]*\}", "x" * 40, value) for key, value in filled.items()}
        read = environment.read(filled)
        assert read.is_production
        assert read.trusted_proxies
        subnet = COMPOSE["networks"]["inside"]["ipam"]["config"][0]["subnet"]
        assert str(read.trusted_proxies[0]) == subnet


def test_every_command_exists() -> None:
    """The containers call commands that `meetlat` has."""
    known = set(main.list_commands(None))  # type: ignore[arg-type]
    commands = [SERVICES[name]["command"] for name in OURS]
    commands += [re.findall(r'"([^"]+)"', line) for line in re.findall(r"CMD \[(.+)\]", DOCKERFILE)]
    assert commands
    for command in commands:
        assert command[0] == "meetlat"
        assert command[1] in known


def test_every_file_that_is_named_exists() -> None:
    """Copied into the image, or mounted into a container."""
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M)
        for source in line.split()[:-1]
    ]
    mounted = [
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if volume.startswith("./")
    ]
    assert copied
    assert mounted
    for name in (*copied, *mounted, SERVICES["app"]["build"]["dockerfile"]):
        assert (ROOT / name).exists(), name
    let_in = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.M))
    assert {name.split("/")[0] for name in copied} <= let_in


def test_the_image_holds_every_room() -> None:
    """A new room at the root has to be copied too."""
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert rooms <= set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.M))


def test_images_are_pinned_to_a_release() -> None:
    """`latest` would be another program tomorrow."""
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    images += [service["image"] for service in SERVICES.values()]
    assert all(re.search(r":\d", image) for image in images)


def test_compose_itself_reads_the_file_where_it_is_installed(tmp_path: Path) -> None:
    """Its client needs no engine to say whether a file is well-formed."""
    filled = tmp_path / "filled.env"
    filled.write_text(re.sub(r"=$", "=x", EXAMPLE, flags=re.M))
    docker = shutil.which("docker")
    clients = [[docker, "compose"]] if docker else []
    for client in clients:
        has_compose = subprocess.run([*client, "version"], capture_output=True, check=False)
        if has_compose.returncode == 0:
            read = subprocess.run(
                [*client, "--env-file", str(filled), "--file", str(COMPOSE_FILE), "config", "-q"],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert read.returncode == 0, read.stderr
