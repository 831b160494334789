"""Pages, one subject a file: `ROUTES`, each an address and who answers it, and a `MENU` entry."""
