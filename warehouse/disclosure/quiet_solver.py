"""The solver of linear programs, saying nothing on standard output."""

import highspy


class QuietHighs(highspy.Highs):
    """HiGHS with one thread, so that the same input gives the same answer."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802
        """Do what HiGHS does while it is made, which prints its banner, in silence."""
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)
        self.setOptionValue("presolve", "off")
        super().enableCallbacks()  # type: ignore[no-untyped-call]
