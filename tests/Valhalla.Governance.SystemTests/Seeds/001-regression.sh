# List regression policies
curl http://localhost:8000/api/governance/regression/policies
# Expected: [
#   { domain: "WHOLESALE", metric: "contract_rate", window_events: 50, ... },
#   { domain: "WHOLESALE", metric: "offer_accept_rate", ... },
#   { domain: "BUYER_MATCH", metric: "match_success", ... },
#   { domain: "CAPITAL", metric: "roi_event", action: "KILL_SWITCH", ... }
# ]

# Get regression state (empty, no evaluations yet)
curl http://localhost:8000/api/governance/regression/state

# Record a KPI event
curl -X POST http://localhost:8000/api/governance/regression/kpi \
  -H "Content-Type: application/json" \
  -d '{
    "domain": "WHOLESALE",
    "metric": "contract_rate",
    "success": true,
    "actor": "system"
  }'
# Expected: { ok: true, id: 1 }
