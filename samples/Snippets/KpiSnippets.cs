using Valhalla.Governance;

namespace Snippets;

internal static class KpiSnippets
{
    public static void Basic(IKpiEmitter kpi)
    {
        #region kpi-basic
        kpi.Success("WHOLESALE", "offer_sent", actor: "offer_engine", correlationId: "offer_123");

        kpi.Fail(
            "WHOLESALE", "lead_rejected", actor: "heimdall", correlationId: "lead_456",
            detail: new Dictionary<string, object?> { ["reason"] = "low_motivation", ["score"] = 0.32 });

        kpi.Value("CAPITAL", "roi_event", 2500.50, actor: "settlement_engine", correlationId: "deal_789");
        #endregion
    }

    public static async Task TimeAsync(IKpiEmitter kpi, Func<Task<int>> match)
    {
        #region kpi-time-async
        var matches = await kpi.TimeAsync("BUYER_MATCH", "match_algorithm_run", async step =>
        {
            var found = await match();
            if (found == 0)
            {
                step.Fail("No buyer matches");
            }

            return found;
        });
        #endregion
        Console.WriteLine(matches);
    }

    public static void TimedStep(IKpiEmitter kpi, Action match)
    {
        #region kpi-timed-step
        using (kpi.TimedStep(new DomainName("BUYER_MATCH"), new MetricName("match_algorithm_run"), actor: "matcher"))
        {
            match(); // Success with its duration, or failure when it throws.
        }
        #endregion
    }
}
