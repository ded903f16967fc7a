using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Valhalla.Governance.EntityFramework.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class UnsettledReservations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_risk_reservation_unsettled",
                table: "risk_reservation",
                columns: new[] { "engine", "correlation_id", "id" },
                filter: "correlation_id IS NOT NULL AND (open > 0 OR expired > 0)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_risk_reservation_unsettled",
                table: "risk_reservation");
        }
    }
}
