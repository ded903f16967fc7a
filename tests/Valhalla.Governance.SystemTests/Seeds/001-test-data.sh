#!/bin/bash

# Record 200 "baseline" KPI events with 95% success
for i in {1..190}; do
  curl -s -X POST http://localhost:8000/api/governance/regression/kpi \
    -H "Content-Type: application/json" \
    -d '{"domain":"WHOLESALE","metric":"contract_rate","success":true,"actor":"test_seed"}' &
done
for i in {1..10}; do
  curl -s -X POST http://localhost:8000/api/governance/regression/kpi \
    -H "Content-Type: application/json" \
    -d '{"domain":"WHOLESALE","metric":"contract_rate","success":false,"actor":"test_seed"}' &
done
wait

# Enable the policy
curl -X POST http://localhost:8000/api/governance/regression/policies/upsert \
  -H "Content-Type: application/json" \
  -d '{
    "domain": "WHOLESALE",
    "metric": "contract_rate",
    "enabled": true,
    "changed_by": "test_deployment"
  }'

# Evaluate (should show baseline=0.95, current=0.95, drop=0, triggered=false)
curl -X POST http://localhost:8000/api/governance/regression/evaluate \
  -d "domain=WHOLESALE&metric=contract_rate&actor=test"

# Now record 50 "current" KPI events with 75% success (simulating degradation)
for i in {1..37}; do
  curl -s -X POST http://localhost:8000/api/governance/regression/kpi \
    -H "Content-Type: application/json" \
    -d '{"domain":"WHOLESALE","metric":"contract_rate","success":true,"actor":"test_degrade"}' &
done
for i in {1..13}; do
  curl -s -X POST http://localhost:8000/api/governance/regression/kpi \
    -H "Content-Type: application/json" \
    -d '{"domain":"WHOLESALE","metric":"contract_rate","success":false,"actor":"test_degrade"}' &
done
wait

# Evaluate again (should show baseline=0.95, current=0.75, drop=0.211, triggered=true)
curl -X POST http://localhost:8000/api/governance/regression/evaluate \
  -d "domain=WHOLESALE&metric=contract_rate&actor=test"

# Verify risk policy was auto-disabled
curl http://localhost:8000/api/governance/risk/policies | grep WHOLESALE
# Should show: "enabled": false, "reason": "Regression tripwire: WHOLESALE.contract_rate drop=0.211"

# Try to reserve WHOLESALE (should fail)
curl -X POST http://localhost:8000/api/governance/risk/check-and-reserve \
  -H "Content-Type: application/json" \
  -d '{"engine":"WHOLESALE","amount":50000,"actor":"test"}'
# Expected: ok=False, reason="policy_disabled"
