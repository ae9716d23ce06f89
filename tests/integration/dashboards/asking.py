"""Asking the dashboard for its cards, as the browser does once the page is there."""

import json

CALLBACK = "/vergelijken/_dash-update-component"


def asked(client, search="", scheme="light", path="/vergelijken/"):
    """Ask what the browser asks when the page is there."""
    body = {
        "output": "cards.children",
        "outputs": {"id": "cards", "property": "children"},
        "inputs": [
            {"id": "address", "property": "pathname", "value": path},
            {"id": "address", "property": "search", "value": search},
            {"id": "scheme", "property": "data", "value": scheme},
        ],
        "changedPropIds": ["address.search"],
    }
    return client.post(CALLBACK, json.dumps(body), content_type="application/json")
