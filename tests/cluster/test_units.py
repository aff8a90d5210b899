"""The files of deploy/ say what the code says, and the programs that read them understand them."""

import re
import subprocess
from pathlib import Path

import pytest

from netral.config.paths import HOLDERS
from tests.cluster.deployment import DEPLOY, INSTALLED, SERVICES, secrets_of, settings_of

README = (DEPLOY / "README.md").read_text()
# Without them a fault in one program could reach what is another's.
WALLS = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
}


def test_each_secret_goes_to_its_holders_alone() -> None:
    given = {name: tuple(service for service in SERVICES if name in secrets_of(service)) for name in HOLDERS}
    assert given == {name: tuple(s for s in SERVICES if s in holders) for name, holders in HOLDERS.items()}
    assert set().union(*map(secrets_of, SERVICES)) == {name for name, holders in HOLDERS.items() if holders}


def test_the_guide_makes_every_secret_and_says_who_reads_it() -> None:
    made = re.search(r"for name in ([a-z -]+); do", README)
    assert made
    assert set(made[1].split()) == HOLDERS.keys()
    for service in SERVICES:
        (row,) = [line for line in README.splitlines() if line.startswith(f"| `netral-{service}` |")]
        assert set(re.findall("`([a-z-]+)`", row.split("|")[4])) == secrets_of(service)


@pytest.mark.parametrize("service", SERVICES)
def test_a_program_has_a_user_of_its_own_and_walls_around_it(service: str) -> None:
    unit = settings_of(service)
    others = [settings_of(other)["User"] for other in SERVICES if other != service]
    assert unit["User"] not in others
    assert {name: unit[name] for name in WALLS} == {name: [value] for name, value in WALLS.items()}
    assert "MemoryMax" in unit
    if service != "migrate":
        assert unit["Restart"] == ["always"]


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    units = tmp_path / "units"
    units.mkdir()
    for path in (DEPLOY / "systemd").iterdir():
        # Whether the program is installed is not asked here.
        (units / path.name).write_text(path.read_text().replace(INSTALLED, "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(units.iterdir())], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_makes_the_users_and_every_user_is_made(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    done = subprocess.run(
        ["systemd-sysusers", f"--root={tmp_path}", DEPLOY / "sysusers.d/netral.conf"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    users = {line.split(":")[0] for line in (tmp_path / "etc/passwd").read_text().splitlines()}
    assert {settings_of(service)["User"][0] for service in SERVICES} <= users
    groups = {line.split(":")[0]: line.split(":")[3] for line in (tmp_path / "etc/group").read_text().splitlines()}
    assert set(groups["netral-store"].split(",")) == {"netral-web", "netral-worker"}


def test_the_command_of_a_service_takes_its_user_and_secrets(tmp_path: Path) -> None:
    text = (DEPLOY / "netral-as").read_text().replace("/etc/systemd/system", str(DEPLOY / "systemd"))
    command = tmp_path / "netral-as"
    command.write_text(text.replace("exec systemd-run", "printf '%s\\n'"))
    done = subprocess.run(
        ["sh", command, "sequencer+catalogue", "ledger", "key"], capture_output=True, text=True, check=True
    )
    words = done.stdout.splitlines()
    assert words[-3:] == [INSTALLED, "ledger", "key"]
    given = {word.split("=")[1].split(":")[0] for word in words if word.startswith("LoadCredential=")}
    assert given == {*secrets_of("sequencer"), "catalogue"}
    assert "User=netral-sequencer" in words
