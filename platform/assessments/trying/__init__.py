"""A check by people themselves whether support may be possible; nothing that they say is kept."""
