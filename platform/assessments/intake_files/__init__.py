"""Files coming in: what they are made of, their own columns and codes, looking, and long runs."""
