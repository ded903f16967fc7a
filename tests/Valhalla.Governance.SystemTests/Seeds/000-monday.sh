#!/bin/bash

echo "=== GO-LIVE RUNBOOK ==="
curl -s http://localhost:8000/api/governance/runbook/markdown

echo ""
echo "=== RISK LEDGER ==="
curl -s http://localhost:8000/api/governance/risk/ledger/today | jq .

echo ""
echo "=== REGRESSION TRIPWIRES ==="
curl -s http://localhost:8000/api/governance/regression/state | jq .

echo ""
echo "=== RECENT KPI EVENTS ==="
sqlite3 :memory: "SELECT domain, metric, success, COUNT(*) as count FROM kpi_event WHERE created_at >= datetime('now', '-1 day') GROUP BY domain, metric, success ORDER BY domain, metric"
