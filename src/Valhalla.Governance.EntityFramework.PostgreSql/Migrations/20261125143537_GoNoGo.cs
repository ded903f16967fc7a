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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "influence_event",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "influence_state",
                schema: "valhalla");
        }
    }
}
