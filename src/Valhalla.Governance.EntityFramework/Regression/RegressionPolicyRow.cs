namespace Valhalla.Governance.EntityFramework.Regression;

/// <summary>A row of <c>regression_policy</c>.</summary>
internal sealed class RegressionPolicyRow
{
    public string Domain { get; set; } = "";

    public string Metric { get; set; } = "";

    public bool Enabled { get; set; }

    public int WindowEvents { get; set; }

    public int BaselineEvents { get; set; }

    public double MaxDrop { get; set; }

    public string Action { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Direction { get; set; } = "";

    public string Evidence { get; set; } = "";

    public string? Reason { get; set; }

    public string ChangedBy { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }

    public RegressionPolicy ToPolicy() => new()
    {
        Series = new KpiSeries(new DomainName(Domain), new MetricName(Metric)),
        Enabled = Enabled,
        WindowEvents = WindowEvents,
        BaselineEvents = BaselineEvents,
        MaxDrop = MaxDrop,
        Action = StoredNames.Read<RegressionAction>(Action),
        Kind = StoredNames.Read<RegressionKind>(Kind),
        Direction = StoredNames.Read<RegressionDirection>(Direction),
        Evidence = StoredNames.Read<RegressionEvidence>(Evidence),
        Reason = Reason,
        ChangedBy = ChangedBy,
        UpdatedAt = UpdatedAt,
        Version = Version,
    };

    public void Apply(RegressionPolicy policy)
    {
        Domain = policy.Series.Domain.Value;
        Metric = policy.Series.Metric.Value;
        Enabled = policy.Enabled;
        WindowEvents = policy.WindowEvents;
        BaselineEvents = policy.BaselineEvents;
        MaxDrop = policy.MaxDrop;
        Action = StoredNames.KeepCapitals(policy.Action, Action);
        Kind = StoredNames.KeepCapitals(policy.Kind, Kind);
        Direction = StoredNames.KeepCapitals(policy.Direction, Direction);
        Evidence = StoredNames.KeepCapitals(policy.Evidence, Evidence);
        Reason = policy.Reason;
        ChangedBy = policy.ChangedBy;
        UpdatedAt = policy.UpdatedAt.ToUniversalTime();
        Version = policy.Version;
    }
}
