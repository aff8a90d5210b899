"""The address of a PostgreSQL server, taken apart as its driver reads it."""

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from netral.config.errors import ClusterError


def parts_of(variable: str, url: str) -> dict[str, str]:
    """Return the parts of the address that a variable holds, such as host and dbname. Raises ClusterError."""
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    except ProgrammingError:
        # The parser's own words may quote the password.
        raise ClusterError(f"{variable} is no PostgreSQL address: postgresql://USER@HOST/NAME.") from None
