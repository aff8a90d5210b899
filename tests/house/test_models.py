"""Every model says what is personal in it, and rows of institutions are hidden from others by PostgreSQL itself."""

from importlib.util import find_spec

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils.functional import Promise

from netral.foundation.institutions.scopes import ScopedModel
from netral.foundation.ledger.models import LedgeredModel

OURS = [model for model in apps.get_models() if model.__module__.startswith("netral.")]
WRITTEN_OTHERWISE = {
    # The ledger itself.
    "ledger.Event",
    "ledger.Waiting",
    "ledger.Leaf",
    "ledger.Checkpoint",
    "ledger.Cosignature",
    # django-allauth writes it; roles, which give rights, are written by actions.
    "accounts.User",
    # Loaded in bulk, by an action.
    "regions.Region",
    # What somebody has not sent leaves no trace.
    "drafts.Draft",
    "drafts.DraftFile",
}

# Names are the same in every language.
NAMES = {"Bawaslu RI", "BKPSDM/BKD", "BKN", "KASN", "KemenPANRB", "Kemendagri", "KPU", "PNS", "PPPK"}


def label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=label)
def test_a_model_names_its_personal_columns(model: type[models.Model]) -> None:
    declared = vars(model).get("Privacy")
    assert declared is not None, f"{label(model)} has no class Privacy"
    columns = {field.name for field in model._meta.get_fields()}
    assert set(declared.personal) <= columns


@pytest.mark.parametrize("model", OURS, ids=label)
def test_the_words_of_a_choice_are_translated_or_a_name(model: type[models.Model]) -> None:
    fields = [field for field in model._meta.concrete_fields if field.choices]
    # A value that stands for itself is shown by a table of labels, never by the field.
    shown = [words for field in fields for value, words in field.flatchoices if words != value]
    assert {words for words in shown if not isinstance(words, Promise)} <= NAMES


def test_only_known_models_are_written_outside_actions() -> None:
    assert {label(model) for model in OURS if not issubclass(model, LedgeredModel)} == WRITTEN_OTHERWISE


@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in OURS if issubclass(model, ScopedModel)], ids=label)
def test_rows_of_institutions_have_row_level_security(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relrowsecurity, count(p.*) FROM pg_class c LEFT JOIN pg_policies p ON p.tablename = c.relname "
            "WHERE c.oid = %s::regclass GROUP BY 1",
            [model._meta.db_table],
        )
        assert cursor.fetchone() == (True, 1)


@pytest.mark.django_db
def test_the_web_role_owns_nothing_and_passes_no_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, "
            "(SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid) FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False, 0)


def test_every_app_with_models_has_a_migrations_package() -> None:
    ours = [app for app in apps.get_app_configs() if app.name.startswith("netral.") and list(app.get_models())]
    # Without the package, `makemigrations --check` says that nothing changed.
    assert [app.name for app in ours if find_spec(f"{app.name}.migrations") is None] == []
