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
                name: "notice_cursor",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "notice_dead_letter",
                schema: "valhalla");
        }
    }
}
