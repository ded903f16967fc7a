# Check JSON status
curl http://localhost:8000/api/governance/runbook/status | jq .ok_to_enable_go_live
# Should return: true

# Or read markdown
curl http://localhost:8000/api/governance/runbook/markdown
# Look for any blockers = ❌
