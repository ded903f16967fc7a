using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Valhalla.Governance.EntityFramework.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class GoNoGo : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "go_no_go_decision",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    decision = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    evaluated_at = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    claimed_actor = table.Column<string>(type: "TEXT", nullable: true),
                    source_address = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<string>(type: "TEXT", nullable: false),
                    justification = table.Column<string>(type: "TEXT", nullable: false),
                    criteria = table.Column<string>(type: "TEXT", nullable: false),
                    sign_offs = table.Column<string>(type: "TEXT", nullable: false),
                    next_review_at = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<string>(type: "TEXT", nullable: true),
                    written_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_go_no_go_decision", x => x.id);
                    table.CheckConstraint("ck_go_no_go_decision_decision", "decision = 'GO' OR decision = 'NO_GO'");
                    table.CheckConstraint("ck_go_no_go_decision_expiry", "(decision = 'GO' AND expires_at IS NOT NULL) OR (decision = 'NO_GO' AND expires_at IS NULL)");
                    table.CheckConstraint("ck_go_no_go_decision_hash", "length(hash) = 64");
                    table.CheckConstraint("ck_go_no_go_decision_id", "id >= 1");
                });

            migrationBuilder.CreateTable(
                name: "go_no_go_evaluation",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    evaluated_at = table.Column<string>(type: "TEXT", nullable: false),
                    valid_until = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    claimed_actor = table.Column<string>(type: "TEXT", nullable: true),
                    source_address = table.Column<string>(type: "TEXT", nullable: true),
                    criteria = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_go_no_go_evaluation", x => x.id);
                    table.CheckConstraint("ck_go_no_go_evaluation_hash", "length(hash) = 64");
                    table.CheckConstraint("ck_go_no_go_evaluation_outcome", "outcome = 'GO' OR outcome = 'NO_GO'");
                });

            migrationBuilder.CreateTable(
                name: "go_no_go_evidence",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    signal = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    observed_at = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    received_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_go_no_go_evidence", x => x.id);
                    table.CheckConstraint("ck_go_no_go_evidence_kind", "kind = 'number' OR kind = 'flag' OR kind = 'text'");
                });

            migrationBuilder.CreateTable(
                name: "influence_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    step = table.Column<long>(type: "INTEGER", nullable: false),
                    influence_bps = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    decision = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    incumbent_outcome = table.Column<string>(type: "TEXT", nullable: true),
                    candidate_outcome = table.Column<string>(type: "TEXT", nullable: true),
                    incumbent_value = table.Column<double>(type: "REAL", nullable: true),
                    candidate_value = table.Column<double>(type: "REAL", nullable: true),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_influence_event", x => x.id);
                    table.CheckConstraint("ck_influence_event_bps", "influence_bps >= 0 AND influence_bps <= 10000");
                    table.CheckConstraint("ck_influence_event_decision", "decision = 'SHADOW' OR decision = 'LIVE'");
                    table.CheckConstraint("ck_influence_event_step", "step >= 0");
                });

            migrationBuilder.CreateTable(
                name: "influence_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    influence_bps = table.Column<int>(type: "INTEGER", nullable: false),
                    step = table.Column<long>(type: "INTEGER", nullable: false),
                    stepped_at = table.Column<string>(type: "TEXT", nullable: true),
                    decision_id = table.Column<long>(type: "INTEGER", nullable: true),
                    decision_expires_at = table.Column<string>(type: "TEXT", nullable: true),
                    rolled_back_at = table.Column<string>(type: "TEXT", nullable: true),
                    rollback_trigger = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    rollback_from_bps = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    updated_by = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_influence_state", x => x.id);
                    table.CheckConstraint("ck_influence_state_bps", "influence_bps >= 0 AND influence_bps <= 10000");
                    table.CheckConstraint("ck_influence_state_counts", "step >= 0 AND version >= 1");
                    table.CheckConstraint("ck_influence_state_single", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "kill_switch_drill",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    build = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    coordinator = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    started_by = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    started_at = table.Column<string>(type: "TEXT", nullable: false),
                    deadline = table.Column<string>(type: "TEXT", nullable: false),
                    finished_at = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    nodes_expected = table.Column<int>(type: "INTEGER", nullable: false),
                    nodes_denied = table.Column<int>(type: "INTEGER", nullable: false),
                    slowest_milliseconds = table.Column<double>(type: "REAL", nullable: true),
                    failure = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kill_switch_drill", x => x.id);
                    table.CheckConstraint("ck_kill_switch_drill_finished", "(status = 'RUNNING') = (finished_at IS NULL)");
                    table.CheckConstraint("ck_kill_switch_drill_nodes", "nodes_denied >= 0 AND nodes_denied <= nodes_expected");
                    table.CheckConstraint("ck_kill_switch_drill_status", "status = 'RUNNING' OR status = 'PASSED' OR status = 'FAILED'");
                });

            migrationBuilder.CreateTable(
                name: "kill_switch_drill_node",
                columns: table => new
                {
                    drill_id = table.Column<string>(type: "TEXT", nullable: false),
                    node_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    build = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    denied = table.Column<bool>(type: "INTEGER", nullable: false),
                    answered_at = table.Column<string>(type: "TEXT", nullable: false),
                    milliseconds = table.Column<double>(type: "REAL", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kill_switch_drill_node", x => new { x.drill_id, x.node_id });
                    table.CheckConstraint("ck_kill_switch_drill_node_problem", "denied = (problem IS NULL)");
                });

            migrationBuilder.CreateTable(
                name: "kpi_rollup_day",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    domain = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    metric = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    events = table.Column<long>(type: "INTEGER", nullable: false),
                    successes = table.Column<long>(type: "INTEGER", nullable: false),
                    failures = table.Column<long>(type: "INTEGER", nullable: false),
                    values = table.Column<long>(type: "INTEGER", nullable: false),
                    value_sum = table.Column<double>(type: "REAL", nullable: false),
                    value_min = table.Column<double>(type: "REAL", nullable: true),
                    value_max = table.Column<double>(type: "REAL", nullable: true),
                    durations = table.Column<long>(type: "INTEGER", nullable: false),
                    duration_ms_sum = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kpi_rollup_day", x => new { x.domain, x.metric, x.day });
                    table.CheckConstraint("ck_kpi_rollup_day_sums", "events >= 1 AND successes >= 0 AND failures >= 0 AND successes + failures <= events AND \"values\" BETWEEN 0 AND events AND durations BETWEEN 0 AND events AND duration_ms_sum >= 0");
                });

            migrationBuilder.CreateTable(
                name: "node",
                columns: table => new
                {
                    node_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    build = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    started_at = table.Column<string>(type: "TEXT", nullable: false),
                    last_seen_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_node", x => x.node_id);
                });

            migrationBuilder.CreateTable(
                name: "notice_cursor",
                columns: table => new
                {
                    notifier = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    last_sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_owner = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    lease_until = table.Column<string>(type: "TEXT", nullable: true),
                    fencing = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_cursor", x => x.notifier);
                    table.CheckConstraint("ck_notice_cursor_counts", "last_sequence >= 0 AND fencing >= 0");
                });

            migrationBuilder.CreateTable(
                name: "notice_dead_letter",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    notifier = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    notice = table.Column<string>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    at = table.Column<string>(type: "TEXT", nullable: false),
                    resolved_at = table.Column<string>(type: "TEXT", nullable: true),
                    retried_by = table.Column<string>(type: "TEXT", nullable: true),
                    retried_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_dead_letter", x => x.id);
                    table.CheckConstraint("ck_notice_dead_letter_attempts", "attempts >= 1");
                });

            migrationBuilder.CreateTable(
                name: "retention_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_owner = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    lease_until = table.Column<string>(type: "TEXT", nullable: true),
                    fencing = table.Column<long>(type: "INTEGER", nullable: false),
                    last_started_at = table.Column<string>(type: "TEXT", nullable: true),
                    last_finished_at = table.Column<string>(type: "TEXT", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    next_run_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention_state", x => x.id);
                    table.CheckConstraint("ck_retention_state_single", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "retention_table",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    rolled_up_to_id = table.Column<long>(type: "INTEGER", nullable: true),
                    deleted_last_run = table.Column<long>(type: "INTEGER", nullable: false),
                    deleted_total = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention_table", x => x.name);
                    table.CheckConstraint("ck_retention_table_counts", "deleted_last_run >= 0 AND deleted_total >= deleted_last_run");
                });

            migrationBuilder.CreateTable(
                name: "sign_off",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    evaluation_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    claimed_actor = table.Column<string>(type: "TEXT", nullable: true),
                    source_address = table.Column<string>(type: "TEXT", nullable: true),
                    comment = table.Column<string>(type: "TEXT", nullable: true),
                    signed_at = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_off", x => x.id);
                    table.CheckConstraint("ck_sign_off_hash", "length(evaluation_hash) = 64");
                    table.CheckConstraint("ck_sign_off_role", "role = 'RELEASE_CAPTAIN' OR role = 'ON_CALL' OR role = 'TECHNICAL_LEAD'");
                });

            migrationBuilder.CreateTable(
                name: "slo_count_minute",
                columns: table => new
                {
                    objective = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 129, nullable: false),
                    minute_start = table.Column<string>(type: "TEXT", nullable: false),
                    good = table.Column<long>(type: "INTEGER", nullable: false),
                    bad = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slo_count_minute", x => new { x.objective, x.source, x.minute_start });
                    table.CheckConstraint("ck_slo_count_minute_counts", "good >= 0 AND bad >= 0 AND good + bad > 0");
                });

            migrationBuilder.CreateTable(
                name: "slo_count_position",
                columns: table => new
                {
                    objective = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 129, nullable: false),
                    last_kpi_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slo_count_position", x => new { x.objective, x.source });
                    table.CheckConstraint("ck_slo_count_position_last", "last_kpi_id >= 0");
                });

            migrationBuilder.CreateIndex(
                name: "IX_go_no_go_decision_hash_id",
                table: "go_no_go_decision",
                columns: new[] { "hash", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_go_no_go_evaluation_hash_id",
                table: "go_no_go_evaluation",
                columns: new[] { "hash", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_go_no_go_evidence_signal_observed_at_id",
                table: "go_no_go_evidence",
                columns: new[] { "signal", "observed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_influence_event_step_id_decision_unit_hash",
                table: "influence_event",
                columns: new[] { "step", "id", "decision", "unit_hash" });

            migrationBuilder.CreateIndex(
                name: "IX_kill_switch_drill_build_finished_at",
                table: "kill_switch_drill",
                columns: new[] { "build", "finished_at" });

            migrationBuilder.CreateIndex(
                name: "IX_kill_switch_drill_started_at",
                table: "kill_switch_drill",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "IX_kill_switch_drill_status",
                table: "kill_switch_drill",
                column: "status",
                unique: true,
                filter: "status = 'RUNNING'");

            migrationBuilder.CreateIndex(
                name: "IX_notice_dead_letter_notifier",
                table: "notice_dead_letter",
                column: "notifier",
                filter: "resolved_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_notice_dead_letter_notifier_sequence",
                table: "notice_dead_letter",
                columns: new[] { "notifier", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sign_off_evaluation_hash",
                table: "sign_off",
                column: "evaluation_hash");

            migrationBuilder.CreateIndex(
                name: "IX_slo_count_minute_minute_start",
                table: "slo_count_minute",
                column: "minute_start");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "go_no_go_decision");

            migrationBuilder.DropTable(
                name: "go_no_go_evaluation");

            migrationBuilder.DropTable(
                name: "go_no_go_evidence");

            migrationBuilder.DropTable(
                name: "influence_event");

            migrationBuilder.DropTable(
                name: "influence_state");

            migrationBuilder.DropTable(
                name: "kill_switch_drill");

            migrationBuilder.DropTable(
                name: "kill_switch_drill_node");

            migrationBuilder.DropTable(
                name: "kpi_rollup_day");

            migrationBuilder.DropTable(
                name: "node");

            migrationBuilder.DropTable(
                name: "notice_cursor");

            migrationBuilder.DropTable(
                name: "notice_dead_letter");

            migrationBuilder.DropTable(
                name: "retention_state");

            migrationBuilder.DropTable(
                name: "retention_table");

            migrationBuilder.DropTable(
                name: "sign_off");

            migrationBuilder.DropTable(
                name: "slo_count_minute");

            migrationBuilder.DropTable(
                name: "slo_count_position");
        }
    }
}
