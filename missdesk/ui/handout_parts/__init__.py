"""Parts of step 6, Handout: form, true preview, printing and saving."""
