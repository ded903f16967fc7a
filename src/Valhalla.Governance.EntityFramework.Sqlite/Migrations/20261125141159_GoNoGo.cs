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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "influence_state");
        }
    }
}
