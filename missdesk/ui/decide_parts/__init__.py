"""Parts of step 5, Decide: statements, leaning, questions and teach-back."""
