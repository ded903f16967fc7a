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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "influence_state",
                schema: "valhalla");
        }
    }
}
