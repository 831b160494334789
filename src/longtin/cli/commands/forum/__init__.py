"""The commands `longtin forum …`: who should do it together, and how."""

HELP = "Who should act together on a problem, and in what form."
SUMMARY = "Which forum suits a problem: all, some, pairs or each alone."
EXAMPLE = "Example: longtin forum compare --scenario paris-emissions --for VNM"
