"""Promises between the records and the templates."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from runpy import run_path

import pytest
from jinja2 import meta

from study_sample import library_sample, study_sample
from taiyaku.render.assets import PARTS, library_assets, study_assets
from taiyaku.render.html import environment, render_library, render_study

TEMPLATES = environment().list_templates(extensions=["j2"])


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_read_only_doc_and_assets(name):
    env = environment()
    source, *_ = env.loader.get_source(env, name)
    assert meta.find_undeclared_variables(env.parse(source)) <= {"doc", "assets"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_only_our_own_assets_are_left_unescaped(name):
    env = environment()
    source, *_ = env.loader.get_source(env, name)
    assert set(re.findall(r"{{[^}]*\|\s*safe[^}]*}}", source)) <= {
        "{{ assets.style|safe }}",
        "{{ assets.script|safe }}",
    }
    assert not re.search(r"autoescape|\son[a-z]+=|\sstyle=", source)


#: Bytes of style and script that a page carries; without English also the style of its gloss line and of the legend.
BUDGET = {"study": 30_000, "gloss": 31_500, "library": 10_000}


@pytest.mark.parametrize("page", ["study", "gloss", "library"])
def test_style_and_script_are_small_and_cannot_end_their_element(page):
    assets = library_assets() if page == "library" else study_assets(page == "gloss")
    texts = (assets.style, assets.script)
    assert sum(len(text.encode()) for text in texts) < BUDGET[page]
    assert not any("</s" in text.lower() or "\r" in text for text in texts)
    assert "@import" not in texts[0]
    assert "url(" not in texts[0]
    assert not re.search(r"innerHTML|outerHTML|document\.write|insertAdjacentHTML|\beval\b", texts[1])


ASSETS = Path(__file__).parents[1] / "templates" / "assets"


def test_pages_carry_what_the_sources_say():
    lines = (ASSETS / "built" / "SHA256SUMS").read_text("utf-8").splitlines()
    made_from = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(made_from) == {part for parts in PARTS.values() for part in parts}
    changed = [name for name in made_from if sha256((ASSETS / name).read_bytes()).hexdigest() != made_from[name]]
    assert changed == [], "run `make pages` and commit templates/assets/built/"


@pytest.mark.parametrize("name", PARTS)
def test_built_files_are_what_the_recipe_makes(name):
    """Where node is installed: nobody has written into the built files by hand."""
    recipe = run_path(str(ASSETS.parents[1] / "recipes" / "page_assets.py"))
    if not recipe["ESBUILD"].exists():
        pytest.skip("esbuild is not installed: make node (needs npm)")
    assert recipe["built"](name) == (ASSETS / "built" / name).read_text("utf-8")


def test_same_record_gives_same_page():
    assert render_study(study_sample()) == render_study(study_sample())
    assert render_library(library_sample()) == render_library(library_sample())
