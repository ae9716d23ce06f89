"""Figures of indicators from the newest release: the one door for pages, REST, GraphQL, reports."""
