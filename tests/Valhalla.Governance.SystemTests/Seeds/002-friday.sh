# 1. Check sandbox success rates
curl /api/governance/heimdall/scorecard
# Which recommendation domains won? Which lost?

# 2. Promote winners
curl -X POST /api/governance/heimdall/promote
# Move high-confidence recommendations to production

# 3. Update following week's strategy
