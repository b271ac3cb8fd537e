"""What ageing does to need."""
