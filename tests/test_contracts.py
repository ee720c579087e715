"""Promises between the records and the templates."""

from __future__ import annotations

import re

import pytest
from jinja2 import meta

from study_sample import library_sample, study_sample
from taiyaku.render.assets import library_assets, study_assets, tight_script, tight_style
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


#: Bytes of style and script that a page carries. Issue 7 wants 30,000 for the study page: it is not met yet.
#: A page without English carries the style of its gloss line and of the legend, too.
BUDGET = {"study": 40_000, "gloss": 41_500, "library": 13_000}


@pytest.mark.parametrize("page", ["study", "gloss", "library"])
def test_style_and_script_are_small_and_cannot_end_their_element(page):
    assets = library_assets() if page == "library" else study_assets(page == "gloss")
    texts = (assets.style, assets.script)
    assert sum(len(text.encode()) for text in texts) < BUDGET[page]
    assert not any("</s" in text.lower() or "\r" in text for text in texts)
    assert "@import" not in texts[0]
    assert "url(" not in texts[0]
    assert not re.search(r"innerHTML|outerHTML|document\.write|insertAdjacentHTML|\beval\b", texts[1])


@pytest.mark.parametrize(
    ("script", "tight"),
    [
        ("const at = 1; // why\nlet b;\n", "const at=1;let b;\n"),
        ("/** @type {A} */ (a).b('x // y', `/* ${ c } */`);", "(a).b('x // y',`/* ${ c } */`);\n"),
        ('if (/["/*]/.test(a)) a = b / c / d;', 'if(/["/*]/.test(a))a=b/c/d;\n'),
        ("a + +b - -c; return [x];", "a+ +b- -c;return[x];\n"),
        ("function f() {\n  go();\n}\nf();\n", "function f(){go();}\nf();\n"),
    ],
)
def test_scripts_lose_their_comments_and_blanks_only(script, tight):
    assert tight_script(script) == tight


def test_styles_lose_their_comments_and_blanks_only():
    style = '/* why */\n.a > b, :is(c, d):hover { margin: calc(1px + 2px) 0; content: "x"; }\n'
    style += "@media (x: 1px) { e { f: g; } }"
    assert tight_style(style) == ('.a>b,:is(c,d):hover{margin:calc(1px + 2px) 0;content:"x"}@media (x:1px){e{f:g}}\n')


def test_same_record_gives_same_page():
    assert render_study(study_sample()) == render_study(study_sample())
    assert render_library(library_sample()) == render_library(library_sample())
