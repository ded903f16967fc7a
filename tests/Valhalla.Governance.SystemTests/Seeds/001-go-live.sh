# Get go-live state
curl http://localhost:8000/api/governance/go-live/state
# Expected: { go_live_enabled: false, kill_switch_engaged: false, ... }

# Get checklist (should pass all checks = go-live enabled)
curl http://localhost:8000/api/governance/go-live/checklist

# Disable go-live (can only do if checklist passes or manual override)
curl -X POST http://localhost:8000/api/governance/go-live/disable \
  -H "Content-Type: application/json" \
  -d '{"actor": "deployment", "reason": "Testing enforcement"}'

# Try accessing protected endpoint while go-live disabled
curl http://localhost:8000/api/deals
# Expected: 403 Forbidden (GoLiveMiddleware blocks it)
# Exception: /api/governance, /api/system/status, /health, /docs not blocked

# Re-enable go-live
curl -X POST http://localhost:8000/api/governance/go-live/enable \
  -H "Content-Type: application/json" \
  -d '{"actor": "deployment"}'
