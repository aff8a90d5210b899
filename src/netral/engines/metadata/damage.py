"""Why a file has no copy without metadata."""


class Uncleanable(ValueError):
    """A file of which no copy without metadata can be made; its text is one of a few fixed words.

    "damaged", "locked", "too large", "many pages", "animated" or "embedded".
    """
