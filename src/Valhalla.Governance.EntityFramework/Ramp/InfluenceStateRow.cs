namespace Valhalla.Governance.EntityFramework.Ramp;

/// <summary>The one row of <c>influence_state</c>; it is there from the first change on.</summary>
internal sealed class InfluenceStateRow
{
    public const int SingleId = 1;

    public int Id { get; set; } = SingleId;

    public int InfluenceBps { get; set; }

    public long Step { get; set; }

    public DateTimeOffset? SteppedAt { get; set; }

    public long? DecisionId { get; set; }

    public DateTimeOffset? DecisionExpiresAt { get; set; }

    public DateTimeOffset? RolledBackAt { get; set; }

    public string? RollbackTrigger { get; set; }

    public int? RollbackFromBps { get; set; }

    public string? Reason { get; set; }

    public string UpdatedBy { get; set; } = "system";

    public DateTimeOffset UpdatedAt { get; set; }

    public long Version { get; set; }

    public InfluenceState ToState() => new()
    {
        BasisPoints = InfluenceBps,
        Step = Step,
        SteppedAt = SteppedAt,
        DecisionId = DecisionId,
        DecisionExpiresAt = DecisionExpiresAt,
        LastRollback = RolledBackAt is { } at
            ? new RampRollback(at, RollbackTrigger ?? "", RollbackFromBps ?? 0)
            : null,
        Reason = Reason,
        UpdatedBy = UpdatedBy,
        UpdatedAt = UpdatedAt,
        Version = Version,
    };

    public void Apply(InfluenceState state)
    {
        InfluenceBps = state.BasisPoints;
        Step = state.Step;
        SteppedAt = state.SteppedAt?.ToUniversalTime();
        DecisionId = state.DecisionId;
        DecisionExpiresAt = state.DecisionExpiresAt?.ToUniversalTime();
        RolledBackAt = state.LastRollback?.At.ToUniversalTime();
        RollbackTrigger = state.LastRollback?.Trigger;
        RollbackFromBps = state.LastRollback?.FromBasisPoints;
        Reason = state.Reason;
        UpdatedBy = state.UpdatedBy;
        UpdatedAt = state.UpdatedAt.ToUniversalTime();
        Version = state.Version;
    }
}
