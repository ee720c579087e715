"""Promises between the records and the templates."""

from __future__ import annotations

import re

import pytest
from jinja2 import meta

from study_sample import library_sample, study_sample
from taiyaku.render.html import environment, render_library, render_study
from taiyaku.resources import shipped

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


def test_style_and_script_are_small_and_cannot_end_their_element():
    texts = [shipped("templates").joinpath("assets", name).read_text("utf-8") for name in ("study.css", "study.js")]
    assert sum(len(text.encode()) for text in texts) < 30_000
    assert not any("</s" in text.lower() or "\r" in text for text in texts)
    assert "@import" not in texts[0]
    assert "url(" not in texts[0]
    assert not re.search(r"innerHTML|outerHTML|document\.write|insertAdjacentHTML|\beval\b", texts[1])


def test_same_record_gives_same_page():
    assert render_study(study_sample()) == render_study(study_sample())
    assert render_library(library_sample()) == render_library(library_sample())
