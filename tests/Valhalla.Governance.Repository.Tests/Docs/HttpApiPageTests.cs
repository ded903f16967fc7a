using Valhalla.Governance.AspNetCore.Audit;
using Valhalla.Governance.AspNetCore.BuyerLiquidity;
using Valhalla.Governance.AspNetCore.Clock;
using Valhalla.Governance.AspNetCore.Drill;
using Valhalla.Governance.AspNetCore.ErrorBudgets;
using Valhalla.Governance.AspNetCore.FollowUp;
using Valhalla.Governance.AspNetCore.GoLive;
using Valhalla.Governance.AspNetCore.GoNoGo;
using Valhalla.Governance.AspNetCore.Heimdall;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Integrity;
using Valhalla.Governance.AspNetCore.MarketPolicies;
using Valhalla.Governance.AspNetCore.Notices;
using Valhalla.Governance.AspNetCore.Offers;
using Valhalla.Governance.AspNetCore.Ramp;
using Valhalla.Governance.AspNetCore.Regression;
using Valhalla.Governance.AspNetCore.Retention;
using Valhalla.Governance.AspNetCore.Risk;
using Valhalla.Governance.AspNetCore.Runbook;
using Valhalla.Governance.AspNetCore.Status;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The API page lists every endpoint with its role.</summary>
public sealed class HttpApiPageTests
{
    private static readonly EndpointSpec[] Endpoints =
    [
        .. GoLiveEndpoints.All, .. DrillEndpoints.All, .. RiskEndpoints.All, .. HeimdallEndpoints.All,
        .. RegressionEndpoints.All, .. RunbookEndpoints.All, .. ErrorBudgetEndpoints.All, .. MarketPolicyEndpoints.All,
        .. FollowUpEndpoints.All, .. BuyerLiquidityEndpoints.All, .. OfferEndpoints.All, .. GoNoGoEndpoints.All,
        .. RampEndpoints.All, .. AuditEndpoints.All, .. IntegrityEndpoints.All, .. NoticeEndpoints.All,
        .. ClockEndpoints.All,
        .. RetentionEndpoints.All, .. SystemEndpoints.All,
    ];

    private static readonly IReadOnlyList<string[]> Rows = MarkdownTable.ReadAll("docs/reference/http-api.md")
        .Single(table => table.FirstColumn == "Verb").Rows;

    [Fact]
    public void Endpoints_WithRole_AreAllListedAndNoOthers() => Assert.Equal(
        Endpoints.Select(spec => $"{spec.Verb} {spec.Path} {WireNames.Of(spec.Role)}"),
        Rows.Select(row => $"{row[0]} {row[1]} {row[2]}"));

    [Fact]
    public void Takes_MixedFields_IsTold() => Assert.Equal(
        Endpoints.Where(spec => spec.AcceptsForm).Select(spec => spec.Path),
        Rows.Where(row => row[3].StartsWith("mixed", StringComparison.Ordinal)).Select(row => row[1]));

    [Fact]
    public void Takes_IdempotencyKey_IsTold() => Assert.Equal(
        Endpoints.Where(spec => spec.Parameters?.GetParameters().Any(p => p.Name == "key") == true)
            .Select(spec => spec.Path),
        Rows.Where(row => row[3].Contains("key", StringComparison.Ordinal)).Select(row => row[1]));
}
