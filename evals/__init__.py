"""Measuring the assistant against known facts and questions it must refuse."""
