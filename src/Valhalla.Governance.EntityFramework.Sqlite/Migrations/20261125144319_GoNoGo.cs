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
                name: "IX_influence_event_created_at",
                table: "influence_event",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_influence_event_step_id_decision_unit_hash",
                table: "influence_event",
                columns: new[] { "step", "id", "decision", "unit_hash" });

            migrationBuilder.CreateIndex(
                name: "IX_sign_off_evaluation_hash",
                table: "sign_off",
                column: "evaluation_hash");
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
                name: "sign_off");
        }
    }
}
