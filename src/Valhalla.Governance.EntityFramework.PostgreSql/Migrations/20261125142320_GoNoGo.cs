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
                name: "IX_slo_count_minute_minute_start",
                schema: "valhalla",
                table: "slo_count_minute",
                column: "minute_start");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "slo_count_minute",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "slo_count_position",
                schema: "valhalla");
        }
    }
}
