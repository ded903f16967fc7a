using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiOptionsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    public static TheoryData<string, Action<KpiOptions>> OutOfRange => new()
    {
        { "Capacity", o => o.Capacity = 15 },
        { "Capacity", o => o.Capacity = 1_048_577 },
        { "WhenFull", o => o.WhenFull = (KpiWhenFull)2 },
        { "WaitLimit", o => o.WaitLimit = -Tick },
        { "WaitLimit", o => o.WaitLimit = TimeSpan.FromSeconds(10) + Tick },
        { "MaxBatch", o => o.MaxBatch = 0 },
        { "MaxBatch", o => o.MaxBatch = 65_537 },
        { "MaxDelay", o => o.MaxDelay = -Tick },
        { "MaxDelay", o => o.MaxDelay = TimeSpan.FromSeconds(1) + Tick },
        { "RetryDelay", o => o.RetryDelay = TimeSpan.FromMilliseconds(1) - Tick },
        { "RetryDelay", o => o.RetryDelay = TimeSpan.FromMinutes(1) + Tick },
        { "MaxRetryDelay", o => o.MaxRetryDelay = TimeSpan.FromMilliseconds(1) - Tick },
        { "MaxRetryDelay", o => o.MaxRetryDelay = TimeSpan.FromMinutes(1) + Tick },
        { "FlushOnShutdownTimeout", o => o.FlushOnShutdownTimeout = -Tick },
        { "FlushOnShutdownTimeout", o => o.FlushOnShutdownTimeout = TimeSpan.FromMinutes(5) + Tick },
        { "StalePeriod", o => o.StalePeriod = TimeSpan.FromSeconds(1) - Tick },
        { "StalePeriod", o => o.StalePeriod = TimeSpan.FromDays(7) + Tick },
        { "UnhealthyAge", o => o.UnhealthyAge = TimeSpan.FromMilliseconds(100) - Tick },
        { "UnhealthyAge", o => o.UnhealthyAge = TimeSpan.FromHours(1) + Tick },
    };

    public static TheoryData<Action<KpiOptions>> Bounds => new(
        _ => { },
        o => (o.Capacity, o.MaxBatch, o.WaitLimit, o.MaxDelay) = (16, 1, TimeSpan.Zero, TimeSpan.Zero),
        o => (o.Capacity, o.MaxBatch, o.WhenFull) = (1_048_576, 65_536, KpiWhenFull.Drop),
        o => (o.WaitLimit, o.MaxDelay) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1)),
        o => o.RetryDelay = o.MaxRetryDelay = TimeSpan.FromMilliseconds(1),
        o => o.RetryDelay = o.MaxRetryDelay = TimeSpan.FromMinutes(1),
        o => (o.FlushOnShutdownTimeout, o.StalePeriod) = (TimeSpan.Zero, TimeSpan.FromSeconds(1)),
        o => (o.FlushOnShutdownTimeout, o.StalePeriod) = (TimeSpan.FromMinutes(5), TimeSpan.FromDays(7)),
        o => o.UnhealthyAge = TimeSpan.FromMilliseconds(100),
        o => o.UnhealthyAge = TimeSpan.FromHours(1));

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void Validate_OutOfRange_NamesIdAndSetting(string setting, Action<KpiOptions> change)
    {
        var failure = Validate(change);

        Assert.StartsWith($"{KpiErrors.OptionOutOfRange}: ", failure, StringComparison.Ordinal);
        Assert.Contains(setting, failure, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bounds), DisableDiscoveryEnumeration = true)]
    public void Validate_AtTheBounds_Succeeds(Action<KpiOptions> change) => Assert.Null(Validate(change));

    [Fact]
    public void Validate_RetryDelaysTheWrongWayRound_NamesIdAndBoth()
    {
        var failure = Validate(o => o.RetryDelay = o.MaxRetryDelay + Tick);

        Assert.StartsWith($"{KpiErrors.RetryDelaysInconsistent}: ", failure, StringComparison.Ordinal);
        Assert.Contains("MaxRetryDelay", failure, StringComparison.Ordinal);
    }

    private static string? Validate(Action<KpiOptions> change)
    {
        var options = new KpiOptions();
        change(options);
        return new KpiOptionsValidator().Validate(null, options).FailureMessage;
    }
}
