# List risk policies
curl http://localhost:8000/api/governance/risk/policies
# Expected: [
#   { engine: "GLOBAL", max_daily_loss: 250, max_daily_exposure: 1500, ... },
#   { engine: "WHOLESALE", max_daily_loss: 200, max_daily_exposure: 1000, ... },
#   { engine: "CAPITAL", max_daily_loss: 150, ... },
#   { engine: "NOTIFY", enabled: false, ... }
# ]

# Get today's risk ledger
curl http://localhost:8000/api/governance/risk/ledger/today
# Expected: [
#   { engine: "WHOLESALE", exposure_used: 0, open_risk_reserved: 0, ... }
# ]

# Test risk reserve (check only)
curl -X POST http://localhost:8000/api/governance/risk/check-and-reserve \
  -H "Content-Type: application/json" \
  -d '{
    "engine": "WHOLESALE",
    "amount": 50000,
    "actor": "test"
  }'
# Expected: ok=True (within $1000 daily exposure)

# Test with over-limit amount
curl -X POST http://localhost:8000/api/governance/risk/check-and-reserve \
  -H "Content-Type: application/json" \
  -d '{
    "engine": "WHOLESALE",
    "amount": 2000000,
    "actor": "test"
  }'
# Expected: ok=False, reason="would_exceed_policy"
