"""Where the database is and who speaks to it; reads the environment, starts nothing."""

import importlib
import os
from typing import Literal, NotRequired, TypedDict

from netral.config import paths
from netral.config.errors import NetralError

Role = Literal["owner", "web"]

DATABASE = "netral"
# Names another database of the same server, so that tests can serve a site of their own beside the real one.
DATABASE_VARIABLE = "NETRAL_DATABASE"
OWNER_ROLE = "netral_owner"
WEB_ROLE = "netral_web"
ADMINISTRATOR = "postgres"
PORT = "5432"
URL_VARIABLES: dict[Role, str] = {"owner": "DATABASE_URL", "web": "DATABASE_WEB_URL"}
PARTS = frozenset({"dbname", "user", "password", "host", "port"})


class DatabaseSettings(TypedDict):
    """One entry of Django's DATABASES."""

    ENGINE: str
    NAME: str
    USER: str
    PASSWORD: str
    HOST: str
    PORT: str
    OPTIONS: NotRequired[dict[str, str]]


def is_external() -> bool:
    """Whether a PostgreSQL server of one's own is named by DATABASE_URL, or to the web role alone."""
    return any(os.environ.get(variable) for variable in URL_VARIABLES.values())


def is_second() -> bool:
    """Whether another database of the server than the usual one is meant."""
    return bool(os.environ.get(DATABASE_VARIABLE))


def database_settings(role: Role) -> DatabaseSettings:
    """The entry of DATABASES for a role, with its password: the owner migrates, the web process owns nothing.

    Raises:
        NetralError: this program does not hold the password.
    """
    return {**database_address(role), "PASSWORD": database_password(role)}


def database_address(role: Role) -> DatabaseSettings:
    """The entry of DATABASES for a role without its password, which only those who connect may need."""
    settings = _external(role) if is_external() else _embedded(role)
    return {**settings, "NAME": os.environ.get(DATABASE_VARIABLE) or settings["NAME"], "PASSWORD": ""}


def database_password(role: Role) -> str:
    """The password of a role: as its address states it, else as the service manager gives it, else our own.

    Raises:
        NetralError: this program does not hold it.
    """
    if not is_external():
        return password(role)
    if role == "owner" and not os.environ.get("DATABASE_URL"):
        raise NetralError(
            "DATABASE_URL is not set for this program: only who owns the tables may speak as their owner."
        )
    if stated := _external(role)["PASSWORD"]:
        return stated
    if given := paths.credential(f"database-{role}"):
        return given
    # A server of one's own may know the caller by her system user; the web role we made ourselves has our password.
    return "" if os.environ.get(URL_VARIABLES[role]) else password(role)


def database_name() -> str:
    """The name of the database that is meant."""
    if name := os.environ.get(DATABASE_VARIABLE):
        return name
    return database_address("web")["NAME"]


def password(role: Role) -> str:
    """The generated password of a role."""
    return paths.secret(f"database-{role}")


def _embedded(role: Role) -> DatabaseSettings:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": OWNER_ROLE if role == "owner" else WEB_ROLE,
        "PASSWORD": "",
        "HOST": str(paths.socket_directory()),
        "PORT": PORT,
    }


def _external(role: Role) -> DatabaseSettings:
    variable = URL_VARIABLES[role]
    if url := os.environ.get(variable):
        return _parse(variable, url)
    if role == "owner":
        return {**_external("web"), "USER": OWNER_ROLE, "PASSWORD": ""}
    settings = _parse("DATABASE_URL", os.environ["DATABASE_URL"])
    # Roles are shared by all databases of a server, so each database has a web role of its own.
    return {**settings, "USER": f"{settings['NAME']}_web", "PASSWORD": ""}


def _parse(variable: str, url: str) -> DatabaseSettings:
    # Only who names a server of her own waits for its driver, which is slow to load.
    parts: dict[str, str] = importlib.import_module("netral.config.cluster.address").parts_of(variable, url)
    options = {key: value for key, value in parts.items() if key not in PARTS}
    settings: DatabaseSettings = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", DATABASE),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
    }
    if options:
        settings["OPTIONS"] = options
    return settings
