using System.Net;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.Ledger;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Wholesale;

/// <summary>000, "Real-World Example: Wholesaling Flow", from the sandbox to production.</summary>
public sealed class OfferTests(ITestOutputHelper output)
{
    private const int Trials = 50;
    private const string SendPath = "/wholesale/send-offer";

    [Fact]
    public async Task SendOffer_FromTrialsToProduction_LeavesTheKpisOfTheExample()
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostProcess.StartAsync(new HostSettings(folder.Path), output);
        var client = host.Client;

        // The sandbox is open before go-live, or nothing could earn its way into production.
        (await client.SendAsync(SendPath, Offer("closed"))).ExpectProblem(HttpStatusCode.Forbidden, "go_live_disabled");
        for (var trial = 0; trial < Trials; trial++)
        {
            (await client.SendAsync("/sandbox/send-offer", Offer($"trial-{trial}"))).Expect(HttpStatusCode.OK);
        }

        await client.EnableGoLiveAsync();
        ExpectDenied(await client.SendAsync(SendPath, Offer("early")), "recommendation_not_eligible");
        (await client.SendAsync(
            "/api/governance/heimdall/promote",
                new { domain = "WHOLESALE_OFFER", actor = "test", reason = "50 of 50" }))
            .Expect(HttpStatusCode.OK);

        var accepted = (await client.SendAsync(SendPath, Offer("accepted"))).Expect(HttpStatusCode.OK).Json;
        Assert.True(accepted["ok"]!.GetValue<bool>());
        Assert.True(accepted["response"]!["accepted"]!.GetValue<bool>());
        var declined = (await client.SendAsync(SendPath, Offer("declined", buyerLimit: 1))).Expect(HttpStatusCode.OK);
        Assert.True(declined.Json["ok"]!.GetValue<bool>());
        Assert.False(declined.Json["response"]!["accepted"]!.GetValue<bool>());
        ExpectDenied(await client.SendAsync(SendPath, Offer("large", amount: 5_000)), "would_exceed_policy");
        await host.StopAsync();

        await using var file = await LedgerDatabase.OpenSqliteAsync(folder.File("valhalla.db"));
        Assert.Equal(
            ["risk_reserved|1|system", "heimdall_recommendation|0|heimdall"], await KpisOfAsync(file, "early"));
        Assert.Equal(
            [
                "risk_reserved|1|system", "heimdall_recommendation|1|heimdall", "offer_sent|1|broker",
                "contract_accepted|1|buyer", "risk_settled|1|system",
            ],
            await KpisOfAsync(file, "accepted"));
        Assert.Equal(
            [
                "risk_reserved|1|system", "heimdall_recommendation|1|heimdall", "offer_sent|1|broker",
                "contract_declined|0|buyer",
            ],
            await KpisOfAsync(file, "declined"));
        Assert.Equal(["risk_denied|0|system"], await KpisOfAsync(file, "large"));

        // Nothing stays bound: settled, or given back.
        var journal = await LedgerAudit.CheckAsync(file, new Dictionary<string, long>());
        Assert.Equal(0, journal.Sum(row => row.OpenDelta));
    }

    [Fact]
    public async Task SendOffer_BadInput_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using var host = await HostProcess.StartAsync(new HostSettings(folder.Path), output);
        object[] bad =
        [
            Offer("zero", amount: 0), Offer("negative", amount: -5), Offer("fifth-decimal", amount: 1.00001m),
            Offer("no-limit", buyerLimit: 0), Offer("emoji 😀"), Offer(""), new { amount = 1, buyerLimit = 1 },
        ];

        foreach (var offer in bad)
        {
            (await host.Client.SendAsync("/sandbox/send-offer", offer)).Expect(HttpStatusCode.BadRequest);
        }
    }

    private static object Offer(string id, decimal amount = 100, decimal buyerLimit = 1_000) =>
        new { id, amount, buyerLimit };

    private static void ExpectDenied(Answer answer, string reason)
    {
        answer.Expect(HttpStatusCode.OK);
        Assert.False(answer.Json["ok"]!.GetValue<bool>());
        Assert.Equal(reason, (string?)answer.Json["reason"]);
    }

    private static Task<IReadOnlyList<string>> KpisOfAsync(LedgerDatabase file, string correlationId) =>
        file.ReadTextAsync(
            "select metric, success, actor from kpi_event where domain = 'WHOLESALE' and correlation_id = "
            + $"'{correlationId}' order by id");
}
