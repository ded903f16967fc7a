using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Valhalla.Governance.EntityFramework.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Persons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // An approval by name alone, of unknown age, no longer counts.
            migrationBuilder.Sql("UPDATE valhalla.go_live_state SET release_approvals = '[]';");

            migrationBuilder.AddColumn<string>(
                name: "actor_id",
                schema: "valhalla",
                table: "sign_off",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "actor_id",
                schema: "valhalla",
                table: "go_no_go_evaluation",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "actor_id",
                schema: "valhalla",
                table: "go_no_go_decision",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "released_at",
                schema: "valhalla",
                table: "go_live_state",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "actor_id",
                schema: "valhalla",
                table: "audit_event",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("UPDATE valhalla.go_live_state SET release_approvals = '[]';");

            migrationBuilder.DropColumn(
                name: "actor_id",
                schema: "valhalla",
                table: "sign_off");

            migrationBuilder.DropColumn(
                name: "actor_id",
                schema: "valhalla",
                table: "go_no_go_evaluation");

            migrationBuilder.DropColumn(
                name: "actor_id",
                schema: "valhalla",
                table: "go_no_go_decision");

            migrationBuilder.DropColumn(
                name: "released_at",
                schema: "valhalla",
                table: "go_live_state");

            migrationBuilder.DropColumn(
                name: "actor_id",
                schema: "valhalla",
                table: "audit_event");
        }
    }
}
