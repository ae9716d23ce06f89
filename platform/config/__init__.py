"""Settings, addresses and entry points: how the parts are wired together."""
