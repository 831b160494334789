"""Options of commands: their types, their help words, and how their values are parsed."""
