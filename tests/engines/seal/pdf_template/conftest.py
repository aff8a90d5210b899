"""A press, what it knows, and one document."""

from __future__ import annotations

import pytest

from netral.engines.seal.pdf_template.template_signer import Pressed, TemplateSigner
from netral.engines.seal.pdf_template.verification import SkeletonShelf
from netral.engines.seal.signers import LocalSigner
from tests.engines.seal.pdf_template.samples import URL, VALUES, form
from tests.engines.seal.samples import SEALED_AT


@pytest.fixture(scope="session")
def press(signer: LocalSigner) -> TemplateSigner:
    return TemplateSigner(form(), signer)


@pytest.fixture(scope="session")
def pressed(press: TemplateSigner) -> Pressed:
    return press.seal(VALUES, url=URL, at=SEALED_AT)


@pytest.fixture(scope="session")
def shelf(press: TemplateSigner, pressed: Pressed) -> SkeletonShelf:
    return SkeletonShelf.of([pressed.skeleton])
