"""Every route of the server is for those who may open the pages, or says why not."""

import server
from dashboard.guarded_routes import require_role

OPEN = {
    "/overview": "leads to the page",
    "/healthz": "machines ask; says of builds and releases how they are, no data",
    "/metrics": "machines ask; counts, no data",
}


def list_routes():
    own = server.app._user_routes
    assert len(own) > len(OPEN)
    return {route.path: route.endpoint for route in own}


def is_guarded(endpoint):
    return endpoint.__code__ is require_role(endpoint).__code__


def test_a_route_is_guarded_or_known_to_be_open():
    unguarded = {
        path for path, answer in list_routes().items() if not is_guarded(answer)
    }
    assert unguarded == OPEN.keys()
