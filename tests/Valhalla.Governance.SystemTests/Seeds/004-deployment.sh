# 4. Test endpoints
curl http://localhost:8000/api/governance/runbook/status
# Should show: ok_to_enable_go_live=true
