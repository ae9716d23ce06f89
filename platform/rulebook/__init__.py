"""The yardstick itself: policy, case facts and the finding that follows, pure and exact."""
