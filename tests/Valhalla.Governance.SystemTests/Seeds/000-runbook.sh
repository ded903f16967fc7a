# JSON status (structured checks)
curl http://localhost:8000/api/governance/runbook/status

# Markdown version (human-readable)
curl http://localhost:8000/api/governance/runbook/markdown
