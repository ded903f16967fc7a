using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Valhalla.Governance.EntityFramework.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_event",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    occurred_at = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    claimed_actor = table.Column<string>(type: "TEXT", nullable: true),
                    source_address = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    from_json = table.Column<string>(type: "TEXT", nullable: true),
                    to_json = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    previous_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_event", x => x.sequence);
                    table.CheckConstraint("ck_audit_event_hash", "length(hash) = 64 AND length(previous_hash) = 64");
                    table.CheckConstraint("ck_audit_event_sequence", "sequence >= 1");
                });

            migrationBuilder.CreateTable(
                name: "go_live_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    go_live_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    kill_switch_engaged = table.Column<bool>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    updated_by = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false),
                    release_approvals = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_go_live_state", x => x.id);
                    table.CheckConstraint("ck_go_live_state_counts", "epoch >= 0 AND revision >= 0");
                    table.CheckConstraint("ck_go_live_state_single", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "heimdall_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    domain = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    model_version = table.Column<string>(type: "TEXT", nullable: true),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    detail = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_heimdall_event", x => x.id);
                    table.CheckConstraint("ck_heimdall_event_kind", "kind = 'promote' OR kind = 'demote'");
                });

            migrationBuilder.CreateTable(
                name: "heimdall_policy",
                columns: table => new
                {
                    domain = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    min_confidence_prod = table.Column<double>(type: "REAL", nullable: false),
                    min_sandbox_trials = table.Column<int>(type: "INTEGER", nullable: false),
                    min_sandbox_success_rate = table.Column<double>(type: "REAL", nullable: false),
                    prod_use_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    window_days = table.Column<int>(type: "INTEGER", nullable: false),
                    max_calibration_error = table.Column<double>(type: "REAL", nullable: true),
                    outcome_deadline_hours = table.Column<int>(type: "INTEGER", nullable: false),
                    promoted_model_version = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_heimdall_policy", x => x.domain);
                    table.CheckConstraint("ck_heimdall_policy_counts", "min_sandbox_trials >= 1 AND window_days >= 1 AND outcome_deadline_hours >= 1 AND version >= 1");
                    table.CheckConstraint("ck_heimdall_policy_shares", "min_confidence_prod BETWEEN 0 AND 1 AND min_sandbox_success_rate BETWEEN 0 AND 1 AND (max_calibration_error IS NULL OR max_calibration_error BETWEEN 0 AND 1)");
                });

            migrationBuilder.CreateTable(
                name: "heimdall_recommendation",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    domain = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    model_version = table.Column<string>(type: "TEXT", nullable: false),
                    confidence = table.Column<double>(type: "REAL", nullable: false),
                    recommendation = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    prod_eligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    reasons = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    outcome_due_at = table.Column<string>(type: "TEXT", nullable: false),
                    success = table.Column<bool>(type: "INTEGER", nullable: true),
                    outcome_at = table.Column<string>(type: "TEXT", nullable: true),
                    is_overdue = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_heimdall_recommendation", x => x.id);
                    table.CheckConstraint("ck_heimdall_recommendation_confidence", "confidence BETWEEN 0 AND 1");
                    table.CheckConstraint("ck_heimdall_recommendation_outcome", "(success IS NULL) = (outcome_at IS NULL)");
                });

            migrationBuilder.CreateTable(
                name: "heimdall_scorecard_day",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    domain = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    model_version = table.Column<string>(type: "TEXT", nullable: false),
                    bin = table.Column<int>(type: "INTEGER", nullable: false),
                    trials = table.Column<int>(type: "INTEGER", nullable: false),
                    successes = table.Column<int>(type: "INTEGER", nullable: false),
                    overdue = table.Column<int>(type: "INTEGER", nullable: false),
                    confidence_sum = table.Column<double>(type: "REAL", nullable: false),
                    squared_error_sum = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_heimdall_scorecard_day", x => new { x.domain, x.day, x.model_version, x.bin });
                    table.CheckConstraint("ck_heimdall_scorecard_day_sums", "trials >= 0 AND successes BETWEEN 0 AND trials AND overdue BETWEEN 0 AND trials AND confidence_sum >= 0 AND squared_error_sum >= 0 AND bin BETWEEN 0 AND 9");
                });

            migrationBuilder.CreateTable(
                name: "idempotency_key",
                columns: table => new
                {
                    scope = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    request_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_key", x => new { x.scope, x.key });
                });

            migrationBuilder.CreateTable(
                name: "kpi_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    domain = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    metric = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    success = table.Column<bool>(type: "INTEGER", nullable: true),
                    value = table.Column<double>(type: "REAL", nullable: true),
                    duration_ms = table.Column<double>(type: "REAL", nullable: true),
                    actor = table.Column<string>(type: "TEXT", nullable: true),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    detail = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kpi_event", x => x.id);
                    table.CheckConstraint("ck_kpi_event_duration", "duration_ms IS NULL OR duration_ms >= 0");
                });

            migrationBuilder.CreateTable(
                name: "regression_policy",
                columns: table => new
                {
                    domain = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    metric = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    window_events = table.Column<int>(type: "INTEGER", nullable: false),
                    baseline_events = table.Column<int>(type: "INTEGER", nullable: false),
                    max_drop = table.Column<double>(type: "REAL", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    direction = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regression_policy", x => new { x.domain, x.metric });
                    table.CheckConstraint("ck_regression_policy_action", "action = 'THROTTLE' OR action = 'KILL_SWITCH'");
                    table.CheckConstraint("ck_regression_policy_direction", "direction = 'HIGHER_IS_BETTER' OR direction = 'LOWER_IS_BETTER'");
                    table.CheckConstraint("ck_regression_policy_evidence", "evidence = 'SEQUENTIAL' OR evidence = 'FISHER' OR evidence = 'NONE'");
                    table.CheckConstraint("ck_regression_policy_kind", "kind = 'RATE' OR kind = 'MEAN'");
                    table.CheckConstraint("ck_regression_policy_windows", "window_events >= 1 AND baseline_events >= 1 AND max_drop > 0 AND max_drop <= 1 AND version >= 1");
                });

            migrationBuilder.CreateTable(
                name: "regression_state",
                columns: table => new
                {
                    domain = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    metric = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    triggered = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_throttled = table.Column<bool>(type: "INTEGER", nullable: false),
                    baseline = table.Column<double>(type: "REAL", nullable: true),
                    current = table.Column<double>(type: "REAL", nullable: true),
                    drop = table.Column<double>(type: "REAL", nullable: false),
                    events = table.Column<int>(type: "INTEGER", nullable: false),
                    evidence_value = table.Column<double>(type: "REAL", nullable: true),
                    armed_after_id = table.Column<long>(type: "INTEGER", nullable: false),
                    frozen_baseline_events = table.Column<int>(type: "INTEGER", nullable: false),
                    frozen_baseline_sum = table.Column<double>(type: "REAL", nullable: false),
                    frozen_baseline_sum_of_squares = table.Column<double>(type: "REAL", nullable: false),
                    frozen_baseline_last_id = table.Column<long>(type: "INTEGER", nullable: false),
                    baseline_version = table.Column<int>(type: "INTEGER", nullable: false),
                    evaluated_at = table.Column<string>(type: "TEXT", nullable: false),
                    triggered_at = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regression_state", x => new { x.domain, x.metric });
                    table.CheckConstraint("ck_regression_state_counts", "events >= 0 AND armed_after_id >= 0 AND frozen_baseline_events >= 0 AND version >= 1");
                    table.CheckConstraint("ck_regression_state_verdict", "verdict = 'ok' OR verdict = 'triggered' OR verdict = 'warming_up' OR verdict = 'no_data' OR verdict = 'stale'");
                });

            migrationBuilder.CreateTable(
                name: "risk_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    batch_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    engine = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    exposure_delta = table.Column<long>(type: "INTEGER", nullable: false),
                    open_delta = table.Column<long>(type: "INTEGER", nullable: false),
                    realized_loss = table.Column<long>(type: "INTEGER", nullable: false),
                    realized_profit = table.Column<long>(type: "INTEGER", nullable: false),
                    reservation_id = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    detail = table.Column<string>(type: "TEXT", nullable: true),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_risk_event", x => x.id);
                    table.CheckConstraint("ck_risk_event_kind", "kind = 'reserved' OR kind = 'denied' OR kind = 'settled' OR kind = 'released' OR kind = 'expired' OR kind = 'warning' OR kind = 'halted'");
                    table.CheckConstraint("ck_risk_event_sums", "realized_loss >= 0 AND realized_profit >= 0");
                });

            migrationBuilder.CreateTable(
                name: "risk_ledger_day",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    engine = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    exposure_used = table.Column<long>(type: "INTEGER", nullable: false),
                    open_risk_reserved = table.Column<long>(type: "INTEGER", nullable: false),
                    realized_loss = table.Column<long>(type: "INTEGER", nullable: false),
                    realized_profit = table.Column<long>(type: "INTEGER", nullable: false),
                    reservations = table.Column<long>(type: "INTEGER", nullable: false),
                    denials = table.Column<long>(type: "INTEGER", nullable: false),
                    halted_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_risk_ledger_day", x => new { x.day, x.engine });
                    table.CheckConstraint("ck_risk_ledger_day_counts", "reservations >= 0 AND denials >= 0");
                    table.CheckConstraint("ck_risk_ledger_day_sums", "exposure_used >= 0 AND open_risk_reserved >= 0 AND realized_loss >= 0 AND realized_profit >= 0");
                });

            migrationBuilder.CreateTable(
                name: "risk_policy",
                columns: table => new
                {
                    engine = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    max_daily_loss = table.Column<long>(type: "INTEGER", nullable: false),
                    max_daily_exposure = table.Column<long>(type: "INTEGER", nullable: false),
                    max_open_reserved = table.Column<long>(type: "INTEGER", nullable: true),
                    worst_case_loss_bp = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_risk_policy", x => x.engine);
                    table.CheckConstraint("ck_risk_policy_caps", "max_daily_loss >= 0 AND max_daily_exposure >= 0 AND (max_open_reserved IS NULL OR max_open_reserved >= 0)");
                    table.CheckConstraint("ck_risk_policy_version", "version >= 1");
                    table.CheckConstraint("ck_risk_policy_worst_case", "worst_case_loss_bp BETWEEN 0 AND 10000");
                });

            migrationBuilder.CreateTable(
                name: "risk_reservation",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    engine = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    open = table.Column<long>(type: "INTEGER", nullable: false),
                    settled = table.Column<long>(type: "INTEGER", nullable: false),
                    released = table.Column<long>(type: "INTEGER", nullable: false),
                    expired = table.Column<long>(type: "INTEGER", nullable: false),
                    realized_loss = table.Column<long>(type: "INTEGER", nullable: false),
                    realized_profit = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<string>(type: "TEXT", nullable: true),
                    closed_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_risk_reservation", x => x.id);
                    table.CheckConstraint("ck_risk_reservation_conserved", "amount = open + settled + released + expired");
                    table.CheckConstraint("ck_risk_reservation_open", "(status = 'open') = (open > 0)");
                    table.CheckConstraint("ck_risk_reservation_parts", "amount > 0 AND open >= 0 AND settled >= 0 AND released >= 0 AND expired >= 0 AND realized_loss >= 0 AND realized_profit >= 0");
                    table.CheckConstraint("ck_risk_reservation_status", "status = 'open' OR status = 'settled' OR status = 'released' OR status = 'expired'");
                });

            migrationBuilder.CreateTable(
                name: "schema_info",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_schema_info", x => x.id);
                    table.CheckConstraint("ck_schema_info_single", "id = 1");
                });

            migrationBuilder.CreateIndex(
                name: "IX_heimdall_event_domain_id",
                table: "heimdall_event",
                columns: new[] { "domain", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_heimdall_recommendation_outcome_due_at_id",
                table: "heimdall_recommendation",
                columns: new[] { "outcome_due_at", "id" },
                filter: "success IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_key_created_at",
                table: "idempotency_key",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_kpi_event_correlation_id_id",
                table: "kpi_event",
                columns: new[] { "correlation_id", "id" },
                filter: "correlation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_kpi_event_domain_metric_id",
                table: "kpi_event",
                columns: new[] { "domain", "metric", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_risk_event_correlation_id_id",
                table: "risk_event",
                columns: new[] { "correlation_id", "id" },
                filter: "correlation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_risk_event_reservation_id_id",
                table: "risk_event",
                columns: new[] { "reservation_id", "id" },
                filter: "reservation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_risk_reservation_engine_correlation_id_id",
                table: "risk_reservation",
                columns: new[] { "engine", "correlation_id", "id" },
                filter: "correlation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_risk_reservation_expires_at",
                table: "risk_reservation",
                column: "expires_at",
                filter: "status = 'open' AND expires_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_event");

            migrationBuilder.DropTable(
                name: "go_live_state");

            migrationBuilder.DropTable(
                name: "heimdall_event");

            migrationBuilder.DropTable(
                name: "heimdall_policy");

            migrationBuilder.DropTable(
                name: "heimdall_recommendation");

            migrationBuilder.DropTable(
                name: "heimdall_scorecard_day");

            migrationBuilder.DropTable(
                name: "idempotency_key");

            migrationBuilder.DropTable(
                name: "kpi_event");

            migrationBuilder.DropTable(
                name: "regression_policy");

            migrationBuilder.DropTable(
                name: "regression_state");

            migrationBuilder.DropTable(
                name: "risk_event");

            migrationBuilder.DropTable(
                name: "risk_ledger_day");

            migrationBuilder.DropTable(
                name: "risk_policy");

            migrationBuilder.DropTable(
                name: "risk_reservation");

            migrationBuilder.DropTable(
                name: "schema_info");
        }
    }
}
