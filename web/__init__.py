"""The web chat: texts in three languages, answers as HTML, the conversation, the page and its server."""

import os

# Gradio reads these when it is imported, and each of them stands for a request to somebody else's server.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
