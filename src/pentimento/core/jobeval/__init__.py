"""Job evaluation: factors, levels and points as sets, totals that can be attained, bands. It never decides."""
