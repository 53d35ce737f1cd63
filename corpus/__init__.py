"""Documents and passages: what the assistant may quote, with exact offsets."""
