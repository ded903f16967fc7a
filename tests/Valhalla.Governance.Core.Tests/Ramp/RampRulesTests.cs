using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.Core.Tests.Ramp;

public sealed class RampRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly InfluenceState AtOnePercent = new()
    {
        BasisPoints = 100,
        Step = 1,
        SteppedAt = Now - TimeSpan.FromHours(2),
        DecisionId = 7,
        DecisionExpiresAt = Now + TimeSpan.FromHours(1),
        Version = 2,
    };

    private static readonly RampReading Ready = new(
        AtOnePercent, new GoLiveState { GoLiveEnabled = true }, IsEnforced: true, new RampSample(200, 2, 198, Now), []);

    [Fact]
    public void Holds_NothingStandsAgainstIt_IsEmpty() => Assert.Empty(HoldsOf(Ready));

    [Fact]
    public void Holds_NoDecision_AsksForOne() => Assert.Equal(
        [RampRules.DecisionRequired], HoldsOf(Ready with { Influence = AtOnePercent with { DecisionId = null } }));

    [Fact]
    public void Holds_DecisionHasExpired_AsksForANewOne() => Assert.Equal(
        [RampRules.DecisionExpired],
        HoldsOf(Ready with { Influence = AtOnePercent with { DecisionExpiresAt = Now } }));

    [Fact]
    public void Holds_KillSwitchEngaged_IsHeld() => Assert.Equal(
        [RampRules.KillSwitchEngaged], HoldsOf(Ready with { Gate = Ready.Gate with { KillSwitchEngaged = true } }));

    [Theory]
    [InlineData(true, new[] { RampRules.GoLiveDisabled })]
    [InlineData(false, new string[0])]
    public void Holds_GoLiveOff_IsHeldWhereItIsEnforced(bool isEnforced, string[] expected) => Assert.Equal(
        expected, HoldsOf(Ready with { Gate = new GoLiveState(), IsEnforced = isEnforced }));

    [Fact]
    public void Holds_OneTickBeforeTheDwell_IsHeld() => Assert.Equal(
        [RampRules.DwellNotReached],
        HoldsOf(Ready with
        {
            Influence = AtOnePercent with { SteppedAt = AtOnePercent.SteppedAt!.Value.AddTicks(1) },
        }));

    [Fact]
    public void Holds_NeverSteppedAndNothingObserved_HasNotDwelt() => Assert.Equal(
        [RampRules.DwellNotReached, RampRules.TooFewEvents],
        HoldsOf(Ready with
        {
            Influence = AtOnePercent with { BasisPoints = 0, SteppedAt = null },
            Sample = RampSample.Empty,
        }));

    [Fact]
    public void Holds_OneEventTooFew_IsHeld() => Assert.Equal(
        [RampRules.TooFewEvents], HoldsOf(Ready with { Sample = Ready.Sample with { Events = 199 } }));

    [Fact]
    public void Holds_UnitsOutOfRatio_IsHeld() => Assert.Equal(
        [RampRules.SampleRatioMismatch], HoldsOf(Ready with { Sample = new RampSample(2_000, 60, 1_940, Now) }));

    [Fact]
    public void Holds_UnitsALittleOutOfRatio_IsNotHeld() =>
        Assert.Empty(HoldsOf(Ready with { Sample = new RampSample(2_000, 25, 1_975, Now) }));

    [Theory]
    [InlineData(1_001, new[] { RampRules.StepTooLarge })]
    [InlineData(1_000, new string[0])]
    [InlineData(500, new string[0])]
    public void Holds_SizeOfTheStep_IsAtMostTheNext(int target, string[] expected) => Assert.Equal(
        expected,
        RampRules.Holds(Ready, target, 1_000, new RampOptions(), Now).Select(hold => hold.Code));

    [Fact]
    public void Holds_AtTheTop_IsHeld() => Assert.Equal(
        [RampRules.AtFullInfluence],
        RampRules.Holds(Ready, null, null, new RampOptions(), Now).Select(hold => hold.Code));

    [Theory]
    [InlineData(RampGuardStatus.Holding)]
    [InlineData(RampGuardStatus.Blind)]
    [InlineData(RampGuardStatus.Firing)]
    public void Holds_AGuardIsNotClear_IsHeld(RampGuardStatus status) => Assert.Equal(
        ["guard.entropy_low"],
        HoldsOf(Ready with
        {
            Guards =
            [
                new RampGuardReading(RampTriggers.Defaults[0], RampGuardStatus.Clear, null, "clear"),
                new RampGuardReading(RampTriggers.Defaults[1], status, null, "not clear"),
            ],
        }));

    private static IEnumerable<string> HoldsOf(RampReading reading) =>
        RampRules.Holds(reading, 1_000, 1_000, new RampOptions(), Now).Select(hold => hold.Code);
}
