"""The commands `longtin register key …`: keys of logs, witnesses and parties."""

HELP = "Keys of logs, witnesses and parties."
SUMMARY = "Make a key, or show its public half."
EXAMPLE = "Example: longtin register key new pol.example/vd11 -o pol.key"
