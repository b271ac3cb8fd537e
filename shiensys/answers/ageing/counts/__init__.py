"""What was counted: indicators over the days, ages of residents, districts that are alike."""
