using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Valhalla.Governance.EntityFramework.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Operations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "buyer_feedback_event",
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    province = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    market = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    property_type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    buyer_id = table.Column<string>(type: "text", nullable: true),
                    actor = table.Column<string>(type: "text", nullable: false),
                    correlation_id = table.Column<string>(type: "text", nullable: true),
                    detail = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_buyer_feedback_event", x => x.id);
                    table.CheckConstraint("ck_buyer_feedback_event_kind", "kind = 'CONTACTED' OR kind = 'RESPONDED' OR kind = 'CLOSED' OR kind = 'DECLINED'");
                });

            migrationBuilder.CreateTable(
                name: "buyer_liquidity_node",
                schema: "valhalla",
                columns: table => new
                {
                    province = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    market = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    property_type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    contacts = table.Column<double>(type: "double precision", nullable: false),
                    responses = table.Column<double>(type: "double precision", nullable: false),
                    closes = table.Column<double>(type: "double precision", nullable: false),
                    events = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_buyer_liquidity_node", x => new { x.province, x.market, x.property_type });
                    table.CheckConstraint("ck_buyer_liquidity_node_sums", "contacts >= 0 AND responses >= 0 AND closes >= 0 AND events >= 0");
                });

            migrationBuilder.CreateTable(
                name: "followup_task",
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ladder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    province = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    market = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    owner = table.Column<string>(type: "text", nullable: true),
                    step = table.Column<int>(type: "integer", nullable: false),
                    channel = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    first_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    claimed_by = table.Column<string>(type: "text", nullable: true),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    response_seconds = table.Column<long>(type: "bigint", nullable: true),
                    correlation_id = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                schema: "valhalla",
                columns: table => new
                {
                    province = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    market = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    windows = table.Column<string>(type: "text", nullable: false),
                    channels = table.Column<string>(type: "text", nullable: false),
                    min_lead_score = table.Column<int>(type: "integer", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_market_policy", x => new { x.province, x.market });
                    table.CheckConstraint("ck_market_policy_score", "min_lead_score BETWEEN 0 AND 100");
                    table.CheckConstraint("ck_market_policy_version", "version >= 1");
                });

            migrationBuilder.CreateTable(
                name: "offer_evidence",
                schema: "valhalla",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    province = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    market = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    lead_id = table.Column<string>(type: "text", nullable: true),
                    arv = table.Column<long>(type: "bigint", nullable: false),
                    repairs = table.Column<long>(type: "bigint", nullable: false),
                    fees = table.Column<long>(type: "bigint", nullable: false),
                    multiplier_bp = table.Column<int>(type: "integer", nullable: false),
                    mao = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    policy_version = table.Column<long>(type: "bigint", nullable: false),
                    comps = table.Column<string>(type: "text", nullable: true),
                    assumptions = table.Column<string>(type: "text", nullable: true),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reservation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor = table.Column<string>(type: "text", nullable: false),
                    correlation_id = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                schema: "valhalla",
                columns: table => new
                {
                    province = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    multiplier_bp = table.Column<int>(type: "integer", nullable: false),
                    fees = table.Column<long>(type: "bigint", nullable: false),
                    min_offer = table.Column<long>(type: "bigint", nullable: true),
                    max_offer = table.Column<long>(type: "bigint", nullable: true),
                    min_comps = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
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
                schema: "valhalla",
                table: "buyer_feedback_event",
                columns: new[] { "province", "market", "property_type", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_followup_task_closed_at",
                schema: "valhalla",
                table: "followup_task",
                column: "closed_at",
                filter: "status = 'completed'");

            migrationBuilder.CreateIndex(
                name: "IX_followup_task_due_at_id",
                schema: "valhalla",
                table: "followup_task",
                columns: new[] { "due_at", "id" },
                filter: "status = 'pending'");

            migrationBuilder.CreateIndex(
                name: "IX_followup_task_ladder_id_step",
                schema: "valhalla",
                table: "followup_task",
                columns: new[] { "ladder_id", "step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_followup_task_lead_id_step",
                schema: "valhalla",
                table: "followup_task",
                columns: new[] { "lead_id", "step" },
                unique: true,
                filter: "status = 'pending'");

            migrationBuilder.CreateIndex(
                name: "IX_offer_evidence_created_at",
                schema: "valhalla",
                table: "offer_evidence",
                column: "created_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "buyer_feedback_event",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "buyer_liquidity_node",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "followup_task",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "market_policy",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "offer_evidence",
                schema: "valhalla");

            migrationBuilder.DropTable(
                name: "offer_policy",
                schema: "valhalla");
        }
    }
}
