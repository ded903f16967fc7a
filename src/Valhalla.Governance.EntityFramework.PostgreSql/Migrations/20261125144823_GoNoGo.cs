using System;
using Microsoft.EntityFrameworkCore.Migrations;

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
                name: "kill_switch_drill",
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    build = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    coordinator = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    started_by = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    nodes_expected = table.Column<int>(type: "integer", nullable: false),
                    nodes_denied = table.Column<int>(type: "integer", nullable: false),
                    slowest_milliseconds = table.Column<double>(type: "double precision", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true)
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
                schema: "valhalla",
                columns: table => new
                {
                    drill_id = table.Column<Guid>(type: "uuid", nullable: false),
                    node_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    build = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    denied = table.Column<bool>(type: "boolean", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    milliseconds = table.Column<double>(type: "double precision", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kill_switch_drill_node", x => new { x.drill_id, x.node_id });
                    table.CheckConstraint("ck_kill_switch_drill_node_problem", "denied = (problem IS NULL)");
                });

            migrationBuilder.CreateTable(
                name: "node",
                schema: "valhalla",
                columns: table => new
                {
                    node_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    build = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_node", x => x.node_id);
                });

            migrationBuilder.CreateTable(
                name: "slo_count_minute",
                schema: "valhalla",
                columns: table => new
                {
                    objective = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "character varying(129)", maxLength: 129, nullable: false),
                    minute_start = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    good = table.Column<long>(type: "bigint", nullable: false),
                    bad = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slo_count_minute", x => new { x.objective, x.source, x.minute_start });
                    table.CheckConstraint("ck_slo_count_minute_counts", "good >= 0 AND bad >= 0 AND good + bad > 0");
                });

            migrationBuilder.CreateTable(
                name: "slo_count_position",
                schema: "valhalla",
                columns: table => new
                {
                    objective = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "character varying(129)", maxLength: 129, nullable: false),
                    last_kpi_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_slo_count_position", x => new { x.objective, x.source });
                    table.CheckConstraint("ck_slo_count_position_last", "last_kpi_id >= 0");
                });

            migrationBuilder.CreateIndex(
                name: "IX_kill_switch_drill_build_finished_at",
                schema: "valhalla",
                table: "kill_switch_drill",
                columns: new[] { "build", "finished_at" });

            migrationBuilder.CreateIndex(
                name: "IX_kill_switch_drill_started_at",
                schema: "valhalla",
                table: "kill_switch_drill",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "IX_kill_switch_drill_status",
                schema: "valhalla",
                table: "kill_switch_drill",
                column: "status",
                unique: true,
                filter: "status = 'RUNNING'");

            migrationBuilder.CreateIndex(
                name: "IX_slo_count_minute_minute_start",
                schema: "valhalla",
                table: "slo_count_minute",
                column: "minute_start");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kill_switch_drill",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "kill_switch_drill_node",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "node",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "slo_count_minute",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "slo_count_position",
                schema: "valhalla");
        }
    }
}
