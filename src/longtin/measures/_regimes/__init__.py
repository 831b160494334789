"""Treaties, documents and declarations as dated obligations, and the states they bind."""
