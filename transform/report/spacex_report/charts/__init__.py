"""Charts as static SVG: plot says what is shown, the others draw it."""
