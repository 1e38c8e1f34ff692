import pytest

from loaders import settings
from loaders.dataset import DATA_DIR, DatasetError


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project without settings."""
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    for name in ("DASHBOARD_DATA", "DASHBOARD_CONTACT", "DASHBOARD_LIMITS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_without_settings_the_projects_own_data_is_shown(root):
    assert settings.read_data_folder() == DATA_DIR
    assert settings.read_contact() == ""
    assert settings.read_limits() == 1


def test_a_setting_is_read_from_the_file_and_a_folder_stands_beside_it(root):
    (root / "dashboard.toml").write_text(
        '\ufeffDASHBOARD_DATA = "volgende"\nDASHBOARD_CONTACT = "Dienst Zorg"\n', encoding="utf-8"
    )
    assert settings.read_data_folder() == root / "volgende"
    assert settings.read_contact() == "Dienst Zorg"


def test_the_environment_wins(root, monkeypatch):
    (root / "dashboard.toml").write_text('DASHBOARD_DATA = "volgende"', encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_DATA", "/elders")
    assert str(settings.read_data_folder()) == "/elders"


@pytest.mark.parametrize("content", [b"DASHBOARD_DATA = ", b"\xff", b"a = " + b"[" * 100_000])
def test_a_file_that_cannot_be_read_is_named(root, content):
    (root / "dashboard.toml").write_bytes(content)
    with pytest.raises(DatasetError, match=r"^dashboard\.toml: can't be read: "):
        settings.read_data_folder()


@pytest.mark.parametrize("value", ["veel", "0", "-1", "inf", "nan"])
def test_limits_that_are_no_number_above_nought_are_named(root, monkeypatch, value):
    monkeypatch.setenv("DASHBOARD_LIMITS", value)
    with pytest.raises(DatasetError, match=r"DASHBOARD_LIMITS: '.+' is no number above 0"):
        settings.read_limits()
