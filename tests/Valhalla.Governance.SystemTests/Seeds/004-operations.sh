# 5. Enable first province
curl -X POST "http://localhost:8000/api/deals/offers/policies/upsert?province=ON&enabled=true"

# For VAs/Dialers
curl http://localhost:8000/api/followups/due

# Ladder SLA
curl http://localhost:8000/api/followups/sla

# Market policies
curl http://localhost:8000/api/governance/market/policies

# Buyer quality
curl http://localhost:8000/api/buyers/liquidity/nodes

# Offer volume
curl http://localhost:8000/api/deals/offers/policies
