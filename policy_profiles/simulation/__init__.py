"""The replay of decided cases under a changed policy, as aggregates: pure, no database."""
