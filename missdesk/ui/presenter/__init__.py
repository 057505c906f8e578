"""The patient's screen: a second window with only what is meant for the patient."""
