"""Forums: who should do it together, and how; and worlds of many states, played forward."""
