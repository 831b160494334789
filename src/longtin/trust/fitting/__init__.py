"""Parameter estimation: gradients of the likelihood, and the climb to the posterior mode."""
