"""What the built-in Word templates are made of."""
