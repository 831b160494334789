"""What states can agree to do, and the obligations of the regimes in force."""
