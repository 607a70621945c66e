"""A made-up but lifelike practice: people, stories, and drawings the generator draws itself.

Everything here is fully determined by a seed and a date, and nothing here reads the clock, a file or the network.
"""
