using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Valhalla.Governance.EntityFramework.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Persons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // An approval by name alone, of unknown age, no longer counts.
            migrationBuilder.Sql("UPDATE go_live_state SET release_approvals = '[]';");

            migrationBuilder.AddColumn<string>(
                name: "actor_id",
                table: "sign_off",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "actor_id",
                table: "go_no_go_evaluation",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "actor_id",
                table: "go_no_go_decision",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "released_at",
                table: "go_live_state",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "actor_id",
                table: "audit_event",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("UPDATE go_live_state SET release_approvals = '[]';");

            migrationBuilder.DropColumn(
                name: "actor_id",
                table: "sign_off");

            migrationBuilder.DropColumn(
                name: "actor_id",
                table: "go_no_go_evaluation");

            migrationBuilder.DropColumn(
                name: "actor_id",
                table: "go_no_go_decision");

            migrationBuilder.DropColumn(
                name: "released_at",
                table: "go_live_state");

            migrationBuilder.DropColumn(
                name: "actor_id",
                table: "audit_event");
        }
    }
}
