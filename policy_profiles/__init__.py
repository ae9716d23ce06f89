"""Policy profiles as tenants keep them: versions, publication, and the mapping to the rulebook."""
