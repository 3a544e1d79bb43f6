"""Only this machine is answered until small groups are protected."""

import pytest

from dashboard.access import is_local


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
def test_this_machine_is_local(address):
    assert is_local(address)


@pytest.mark.parametrize(
    "address",
    [None, "", "0.0.0.0", "::", "10.0.0.5", "example.org", "127.0.0.1.nip.io"],
)
def test_everything_else_is_not(address):
    assert not is_local(address)
