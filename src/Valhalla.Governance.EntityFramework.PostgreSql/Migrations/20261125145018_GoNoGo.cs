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
                name: "kpi_rollup_day",
                schema: "valhalla",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    domain = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    metric = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    events = table.Column<long>(type: "bigint", nullable: false),
                    successes = table.Column<long>(type: "bigint", nullable: false),
                    failures = table.Column<long>(type: "bigint", nullable: false),
                    values = table.Column<long>(type: "bigint", nullable: false),
                    value_sum = table.Column<double>(type: "double precision", nullable: false),
                    value_min = table.Column<double>(type: "double precision", nullable: true),
                    value_max = table.Column<double>(type: "double precision", nullable: true),
                    durations = table.Column<long>(type: "bigint", nullable: false),
                    duration_ms_sum = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kpi_rollup_day", x => new { x.domain, x.metric, x.day });
                    table.CheckConstraint("ck_kpi_rollup_day_sums", "events >= 1 AND successes >= 0 AND failures >= 0 AND successes + failures <= events AND \"values\" BETWEEN 0 AND events AND durations BETWEEN 0 AND events AND duration_ms_sum >= 0");
                });

            migrationBuilder.CreateTable(
                name: "notice_cursor",
                schema: "valhalla",
                columns: table => new
                {
                    notifier = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    last_sequence = table.Column<long>(type: "bigint", nullable: false),
                    lease_owner = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fencing = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_cursor", x => x.notifier);
                    table.CheckConstraint("ck_notice_cursor_counts", "last_sequence >= 0 AND fencing >= 0");
                });

            migrationBuilder.CreateTable(
                name: "notice_dead_letter",
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    notifier = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    notice = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    retried_by = table.Column<string>(type: "text", nullable: true),
                    retried_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_dead_letter", x => x.id);
                    table.CheckConstraint("ck_notice_dead_letter_attempts", "attempts >= 1");
                });

            migrationBuilder.CreateTable(
                name: "retention_state",
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    lease_owner = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fencing = table.Column<long>(type: "bigint", nullable: false),
                    last_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    next_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention_state", x => x.id);
                    table.CheckConstraint("ck_retention_state_single", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "retention_table",
                schema: "valhalla",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    rolled_up_to_id = table.Column<long>(type: "bigint", nullable: true),
                    deleted_last_run = table.Column<long>(type: "bigint", nullable: false),
                    deleted_total = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention_table", x => x.name);
                    table.CheckConstraint("ck_retention_table_counts", "deleted_last_run >= 0 AND deleted_total >= deleted_last_run");
                });

            migrationBuilder.CreateIndex(
                name: "IX_notice_dead_letter_notifier",
                schema: "valhalla",
                table: "notice_dead_letter",
                column: "notifier",
                filter: "resolved_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_notice_dead_letter_notifier_sequence",
                schema: "valhalla",
                table: "notice_dead_letter",
                columns: new[] { "notifier", "sequence" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kpi_rollup_day",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "notice_cursor",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "notice_dead_letter",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "retention_state",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "retention_table",
                schema: "valhalla");
        }
    }
}
