"""A real token for the tests: SoftHSM's, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pkcs11

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "4821-pin-uji"
OFFICER_PIN = "9753-so-uji"


@dataclass(frozen=True)
class TokenFolder:
    """The folder of SoftHSM's tokens, which a test may take away and put back."""

    place: Path

    @property
    def tokens(self) -> Path:
        return self.place / "tokens"

    def create(self, label: str) -> None:
        command = ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", OFFICER_PIN]
        subprocess.run(
            command, check=True, capture_output=True, env={**os.environ, "SOFTHSM2_CONF": self.configuration}
        )

    @property
    def configuration(self) -> str:
        return str(self.place / "softhsm2.conf")


def token_folder(place: Path) -> TokenFolder:
    """Prepare a folder for tokens; SOFTHSM2_CONF must name its configuration."""
    folder = TokenFolder(place)
    folder.tokens.mkdir(parents=True)
    Path(folder.configuration).write_text(
        f"directories.tokendir = {folder.tokens}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    return folder


def forget_module() -> None:
    """Let the module start anew, so that it reads the configuration of the next test."""
    pkcs11.lib(MODULE).reinitialize()
