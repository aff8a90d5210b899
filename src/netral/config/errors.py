"""Errors a person can act on."""


class NetralError(Exception):
    """An expected failure; its message is one line that says what happened, why, and what to do."""

    exit_code = 1


class ClusterError(NetralError):
    """The database could not be started, stopped, reached or changed."""
