"""What became of a parcel so far: at work, refused, checked, loaded."""

import streamlit as st

from dashboard.fragments import fragment
from dashboard.intake.orders import order_again, order_load
from dashboard.intake.reports import show_reports
from dashboard.intake.session import put_away
from dashboard.roles import Role, least
from dashboard.wording import escape, markdown, plural
from warehouse.parcel_runs import Order, Run, read_run
from warehouse.parcels import Parcel

BUILD_COMMAND = "python -m warehouse build --edition live"
SECONDS_BETWEEN_LOOKS = 0.7
_ADVICE = {
    "unknown_dataset": "choose",
    "missing_columns": "choose",
    "wrong_mapping_unreadable": "mapping",
    "wrong_mapping_shape": "mapping",
    "wrong_mapping_dataset": "mapping",
    "wrong_mapping_column": "mapping",
    "wrong_mapping_header": "mapping",
    "wrong_mapping_format": "mapping",
    "ambiguous_dates": "dates",
    "key_missing": "key",
    "unknown_load": "load",
    "build_running": "wait",
    "storage": "machine",
    "no_memory": "machine",
    "damaged_load": "machine",
}


def show_parcel(parcel: Parcel, run: Run) -> None:
    """Show what is being done with the files, or what came of it."""
    if run.state == "running" and run.order:
        _watch(parcel, run.order)
        return
    with st.container(border=True, key="intake_result"):
        match run.state:
            case "done":
                _show_outcome(parcel, run)
            case "refused":
                _show_refusal(parcel, run)
            case "broken":
                st.error(markdown("intake.broken"), icon=":material/error:")
        _show_buttons(parcel, run)
    if run.state == "done":
        show_reports(run)


@fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch(parcel: Parcel, order: Order) -> None:
    run = read_run(parcel)
    if run.state != "running":
        st.rerun()
    kind = "check" if order.dry_run else "load"
    with st.container(border=True, key="intake_progress"):
        st.subheader(markdown(f"intake.{kind}_running"), anchor=False)
        rows = plural("intake.rows_done", run.rows)
        share = min(run.rows / order.rows, 1.0) if order.rows else 0.0
        st.progress(share, text=escape(rows))
        st.caption(_list_files(parcel))
        st.caption(markdown("intake.may_leave"))


def _show_outcome(parcel: Parcel, run: Run) -> None:
    is_check = run.order is None or run.order.dry_run
    accepted = sum(file["rows_accepted"] for file in run.files)
    held = sum(file["rows_quarantined"] for file in run.files)
    changes = not all(file["is_repeat"] for file in run.files)
    counts = f"{plural('intake.accepted', accepted)}, {plural('intake.held', held)}"
    if not changes:
        st.info(markdown("intake.nothing_changes"), icon=":material/done_all:")
    elif is_check:
        words = markdown("intake.checked", counts=counts)
        st.info(words, icon=":material/fact_check:")
    else:
        words = markdown("intake.loaded", counts=counts)
        st.success(words, icon=":material/check_circle:")
        st.markdown(markdown("intake.build_next"))
        st.code(BUILD_COMMAND, language=None)
    if not accepted and changes:
        st.warning(markdown("intake.none_accepted"), icon=":material/warning:")
    if is_check and not parcel.files:
        st.caption(markdown("intake.copy_gone"))


def _show_refusal(parcel: Parcel, run: Run) -> None:
    folder = str(parcel.folder)
    message = run.error["message"].replace(f"{folder}/files/", "")
    lines = message.replace(f"{folder}/", "").splitlines()
    advice = _ADVICE.get(run.error["code"], "mend")
    icon = ":material/hourglass_top:" if advice == "wait" else ":material/block:"
    show = st.warning if advice == "wait" else st.error
    show("\n\n".join(escape(line) for line in lines), icon=icon)
    st.markdown(markdown(f"intake.advice_{advice}"))


def _show_buttons(parcel: Parcel, run: Run) -> None:
    st.caption(_list_files(parcel))
    with st.container(horizontal=True):
        if parcel.files and run.order:
            _show_next(parcel, run, run.order)
        st.button(
            markdown("intake.put_away"),
            icon=":material/close:",
            on_click=least(Role.ANALYST)(put_away),
            key="intake_put_away",
        )


def _show_next(parcel: Parcel, run: Run, order: Order) -> None:
    if run.state != "done":
        st.button(
            markdown("intake.again"),
            icon=":material/refresh:",
            on_click=order_again,
            args=(parcel, order),
            key="intake_again",
        )
    elif order.dry_run:
        st.button(
            markdown("intake.load"),
            icon=":material/upload:",
            on_click=order_load,
            args=(parcel, run),
            key="intake_load",
        )


def _list_files(parcel: Parcel) -> str:
    return " · ".join(escape(path.name) for path in parcel.files)
