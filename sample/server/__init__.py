"""Serves a folder of bodies the way the SpaceX API answers."""
