"""The consultant's work: from case facts to a decision with a sealed receipt."""
