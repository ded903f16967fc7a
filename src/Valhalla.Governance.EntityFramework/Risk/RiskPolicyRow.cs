namespace Valhalla.Governance.EntityFramework.Risk;

/// <summary>A row of <c>risk_policy</c>. Amounts are counts of 1/10 000 of the currency unit.</summary>
internal sealed class RiskPolicyRow
{
    public string Engine { get; set; } = "";

    public bool Enabled { get; set; }

    public long MaxDailyLoss { get; set; }

    public long MaxDailyExposure { get; set; }

    public long? MaxOpenReserved { get; set; }

    public int WorstCaseLossBp { get; set; }

    public string? Reason { get; set; }

    public string ChangedBy { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }

    public RiskPolicy ToPolicy() => new()
    {
        Engine = new EngineName(Engine),
        Enabled = Enabled,
        MaxDailyLoss = Money.FromUnits(MaxDailyLoss),
        MaxDailyExposure = Money.FromUnits(MaxDailyExposure),
        MaxOpenReserved = MaxOpenReserved is { } units ? Money.FromUnits(units) : null,
        WorstCaseLossBasisPoints = WorstCaseLossBp,
        Reason = Reason,
        ChangedBy = ChangedBy,
        UpdatedAt = UpdatedAt,
        Version = Version,
    };

    public void Apply(RiskPolicy policy)
    {
        Engine = policy.Engine.Value;
        Enabled = policy.Enabled;
        MaxDailyLoss = policy.MaxDailyLoss.Units;
        MaxDailyExposure = policy.MaxDailyExposure.Units;
        MaxOpenReserved = policy.MaxOpenReserved?.Units;
        WorstCaseLossBp = policy.WorstCaseLossBasisPoints;
        Reason = policy.Reason;
        ChangedBy = policy.ChangedBy;
        UpdatedAt = policy.UpdatedAt.ToUniversalTime();
        Version = policy.Version;
    }
}
