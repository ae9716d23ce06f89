"""What a judgement rests on: sources, the eight questions, the ICF scheme, and their weighing."""
