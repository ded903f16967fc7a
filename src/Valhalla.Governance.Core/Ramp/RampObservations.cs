using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Valhalla.Governance.Ramp;

/// <summary>Checks observations and turns them into what is kept. Pure.</summary>
internal static class RampObservations
{
    public const int MaxBatch = 1_000;
    public const int MaxUnitLength = 200;
    public const int MaxOutcomeLength = 200;

    /// <exception cref="ArgumentException">An observation is not as documented.</exception>
    public static void Validate(IReadOnlyList<RampObservation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentOutOfRangeException.ThrowIfZero(observations.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(observations.Count, MaxBatch);
        foreach (var observation in observations)
        {
            ArgumentNullException.ThrowIfNull(observation, nameof(observations));
            TextRules.Require(observation.UnitKey, MaxUnitLength, nameof(RampObservation.UnitKey));
            TextRules.RequireOptional(
                observation.IncumbentOutcome, MaxOutcomeLength, nameof(RampObservation.IncumbentOutcome));
            TextRules.RequireOptional(
                observation.CandidateOutcome, MaxOutcomeLength, nameof(RampObservation.CandidateOutcome));
            TextRules.RequireOptional(
                observation.CorrelationId, TextRules.MaxCorrelationIdLength, nameof(RampObservation.CorrelationId));
            RequireFinite(observation.IncumbentValue, nameof(RampObservation.IncumbentValue));
            RequireFinite(observation.CandidateValue, nameof(RampObservation.CandidateValue));
            ArgumentOutOfRangeException.ThrowIfNegative(observation.Step ?? 0, nameof(RampObservation.Step));
        }
    }

    public static StoredObservation ToStored(
        RampObservation observation, InfluenceState influence, DateTimeOffset now) => new(
            observation.Step ?? influence.Step,
            influence.BasisPoints,
            HashOf(observation.UnitKey),
            observation.Decision,
            observation.IncumbentOutcome,
            observation.CandidateOutcome,
            observation.IncumbentValue,
            observation.CandidateValue,
            observation.CorrelationId,
            now);

    // Units may be people: what is kept tells units apart and no more.
    private static long HashOf(string unitKey)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(unitKey), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    private static void RequireFinite(double? value, string name)
    {
        if (value is { } number && !double.IsFinite(number))
        {
            throw new ArgumentException("A value is a finite number.", name);
        }
    }
}
