"""Settings: a typo in the environment is refused with the name that was meant."""

from pathlib import Path

import pytest

from ingest.errors import SettingsError
from ingest.settings import IngestSettings, read_settings


def test_defaults_lie_in_the_users_own_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEND_INDEX")
    settings = read_settings(IngestSettings)
    assert settings.index.name == "index" and settings.index.is_absolute()
    assert settings.chroma is None and settings.download is False


def test_the_environment_is_read_and_a_given_value_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEND_INDEX", "~/letters")
    monkeypatch.setenv("SEND_CHROMA", "http://one:8000")
    settings = read_settings(IngestSettings, chroma="http://two:8000", embedder=None)
    assert settings.index == Path.home() / "letters"
    assert settings.chroma == "http://two:8000"


@pytest.mark.parametrize(("name", "meant"), [("SEND_INDX", "SEND_INDEX"), ("SEND_EMBEDER", "SEND_EMBEDDER")])
def test_a_typo_is_refused_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch, name: str, meant: str) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SettingsError, match=f"{name}.*Did you mean {meant}"):
        read_settings(IngestSettings)


def test_names_of_other_parts_of_the_program_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEND_GENERATOR", "quotes")
    read_settings(IngestSettings, known={"SEND_GENERATOR"})
    with pytest.raises(SettingsError):
        read_settings(IngestSettings)


def test_a_value_that_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEND_DOWNLOAD", "perhaps")
    with pytest.raises(SettingsError, match="SEND_DOWNLOAD cannot be 'perhaps'"):
        read_settings(IngestSettings)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings(IngestSettings).chroma = "http://other:8000"
