#!/bin/bash

echo "=== MONDAY CONTROL PLANE REVIEW ==="

echo ""
echo "1. Go-Live State:"
curl -s http://localhost:8000/api/governance/go-live/state | jq .

echo ""
echo "2. Risk Ledger (Today):"
curl -s http://localhost:8000/api/governance/risk/ledger/today | jq .

echo ""
echo "3. Regression State:"
curl -s http://localhost:8000/api/governance/regression/state | jq .

echo ""
echo "4. Heimdall Scorecard (Today):"
curl -s http://localhost:8000/api/governance/heimdall/scorecard/today | jq .

echo ""
echo "=== DECISION ==="
echo "Review outputs above. Is system healthy?"
echo ""
