"""Arrays in a file that holds nothing that could run: compressed NumPy arrays, never pickles."""

import hashlib
import io
import zipfile
from dataclasses import fields
from typing import Any, TypeVar

import numpy as np

Arrays = TypeVar("Arrays")


class WeightsError(ValueError):
    """The stored arrays are not the weights asked for."""


def stored(weights: Any) -> bytes:
    """The arrays of a data class as one compressed file, the same bytes for the same arrays."""
    stream = io.BytesIO()
    np.savez_compressed(stream, allow_pickle=False, **_arrays(weights))
    return stream.getvalue()


def restored(kind: type[Arrays], content: bytes) -> Arrays:
    """A data class of arrays, read from a stored file. Raises WeightsError."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return kind(**{name: arrays[name] for name in _names(kind)})
    except (EOFError, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise WeightsError(f"these are no {kind.__name__}: {error}") from error


def digest(weights: Any) -> str:
    """The SHA-256 of all arrays of a data class."""
    total = hashlib.sha256()
    for name, array in _arrays(weights).items():
        whole = np.ascontiguousarray(array)
        total.update(f"{name}{whole.dtype.str}{whole.shape}".encode() + whole.tobytes())
    return total.hexdigest()


def _arrays(weights: Any) -> dict[str, Any]:
    return {name: getattr(weights, name) for name in _names(type(weights))}


def _names(kind: Any) -> list[str]:
    return [field.name for field in fields(kind)]
