namespace Valhalla.Governance.Regression;

/// <summary>Replays events through the rules, looking at every event. Pure.</summary>
internal static class RegressionBacktest
{
    public static BacktestResult Run(RegressionPolicy policy, IEnumerable<KpiEvent> history)
    {
        var firings = new List<BacktestFiring>();
        var window = SampleWindow.Create(policy, default);
        var events = 0;
        foreach (var kpiEvent in history)
        {
            if (kpiEvent.Domain != policy.Series.Domain || kpiEvent.Metric != policy.Series.Metric)
            {
                continue;
            }

            events++;
            if (!SampleValues.TryRead(policy.Kind, kpiEvent.Success, kpiEvent.Value, out var value))
            {
                continue;
            }

            window.Add(value);
            if (window.IsTriggered())
            {
                var judgement = window.Judge();
                firings.Add(new BacktestFiring(
                    events, 0, judgement.Baseline ?? 0, judgement.Current ?? 0, judgement.Drop));

                // Re-armed here: the windows restart.
                window.Restart(default);
            }
        }

        return new BacktestResult(events, firings);
    }
}
