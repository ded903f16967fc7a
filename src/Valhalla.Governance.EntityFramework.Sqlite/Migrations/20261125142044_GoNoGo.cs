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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notice_cursor");

            migrationBuilder.DropTable(
                name: "notice_dead_letter");
        }
    }
}
