"""Reading policy: an organisation's own sheet, published profiles side by side, and their files."""
