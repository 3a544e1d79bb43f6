"""The theme's tokens and the server's configuration are one look."""

import tomllib
from itertools import product
from pathlib import Path

import pytest

from dashboard.charts.palette import compute_contrast
from dashboard.theme import DARK, LIGHT

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
THEMES = (LIGHT, DARK)
TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_configuration_agrees(tokens):
    theme = tomllib.loads(CONFIG.read_text("utf-8"))["theme"][tokens.name]
    assert theme["textColor"] == tokens.text
    assert theme["backgroundColor"] == tokens.card
    assert theme["secondaryBackgroundColor"] == tokens.ground
    assert theme["primaryColor"] == theme["linkColor"] == tokens.accent
    assert theme["borderColor"] == tokens.hairline
    assert theme["grayTextColor"] == tokens.muted
    assert theme["greenTextColor"] == tokens.on_track
    assert theme["orangeTextColor"] == tokens.at_risk
    assert theme["redTextColor"] == tokens.off_track
    assert tuple(theme["chartCategoricalColors"]) == tokens.categories


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_text_can_be_read(tokens):
    inks = (tokens.text, tokens.muted, tokens.accent)
    statuses = (tokens.on_track, tokens.at_risk, tokens.off_track)
    faint = [
        (ink, ground)
        for ink, ground in product((*inks, *statuses), (tokens.card, tokens.ground))
        if compute_contrast(ink, ground) < TEXT_CONTRAST
    ]
    assert faint == []


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_marks_can_be_seen(tokens):
    marks = (*tokens.categories, tokens.actual.fill, tokens.target.stroke)
    faint = [m for m in marks if compute_contrast(m, tokens.card) < MARK_CONTRAST]
    assert faint == []
