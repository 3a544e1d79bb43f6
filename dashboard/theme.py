"""Colours and marks that pages and charts share; `.streamlit/config.toml` agrees."""

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class MarkStyle:
    """How one scenario is drawn: fill and stroke colours, opacity, dash in pixels."""

    fill: str
    stroke: str
    fill_opacity: float = 1.0
    dash: tuple[int, ...] = ()


@dataclass(frozen=True)
class Tokens:
    """One theme's colours, as `#RRGGBB`."""

    name: str
    text: str
    muted: str
    ground: str
    card: str
    hairline: str
    accent: str
    on_track: str
    at_risk: str
    off_track: str
    categories: tuple[str, ...]
    actual: MarkStyle
    target: MarkStyle
    forecast: MarkStyle
    previous: MarkStyle
    font: str = "Source Sans, sans-serif"


LIGHT = Tokens(
    name="light",
    text="#0F1822",
    muted="#52606D",
    ground="#F7F8FA",
    card="#FFFFFF",
    hairline="#E3E7EC",
    accent="#0B5CAD",
    on_track="#1B7F4B",
    at_risk="#9A6700",
    off_track="#B42318",
    categories=("#0B5CAD", "#D97706", "#0F766E", "#9D4EDD", "#64748B", "#BE185D"),
    actual=MarkStyle("#0B5CAD", "#0B5CAD"),
    target=MarkStyle("#FFFFFF", "#0F1822", fill_opacity=0.0),
    forecast=MarkStyle("#0B5CAD", "#0B5CAD", fill_opacity=0.25, dash=(3, 2)),
    previous=MarkStyle("#9FC3E6", "#9FC3E6"),
)

DARK = Tokens(
    name="dark",
    text="#E6EAF0",
    muted="#A3AFBD",
    ground="#12171E",
    card="#1A212B",
    hairline="#323C49",
    accent="#6CB0F5",
    on_track="#5CC48D",
    at_risk="#E0B04A",
    off_track="#F58B7F",
    categories=("#6CB0F5", "#F2A541", "#4FC1B5", "#C59BF0", "#9AA9BC", "#F07BAE"),
    actual=MarkStyle("#6CB0F5", "#6CB0F5"),
    target=MarkStyle("#1A212B", "#E6EAF0", fill_opacity=0.0),
    forecast=MarkStyle("#6CB0F5", "#6CB0F5", fill_opacity=0.3, dash=(3, 2)),
    previous=MarkStyle("#37597B", "#37597B"),
)


def current_tokens() -> Tokens:
    """The tokens of the theme that the reader's browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT
