"""The commands `longtin regime …`: what regimes oblige to, and activities held against them."""

HELP = "Obligations of treaties and documents: what is due, late or forbidden."
SUMMARY = "What treaties and documents oblige states to, and by when."
EXAMPLE = "Example: longtin regime calendar --party VNM --year 2026"
