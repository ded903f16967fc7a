using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

/// <summary>The union of the source documents: exactly 42 endpoints, by verb and path.</summary>
public sealed class FortyTwoEndpointsTests
{
    private static readonly string[] Documented =
    [
        "GET governance/go-live/state",
        "GET governance/go-live/checklist",
        "POST governance/go-live/enable",
        "POST governance/go-live/disable",
        "POST governance/go-live/kill-switch/engage",
        "POST governance/go-live/kill-switch/release",

        "GET governance/risk/policies",
        "POST governance/risk/policies/upsert",
        "POST governance/risk/check-and-reserve",
        "POST governance/risk/reserve",
        "POST governance/risk/settle",
        "GET governance/risk/ledger/today",
        "GET governance/risk/snapshot",

        "GET governance/heimdall/policies",
        "POST governance/heimdall/policies/upsert",
        "POST governance/heimdall/recommend",
        "POST governance/heimdall/promote",
        "GET governance/heimdall/scorecard",
        "GET governance/heimdall/scorecard/today",
        "GET governance/heimdall/snapshot",

        "GET governance/regression/policies",
        "POST governance/regression/policies/upsert",
        "POST governance/regression/kpi",
        "POST governance/regression/evaluate",
        "GET governance/regression/state",
        "GET governance/regression/snapshot",

        "GET governance/runbook/status",
        "GET governance/runbook/markdown",

        "GET governance/market/policies",
        "POST governance/market/policies/upsert",
        "GET governance/market/effective",
        "GET governance/market/can-contact",

        "POST followups/ladder/create",
        "POST followups/task/{id}/complete",
        "GET followups/due",
        "GET followups/sla",

        "GET buyers/liquidity/nodes",
        "GET buyers/liquidity/score",
        "POST buyers/liquidity/feedback",

        "GET deals/offers/policies",
        "POST deals/offers/policies/upsert",
        "POST deals/offers/compute",
    ];

    [Fact]
    public async Task Routes_OfTheSourceDocuments_AllExist()
    {
        await using var api = await TestApi.StartAsync();
        var mapped = MappedEndpoint.Of(api)
            .Select(endpoint => $"{endpoint.Verb} {endpoint.Pattern.TrimStart('/')}")
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(42, Documented.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(Documented.Select(route => route.Replace(" ", " api/", StringComparison.Ordinal)).Except(mapped));
    }
}
