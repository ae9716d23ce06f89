"""People who sign in: users, roles, permissions and sign-in."""
