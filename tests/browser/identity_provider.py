"""
The stand-in of an organisation's identity provider: ``python identity_provider.py PORT``.

A process of its own, because its library warns, and a warning fails our tests.
"""

import re
import sys

import flask
from oidc_provider_mock import User, app
from werkzeug.serving import run_simple

READER = User(sub="lezer-1", claims={"name": "Lezer **Een**", "email": "lezer@example.org"})

provider = app(user_claims=[READER], require_nonce=True)


@provider.after_request
def without_foreign_looks(response: flask.Response) -> flask.Response:
    """Take out the style sheet that its pages fetch from the internet."""
    if response.mimetype == "text/html":
        response.set_data(re.sub(rb"<link[^>]*>", b"", response.get_data()))
    return response


@provider.get("/favicon.ico")
def icon() -> flask.typing.ResponseReturnValue:
    """Have no icon, without an error."""
    return "", 204


if __name__ == "__main__":
    run_simple("127.0.0.1", int(sys.argv[1]), provider, threaded=True)
