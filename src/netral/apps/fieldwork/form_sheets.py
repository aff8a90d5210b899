"""An XLSForm on its way in: read in a child process, judged by ODK Validate, its faults in the reader's language."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from netral.engines.xforms.faults import Fault, FormInvalid
from netral.engines.xforms.odk_validate import NoJava, validate
from netral.engines.xforms.uploads import read_upload
from netral.engines.xforms.xlsform import XForm
from netral.foundation.files.domain import purposes
from netral.foundation.files.intake import FileRefused

PURPOSE = "form_sheet"


def read_sheet(upload: UploadedFile[bytes]) -> XForm:
    """Return the form in an upload.

    Raises:
        FormInvalid: it has faults.
        FileRefused: it is larger than one may be.
    """
    if (upload.size or 0) > purposes()[PURPOSE].limit:
        raise FileRefused(_("Berkas terlalu besar: batasnya 2 MB. Hapus gambar dan lembar lain, lalu unggah lagi."))
    form = read_upload(upload.read())
    upload.seek(0)
    try:
        faults = validate(form.xml)
    except NoJava:
        # The rules of the house and pyxform have judged it; without Java the second judge is not asked.
        faults = ()
    if faults:
        raise FormInvalid(faults)
    return form


def faults_in_words(faults: tuple[Fault, ...]) -> list[dict[str, Any]]:
    """Return faults with where they stand and what to do, in the reader's language."""
    return [
        {"place": each.place, "words": f"{_(each.message) % each.values} {_(each.remedy) % each.values}"}
        for each in faults
    ]
