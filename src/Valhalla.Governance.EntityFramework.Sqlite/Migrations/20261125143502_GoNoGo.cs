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

            migrationBuilder.CreateIndex(
                name: "IX_influence_event_created_at",
                table: "influence_event",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_influence_event_step_id_decision_unit_hash",
                table: "influence_event",
                columns: new[] { "step", "id", "decision", "unit_hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "influence_event");

            migrationBuilder.DropTable(
                name: "influence_state");
        }
    }
}
