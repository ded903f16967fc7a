using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Valhalla.Governance.EntityFramework.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Operations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "buyer_feedback_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    province = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    market = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    property_type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    buyer_id = table.Column<string>(type: "TEXT", nullable: true),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    detail = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_buyer_feedback_event", x => x.id);
                    table.CheckConstraint("ck_buyer_feedback_event_kind", "kind = 'CONTACTED' OR kind = 'RESPONDED' OR kind = 'CLOSED' OR kind = 'DECLINED'");
                });

            migrationBuilder.CreateTable(
                name: "buyer_liquidity_node",
                columns: table => new
                {
                    province = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    market = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    property_type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    contacts = table.Column<double>(type: "REAL", nullable: false),
                    responses = table.Column<double>(type: "REAL", nullable: false),
                    closes = table.Column<double>(type: "REAL", nullable: false),
                    events = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_buyer_liquidity_node", x => new { x.province, x.market, x.property_type });
                    table.CheckConstraint("ck_buyer_liquidity_node_sums", "contacts >= 0 AND responses >= 0 AND closes >= 0 AND events >= 0");
                });

            migrationBuilder.CreateTable(
                name: "followup_task",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ladder_id = table.Column<string>(type: "TEXT", nullable: false),
                    lead_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    province = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    market = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    planned_at = table.Column<string>(type: "TEXT", nullable: false),
                    first_due_at = table.Column<string>(type: "TEXT", nullable: false),
                    due_at = table.Column<string>(type: "TEXT", nullable: false),
                    claimed_by = table.Column<string>(type: "TEXT", nullable: true),
                    claim_id = table.Column<string>(type: "TEXT", nullable: true),
                    lease_until = table.Column<string>(type: "TEXT", nullable: true),
                    closed_at = table.Column<string>(type: "TEXT", nullable: true),
                    closed_by = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    response_seconds = table.Column<long>(type: "INTEGER", nullable: true),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_followup_task", x => x.id);
                    table.CheckConstraint("ck_followup_task_claim", "(claim_id IS NULL) = (lease_until IS NULL)");
                    table.CheckConstraint("ck_followup_task_closed", "(status = 'pending') = (closed_at IS NULL)");
                    table.CheckConstraint("ck_followup_task_status", "status = 'pending' OR status = 'completed' OR status = 'cancelled'");
                    table.CheckConstraint("ck_followup_task_step", "step BETWEEN 1 AND 6");
                });

            migrationBuilder.CreateTable(
                name: "market_policy",
                columns: table => new
                {
                    province = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    market = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    windows = table.Column<string>(type: "TEXT", nullable: false),
                    channels = table.Column<string>(type: "TEXT", nullable: false),
                    min_lead_score = table.Column<int>(type: "INTEGER", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_market_policy", x => new { x.province, x.market });
                    table.CheckConstraint("ck_market_policy_score", "min_lead_score BETWEEN 0 AND 100");
                    table.CheckConstraint("ck_market_policy_version", "version >= 1");
                });

            migrationBuilder.CreateTable(
                name: "offer_evidence",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    province = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    market = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    lead_id = table.Column<string>(type: "TEXT", nullable: true),
                    arv = table.Column<long>(type: "INTEGER", nullable: false),
                    repairs = table.Column<long>(type: "INTEGER", nullable: false),
                    fees = table.Column<long>(type: "INTEGER", nullable: false),
                    multiplier_bp = table.Column<int>(type: "INTEGER", nullable: false),
                    mao = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    policy_version = table.Column<long>(type: "INTEGER", nullable: false),
                    comps = table.Column<string>(type: "TEXT", nullable: true),
                    assumptions = table.Column<string>(type: "TEXT", nullable: true),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    reservation_id = table.Column<string>(type: "TEXT", nullable: true),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offer_evidence", x => x.id);
                    table.CheckConstraint("ck_offer_evidence_amounts", "arv > 0 AND repairs >= 0 AND fees >= 0 AND (mao IS NULL OR mao > 0)");
                    table.CheckConstraint("ck_offer_evidence_hash", "length(hash) = 64");
                    table.CheckConstraint("ck_offer_evidence_outcome", "mao IS NOT NULL OR reason IS NOT NULL");
                });

            migrationBuilder.CreateTable(
                name: "offer_policy",
                columns: table => new
                {
                    province = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    multiplier_bp = table.Column<int>(type: "INTEGER", nullable: false),
                    fees = table.Column<long>(type: "INTEGER", nullable: false),
                    min_offer = table.Column<long>(type: "INTEGER", nullable: true),
                    max_offer = table.Column<long>(type: "INTEGER", nullable: true),
                    min_comps = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offer_policy", x => x.province);
                    table.CheckConstraint("ck_offer_policy_bounds", "fees >= 0 AND (min_offer IS NULL OR min_offer >= 0) AND (max_offer IS NULL OR max_offer > 0) AND (min_offer IS NULL OR max_offer IS NULL OR min_offer <= max_offer)");
                    table.CheckConstraint("ck_offer_policy_comps", "min_comps BETWEEN 0 AND 100");
                    table.CheckConstraint("ck_offer_policy_multiplier", "multiplier_bp BETWEEN 1 AND 10000");
                    table.CheckConstraint("ck_offer_policy_version", "version >= 1");
                });

            migrationBuilder.CreateIndex(
                name: "IX_buyer_feedback_event_province_market_property_type_id",
                table: "buyer_feedback_event",
                columns: new[] { "province", "market", "property_type", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_followup_task_closed_at",
                table: "followup_task",
                column: "closed_at",
                filter: "status = 'completed'");

            migrationBuilder.CreateIndex(
                name: "IX_followup_task_due_at_id",
                table: "followup_task",
                columns: new[] { "due_at", "id" },
                filter: "status = 'pending'");

            migrationBuilder.CreateIndex(
                name: "IX_followup_task_ladder_id_step",
                table: "followup_task",
                columns: new[] { "ladder_id", "step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_followup_task_lead_id_step",
                table: "followup_task",
                columns: new[] { "lead_id", "step" },
                unique: true,
                filter: "status = 'pending'");

            migrationBuilder.CreateIndex(
                name: "IX_offer_evidence_created_at",
                table: "offer_evidence",
                column: "created_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "buyer_feedback_event");

            migrationBuilder.DropTable(
                name: "buyer_liquidity_node");

            migrationBuilder.DropTable(
                name: "followup_task");

            migrationBuilder.DropTable(
                name: "market_policy");

            migrationBuilder.DropTable(
                name: "offer_evidence");

            migrationBuilder.DropTable(
                name: "offer_policy");
        }
    }
}
