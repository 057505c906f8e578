"""An automatic look at a living window for what keeps people from reading or pressing it."""
