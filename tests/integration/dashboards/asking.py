"""Asking the dashboard for its charts, as the browser does once the page is there."""

import json

CALLBACK = "/vergelijken/_dash-update-component"


def asked(client, search="", scheme="light", path="/vergelijken/"):
    """Ask what the browser asks when the page is there."""
    body = {
        "output": "charts.children",
        "outputs": {"id": "charts", "property": "children"},
        "inputs": [
            {"id": "address", "property": "pathname", "value": path},
            {"id": "address", "property": "search", "value": search},
            {"id": "scheme", "property": "data", "value": scheme},
        ],
        "changedPropIds": ["address.search"],
    }
    return client.post(CALLBACK, json.dumps(body), content_type="application/json")


def drawn(answer):
    """The charts of an answer: by the place in which each is drawn, what Dash draws there."""
    charts = answer.json()["response"]["charts"]["children"]
    return {one["props"]["at"]: one["props"]["children"] for one in charts}
