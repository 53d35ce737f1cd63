"""Answering: language, question, evidence, quote, citation."""
