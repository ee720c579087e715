"""The wheel works where there is no checkout: built, installed into a clean environment, run from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.mark.packaging
def test_the_wheel_holds_templates_and_glossary(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("templates", "glossary"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file():
                assert f"taiyaku/_shipped/{folder}/{file.relative_to(ROOT / folder).as_posix()}" in names
    for table in (path for kind in ("*.tsv", "*.sql") for path in (ROOT / "src" / "taiyaku").rglob(kind)):
        assert table.relative_to(ROOT / "src").as_posix() in names


@pytest.mark.packaging
def test_the_installed_command_builds_a_page(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True, system_site_packages=False)
    python = tmp_path / "env" / "bin" / "python"
    # the big dictionaries are taken from this environment: what is tested is our wheel
    (tmp_path / "env" / "lib").mkdir(exist_ok=True)
    site = next((tmp_path / "env" / "lib").glob("python*/site-packages"))
    dependencies = Path(__import__("jinja2").__file__).parents[1]
    run(python, "-m", "pip", "install", "--no-deps", "--quiet", "--disable-pip-version-check", wheel)
    (site / "dependencies.pth").write_text(str(dependencies), encoding="utf-8")
    page = tmp_path / "page.ja.txt"
    page.write_text("首脳会談が開かれた\n\nプーチン大統領が7日、ウィーンを訪れた。\n", encoding="utf-8")
    command = tmp_path / "env" / "bin" / "taiyaku"
    run(command, "build", page, "-o", tmp_path / "site", "--format", "html,epub,anki", cwd=Path("/"))
    assert (tmp_path / "site" / "page.epub").exists()
    assert (tmp_path / "site" / "taiyaku.apkg").exists()
    html = (tmp_path / "site" / "page.html").read_text(encoding="utf-8")
    assert "Putin" in html
    where = run(python, "-c", "import taiyaku; print(taiyaku.__file__)", cwd=Path("/"))
    assert str(tmp_path) in where
