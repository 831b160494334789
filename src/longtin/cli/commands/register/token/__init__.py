"""The commands `longtin register token …`: who may ask a served register for what."""

HELP = "Who may ask a served register for what."
SUMMARY = "Issue, list and revoke the tokens of a served register."
EXAMPLE = "Example: longtin register token new --register reg --role party --party POL"
