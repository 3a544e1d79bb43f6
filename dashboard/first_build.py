"""The page shown while there is no release: builds the demo, then goes on."""

import logging
import secrets
from dataclasses import dataclass, field
from threading import Thread
from typing import get_args

import streamlit as st

from dashboard.data import pin_release
from dashboard.fragments import fragment
from dashboard.settings import load_dashboard_settings
from dashboard.wording import escape, markdown, word
from warehouse.build import Build, Stage
from warehouse.releases import find_served_id
from warehouse.settings import Settings, load_settings

STAGES: tuple[str, ...] = get_args(Stage)
SECONDS_BETWEEN_LOOKS = 1.0
_CODE_BYTES = 4

_log = logging.getLogger(__name__)


@dataclass
class FirstBuild:
    """A build in the background, written by its thread and read by sessions.

    `problem` is why it failed, `code` what the log calls this failure.
    """

    settings: Settings
    stage: str = STAGES[0]
    step: str = ""
    steps: tuple[int, int] = (0, 0)
    problem: str = ""
    code: str = ""
    thread: Thread = field(init=False)

    def __post_init__(self) -> None:
        self.thread = Thread(target=self._run, name="first-build", daemon=True)
        self.thread.start()

    @property
    def share(self) -> float:
        """How far the build is, 0 to 1; stages count alike."""
        done, total = self.steps
        within = done / total if total else 0.0
        return min((STAGES.index(self.stage) + within) / len(STAGES), 1.0)

    def _run(self) -> None:
        try:
            Build(self.settings, "demo", progress=self._note).run()
        except Exception as error:
            self.code = secrets.token_hex(_CODE_BYTES)
            _log.exception("The first build failed: %s", self.code)
            self.problem = f"{type(error).__name__}: {error}"

    def _note(self, stage: Stage, done: int, total: int, name: str) -> None:
        self.stage, self.steps, self.step = stage, (done, total), name


def begin_first_build() -> None:
    """Build the demo as soon as the server is up, if that is what is missing."""
    settings = load_settings()
    audience = load_dashboard_settings().audience
    if settings.edition == "demo" and find_served_id(settings, audience) is None:
        _start(str(settings.dir))


def show_first_build() -> None:
    """Build the demo once per process, show its stages, rerun when it is done."""
    st.title(markdown("first_build.title"), anchor=False)
    settings = load_settings()
    if settings.edition == "demo":
        st.markdown(markdown("first_build.lead"))
        _watch(str(settings.dir))
    else:
        st.markdown(markdown("first_build.not_demo"))
    st.stop()


@st.cache_resource(show_spinner=False)
def _start(warehouse_dir: str) -> FirstBuild:
    return FirstBuild(load_settings())


@fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch(warehouse_dir: str) -> None:
    build = _start(warehouse_dir)
    if pin_release() is not None:
        st.rerun()
    if build.problem:
        st.error(
            markdown("first_build.failed", code=build.code), icon=":material/error:"
        )
        if load_dashboard_settings().is_internal:
            # It may name paths, and cells that the public must not hear of.
            st.text(build.problem)
        if st.button(markdown("first_build.again")):
            _start.clear(warehouse_dir)
        return
    st.progress(build.share, text=escape(word("first_build_stage", build.stage)))
    st.caption(escape(build.step))
