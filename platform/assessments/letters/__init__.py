"""Letters about a decision: texts of the organisation, one version per reader, frozen when sent."""
