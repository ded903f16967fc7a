using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.EntityFramework.Ramp;

/// <summary>A row of <c>influence_event</c>: how a unit came out under both policies. The unit itself is not kept.</summary>
internal sealed class InfluenceEventRow
{
    public long Id { get; set; }

    public long Step { get; set; }

    public int InfluenceBps { get; set; }

    public long UnitHash { get; set; }

    public string Decision { get; set; } = "";

    public string? IncumbentOutcome { get; set; }

    public string? CandidateOutcome { get; set; }

    public double? IncumbentValue { get; set; }

    public double? CandidateValue { get; set; }

    public string? CorrelationId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public static InfluenceEventRow Of(StoredObservation observation) => new()
    {
        Step = observation.Step,
        InfluenceBps = observation.BasisPoints,
        UnitHash = observation.UnitHash,
        Decision = WireNames.CapitalsOf(observation.Decision),
        IncumbentOutcome = observation.IncumbentOutcome,
        CandidateOutcome = observation.CandidateOutcome,
        IncumbentValue = observation.IncumbentValue,
        CandidateValue = observation.CandidateValue,
        CorrelationId = observation.CorrelationId,
        CreatedAt = observation.CreatedAt.ToUniversalTime(),
    };
}
