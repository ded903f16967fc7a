namespace Valhalla.Governance.Ramp;

/// <summary>An observation as it is kept.</summary>
internal sealed record StoredObservation(
    long Step,
    int BasisPoints,
    long UnitHash,
    InfluenceDecision Decision,
    string? IncumbentOutcome,
    string? CandidateOutcome,
    double? IncumbentValue,
    double? CandidateValue,
    string? CorrelationId,
    DateTimeOffset CreatedAt);
