"""The commands `longtin register …`: a register that every party can verify."""

HELP = "A register of statements that nobody can quietly change, its operator included."
SUMMARY = "Statements kept where nobody can quietly change them, and their proofs."
EXAMPLE = "Example: longtin register verify notice.tlog-proof --trust trust.policy"
