namespace Valhalla.Governance.EntityFramework.Regression;

/// <summary>A row of <c>regression_state</c>.</summary>
internal sealed class RegressionStateRow
{
    public string Domain { get; set; } = "";

    public string Metric { get; set; } = "";

    public string Verdict { get; set; } = "";

    public bool Triggered { get; set; }

    public bool IsThrottled { get; set; }

    public double? Baseline { get; set; }

    public double? Current { get; set; }

    public double Drop { get; set; }

    public int Events { get; set; }

    public double? EvidenceValue { get; set; }

    public long ArmedAfterId { get; set; }

    public int FrozenBaselineEvents { get; set; }

    public double FrozenBaselineSum { get; set; }

    public double FrozenBaselineSumOfSquares { get; set; }

    public long FrozenBaselineLastId { get; set; }

    public int BaselineVersion { get; set; }

    public DateTimeOffset EvaluatedAt { get; set; }

    public DateTimeOffset? TriggeredAt { get; set; }

    public long Version { get; set; }

    public RegressionState ToState() => new()
    {
        Series = new KpiSeries(new DomainName(Domain), new MetricName(Metric)),
        Verdict = StoredNames.Read<RegressionVerdict>(Verdict),
        Triggered = Triggered,
        IsThrottled = IsThrottled,
        Baseline = Baseline,
        Current = Current,
        Drop = Drop,
        Events = Events,
        EvidenceValue = EvidenceValue,
        ArmedAfterId = ArmedAfterId,
        FrozenBaselineEvents = FrozenBaselineEvents,
        FrozenBaselineSum = FrozenBaselineSum,
        FrozenBaselineSumOfSquares = FrozenBaselineSumOfSquares,
        FrozenBaselineLastId = FrozenBaselineLastId,
        BaselineVersion = BaselineVersion,
        EvaluatedAt = EvaluatedAt,
        TriggeredAt = TriggeredAt,
        Version = Version,
    };

    public void Apply(RegressionState state)
    {
        Domain = state.Series.Domain.Value;
        Metric = state.Series.Metric.Value;
        Verdict = StoredNames.Keep(state.Verdict, Verdict);
        Triggered = state.Triggered;
        IsThrottled = state.IsThrottled;
        Baseline = state.Baseline;
        Current = state.Current;
        Drop = state.Drop;
        Events = state.Events;
        EvidenceValue = state.EvidenceValue;
        ArmedAfterId = state.ArmedAfterId;
        FrozenBaselineEvents = state.FrozenBaselineEvents;
        FrozenBaselineSum = state.FrozenBaselineSum;
        FrozenBaselineSumOfSquares = state.FrozenBaselineSumOfSquares;
        FrozenBaselineLastId = state.FrozenBaselineLastId;
        BaselineVersion = state.BaselineVersion;
        EvaluatedAt = state.EvaluatedAt.ToUniversalTime();
        TriggeredAt = state.TriggeredAt?.ToUniversalTime();
        Version = state.Version;
    }
}
