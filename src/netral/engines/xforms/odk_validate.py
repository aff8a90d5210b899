"""What ODK Validate says to a form: the Java program of the makers of ODK Collect, which pyxform brings along."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from pyxform.validators.odk_validate import ODK_VALIDATE_PATH

from netral.engines.xforms.faults import Fault, FaultKind

LONGEST_S = 60.0
# Enough for 1,000 questions with 20,000 choices; a machine that serves a site has no more to spare.
_JAVA = ("-Djava.awt.headless=true", "-Xmx384m", "-XX:+UseSerialGC", "-jar", ODK_VALIDATE_PATH)
_STACK = re.compile(r"^\s*(at |\.\.\. \d+ more|Caused by:)")
_CLASS = re.compile(r"^(?:Exception in thread \S+ )?(?:[a-z]\w*\.)+\w+(?:Exception|Error):?\s*")
_FRAME = ("Result: Invalid", "The following files failed validation", ">> XForm is invalid", ">> Something broke")
_PATH = re.compile(r"/\w[\w./-]*")
_MOST_WORDS = 400


class NoJava(RuntimeError):
    """There is no Java on this machine, so ODK Validate cannot be asked."""


def validate(xml: str, longest_s: float = LONGEST_S) -> tuple[Fault, ...]:
    """Return what ODK Validate finds wrong with an XForm; nothing when ODK Collect can open it.

    Raises:
        NoJava: this machine has no Java.
    """
    java = shutil.which("java")
    if java is None:
        raise NoJava("java")
    with tempfile.TemporaryDirectory(prefix="netral-odk-") as folder:
        form = Path(folder) / "form.xml"
        form.write_text(xml, encoding="utf-8")
        try:
            done = subprocess.run(
                [java, *_JAVA, str(form)], capture_output=True, timeout=longest_s, check=False, cwd=folder
            )
        except subprocess.TimeoutExpired:
            return (Fault(FaultKind.ODK_LATE, values={"seconds": f"{longest_s:g}"}),)
    if done.returncode == 0:
        return ()
    told = _complaints(done.stderr.decode(errors="replace"), str(form))
    if any("Cycle detected" in words for words in told):
        paths = dict.fromkeys(path for words in told for path in _PATH.findall(words))
        return (Fault(FaultKind.CYCLE, "survey", values={"paths": ", ".join(paths) or "?"}),)
    return tuple(Fault(FaultKind.ODK, values={"words": words}) for words in told)


def _complaints(told: str, path: str) -> list[str]:
    """Return the sentences of an answer, each once, without the traces of Java and without our file's name."""
    found: list[str] = []
    for line in told.splitlines():
        words = _CLASS.sub("", line).strip()
        if not words or _STACK.match(line) or path in words or words.startswith(_FRAME):
            continue
        if words[:_MOST_WORDS] not in found:
            found.append(words[:_MOST_WORDS])
    return found or [" ".join(told.split())[:_MOST_WORDS] or "Invalid"]
