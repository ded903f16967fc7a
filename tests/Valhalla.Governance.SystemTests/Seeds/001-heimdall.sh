# List heimdall policies
curl http://localhost:8000/api/governance/heimdall/policies
# Expected: [
#   { domain: "WHOLESALE_OFFER", min_confidence_prod: 0.92, prod_use_enabled: false, ... },
#   { domain: "BUYER_MATCH", min_confidence_prod: 0.90, prod_use_enabled: false, ... },
#   ...
# ]

# Get today's heimdall scorecard (empty, no recommendations yet)
curl http://localhost:8000/api/governance/heimdall/scorecard/today

# Create a test recommendation
curl -X POST http://localhost:8000/api/governance/heimdall/recommend \
  -H "Content-Type: application/json" \
  -d '{
    "domain": "WHOLESALE_OFFER",
    "confidence": 0.95,
    "recommendation": { "offer_id": 123, "price": 1500 },
    "evidence": { "model": "v2.1", "prediction_score": 0.95 },
    "actor": "heimdall_ai"
  }'
# Expected: prod_eligible=false (because prod_use_enabled=false)
