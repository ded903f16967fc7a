using Valhalla.Governance;

namespace Snippets;

internal static class RegressionSnippets
{
    public static async Task EnableAsync(IRegressionTripwire tripwire, CancellationToken cancellationToken)
    {
        #region regression-policy
        var series = new KpiSeries(new DomainName("WHOLESALE"), new MetricName("contract_rate"));
        await tripwire.UpsertPolicyAsync(
            new RegressionPolicyChange(series, new ChangeAuthor("ann"))
            {
                Enabled = true,
                MaxDrop = 0.20,
                Action = RegressionAction.Throttle,
                Reason = "Watched from the first day",
            },
            cancellationToken);

        var evaluation = await tripwire.EvaluateAsync(series, "ann", cancellationToken);
        Console.WriteLine($"{evaluation?.State.Verdict}, drop {evaluation?.State.Drop:0.000}");
        #endregion
    }

    public static async Task RearmAsync(
        IRegressionTripwire tripwire, KpiSeries series, CancellationToken cancellationToken)
    {
        #region regression-rearm
        await tripwire.RearmAsync(
            series, new ChangeAuthor("ann"), "The pricing feed was mended", cancellationToken);
        #endregion
    }

    public static void Backtest(IRegressionTripwire tripwire, KpiSeries series, IEnumerable<KpiEvent> history)
    {
        #region regression-backtest
        var result = tripwire.Backtest(new RegressionPolicy { Series = series, MaxDrop = 0.15 }, history);
        Console.WriteLine($"{result.Firings.Count} firings in {result.Events} events.");
        #endregion
    }
}
