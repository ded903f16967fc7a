using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Valhalla.Governance.EntityFramework.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class GoNoGo : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "go_no_go_decision",
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    decision = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    outcome = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    evaluated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    claimed_actor = table.Column<string>(type: "text", nullable: true),
                    source_address = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    justification = table.Column<string>(type: "text", nullable: false),
                    criteria = table.Column<string>(type: "text", nullable: false),
                    sign_offs = table.Column<string>(type: "text", nullable: false),
                    next_review_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    outcome = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    evaluated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    claimed_actor = table.Column<string>(type: "text", nullable: true),
                    source_address = table.Column<string>(type: "text", nullable: true),
                    criteria = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_go_no_go_evaluation", x => x.id);
                    table.CheckConstraint("ck_go_no_go_evaluation_hash", "length(hash) = 64");
                    table.CheckConstraint("ck_go_no_go_evaluation_outcome", "outcome = 'GO' OR outcome = 'NO_GO'");
                });

            migrationBuilder.CreateTable(
                name: "go_no_go_evidence",
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    signal = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    observed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_go_no_go_evidence", x => x.id);
                    table.CheckConstraint("ck_go_no_go_evidence_kind", "kind = 'number' OR kind = 'flag' OR kind = 'text'");
                });

            migrationBuilder.CreateTable(
                name: "influence_event",
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    step = table.Column<long>(type: "bigint", nullable: false),
                    influence_bps = table.Column<int>(type: "integer", nullable: false),
                    unit_hash = table.Column<long>(type: "bigint", nullable: false),
                    decision = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    incumbent_outcome = table.Column<string>(type: "text", nullable: true),
                    candidate_outcome = table.Column<string>(type: "text", nullable: true),
                    incumbent_value = table.Column<double>(type: "double precision", nullable: true),
                    candidate_value = table.Column<double>(type: "double precision", nullable: true),
                    correlation_id = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    influence_bps = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<long>(type: "bigint", nullable: false),
                    stepped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_id = table.Column<long>(type: "bigint", nullable: true),
                    decision_expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rolled_back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rollback_trigger = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    rollback_from_bps = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    updated_by = table.Column<string>(type: "text", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
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
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    evaluation_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    claimed_actor = table.Column<string>(type: "text", nullable: true),
                    source_address = table.Column<string>(type: "text", nullable: true),
                    comment = table.Column<string>(type: "text", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_off", x => x.id);
                    table.CheckConstraint("ck_sign_off_hash", "length(evaluation_hash) = 64");
                    table.CheckConstraint("ck_sign_off_role", "role = 'RELEASE_CAPTAIN' OR role = 'ON_CALL' OR role = 'TECHNICAL_LEAD'");
                });

            migrationBuilder.CreateIndex(
                name: "IX_go_no_go_decision_hash_id",
                schema: "valhalla",
                table: "go_no_go_decision",
                columns: new[] { "hash", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_go_no_go_evaluation_hash_id",
                schema: "valhalla",
                table: "go_no_go_evaluation",
                columns: new[] { "hash", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_go_no_go_evidence_signal_observed_at_id",
                schema: "valhalla",
                table: "go_no_go_evidence",
                columns: new[] { "signal", "observed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_influence_event_created_at",
                schema: "valhalla",
                table: "influence_event",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_influence_event_step_id_decision_unit_hash",
                schema: "valhalla",
                table: "influence_event",
                columns: new[] { "step", "id", "decision", "unit_hash" });

            migrationBuilder.CreateIndex(
                name: "IX_sign_off_evaluation_hash",
                schema: "valhalla",
                table: "sign_off",
                column: "evaluation_hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "go_no_go_decision",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "go_no_go_evaluation",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "go_no_go_evidence",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "influence_event",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "influence_state",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "sign_off",
                schema: "valhalla");
        }
    }
}
