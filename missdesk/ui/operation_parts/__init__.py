"""The parts of step 2, Operation: which picture every option shows at each step."""
