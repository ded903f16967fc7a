using Valhalla.Governance.Audit;

namespace Valhalla.Governance.GoNoGo;

/// <summary>What a transaction of the board writes.</summary>
internal sealed record GoNoGoChange
{
    /// <summary>A new evaluation, with the number after the newest one's.</summary>
    public GoNoGoEvaluation? Evaluation { get; init; }

    public SignOff? SignOff { get; init; }

    public GoNoGoDecision? Decision { get; init; }

    /// <summary>The new influence row, or null.</summary>
    public InfluenceState? Influence { get; init; }

    /// <summary>Empty for an evaluation alone: it changes no control.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];
}
