"""What stands in a register: statements of parties and of its secretariat, and their keys."""
