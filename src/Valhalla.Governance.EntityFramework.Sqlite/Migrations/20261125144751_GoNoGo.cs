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
                name: "IX_slo_count_minute_minute_start",
                table: "slo_count_minute",
                column: "minute_start");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kill_switch_drill");

            migrationBuilder.DropTable(
                name: "kill_switch_drill_node");

            migrationBuilder.DropTable(
                name: "node");

            migrationBuilder.DropTable(
                name: "slo_count_minute");

            migrationBuilder.DropTable(
                name: "slo_count_position");
        }
    }
}
