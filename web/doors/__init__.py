"""Other ways in to the same engine: an HTTP API, chat completions as OpenAI has them, an MCP server, metrics."""
