"""A form that somebody uploaded, read in the sandbox."""

from netral.engines.sandbox.limits import MEGABYTE, Busy, FileTooCostly, Limits, ParserCrashed
from netral.engines.sandbox.pool import run
from netral.engines.xforms.faults import Fault, FaultKind, FormInvalid
from netral.engines.xforms.xlsform import XForm, read_xlsx

# 1,000 questions that each depend on another, with 20,000 choices, take 9 s and 600 MB.
_LIMITS = Limits(memory=1024 * MEGABYTE, cpu_s=60, wall_s=120.0, output=64 * MEGABYTE)


def read_upload(content: bytes, form_id: str | None = None) -> XForm:
    """Return the form in a workbook that somebody uploaded; `form_id` is the one it must have, if any.

    Raises:
        FormInvalid: it has faults, or reading it would cost too much.
    """
    try:
        return run(read_xlsx, content, form_id, limits=_LIMITS)
    except FileTooCostly as error:
        raise FormInvalid((Fault(FaultKind.TOO_LARGE),)) from error
    except ParserCrashed as error:
        raise FormInvalid((Fault(FaultKind.DAMAGED),)) from error
    except Busy as error:
        raise FormInvalid((Fault(FaultKind.BUSY),)) from error
