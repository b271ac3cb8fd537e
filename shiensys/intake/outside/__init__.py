"""Figures from outside the city: official forecasts, rates of cohorts, series of other regions."""
