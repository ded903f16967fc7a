# 1. What broke?
curl /api/governance/regression/state
# Check: Any tripwire engaged?

# 2. What denied?
curl /api/governance/risk/snapshot
# Check: Daily caps hit? Reserve exhausted?

# 3. What drifted?
curl /api/governance/runbook/status
# Check: All 7 items still green?

# 4. Decision: Continue, pause, or escalate?
# If regression engaged: Post-mortem (why did metric drop?)
# If risk caps hit: Throttle throughput experiments
# If policies missing: Add them before next go-live
