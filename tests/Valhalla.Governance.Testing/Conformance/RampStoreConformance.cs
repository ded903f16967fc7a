using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IRampStore"/> does.</summary>
public abstract class RampStoreConformance : StoreConformance
{
    private static readonly DateTimeOffset At = new(2026, 1, 13, 15, 30, 0, TimeSpan.Zero);

    private IRampStore Ramp => Store.Ramp;

    [ConformanceFact]
    public async Task Count_NothingObserved_IsEmpty()
    {
        Assert.Equal(RampSample.Empty, await Ramp.CountAsync(0, 10, CancellationToken.None));
        Assert.Equal(
            new RampComparison(0, 0, 0, 0, 0, null, null), await Ramp.CompareAsync(0, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Count_SeveralStepsAndRepeatedUnits_CountsTheStepsUnitsOnce()
    {
        await Ramp.AppendAsync(
            [
                Observation(1, 7, InfluenceDecision.Live),
                Observation(1, 7, InfluenceDecision.Live) with { CreatedAt = At.AddSeconds(1) },
                Observation(1, -7, InfluenceDecision.Shadow),
                Observation(1, long.MinValue, InfluenceDecision.Shadow),
                Observation(2, 9, InfluenceDecision.Live),
            ],
            CancellationToken.None);
        Assert.Equal(new RampSample(4, 1, 2, At), await Ramp.CountAsync(1, 10, CancellationToken.None));
        Assert.Equal(new RampSample(4, 0, 2, At), await Ramp.CountAsync(1, 2, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Compare_SomeWithoutAnOutcomeOrAValue_ComparesWhatThereIs()
    {
        await Ramp.AppendAsync(
            [
                Observation(3, 1, InfluenceDecision.Live) with
                {
                    IncumbentOutcome = "approve", CandidateOutcome = "approve", IncumbentValue = 1, CandidateValue = 4,
                    CorrelationId = "trace \"1\" é 😀",
                },
                Observation(3, 2, InfluenceDecision.Shadow) with
                {
                    IncumbentOutcome = "approve", CandidateOutcome = "Approve", IncumbentValue = 2, CandidateValue = 7,
                },
                Observation(3, 3, InfluenceDecision.Shadow) with { IncumbentOutcome = "deny", CandidateValue = 1_000 },
                Observation(3, 4, InfluenceDecision.Shadow) with { CandidateOutcome = "deny", IncumbentValue = 1_000 },
            ],
            CancellationToken.None);
        Assert.Equal(
            new RampComparison(3, 4, 2, 1, 2, 1.5, 5.5), await Ramp.CompareAsync(3, CancellationToken.None));
    }

    private static StoredObservation Observation(long step, long unit, InfluenceDecision decision) =>
        new(step, 1_000, unit, decision, null, null, null, null, null, At);
}
