using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiValidationTests
{
    public static TheoryData<string, KpiEvent> Malformed => new()
    {
        { "domain", KpiHarness.Event() with { Domain = default } },
        { "metric", KpiHarness.Event() with { Metric = default } },
        { "value NaN", KpiHarness.Event() with { Value = double.NaN } },
        { "value infinite", KpiHarness.Event() with { Value = double.PositiveInfinity } },
        { "duration negative", KpiHarness.Event() with { DurationMs = -0.001 } },
        { "duration NaN", KpiHarness.Event() with { DurationMs = double.NaN } },
        { "actor long", KpiHarness.Event() with { Actor = new string('a', 201) } },
        { "actor empty", KpiHarness.Event() with { Actor = "" } },
        { "actor NUL", KpiHarness.Event() with { Actor = "a\0b" } },
        { "actor half pair", KpiHarness.Event() with { Actor = "a\ud83d" } },
        { "correlation long", KpiHarness.Event() with { CorrelationId = new string('a', 201) } },
        { "correlation newline", KpiHarness.Event() with { CorrelationId = "a\nb" } },
        { "detail not JSON", KpiHarness.Event() with { DetailJson = "{" } },
        { "detail empty", KpiHarness.Event() with { DetailJson = "" } },
        { "detail two roots", KpiHarness.Event() with { DetailJson = "{} {}" } },
        { "detail number", KpiHarness.Event() with { DetailJson = "1" } },
        { "detail array", KpiHarness.Event() with { DetailJson = "[]" } },
        { "detail comment", KpiHarness.Event() with { DetailJson = "{/**/}" } },
        { "detail half pair", KpiHarness.Event() with { DetailJson = "\"\ud83d\"" } },
        { "detail half pair, escaped", KpiHarness.Event() with { DetailJson = """{"a":"\ud83d"}""" } },
        { "detail too deep", KpiHarness.Event() with { DetailJson = Nested(17) } },
        { "detail too long", KpiHarness.Event() with { DetailJson = $"\"{new string('a', 16_383)}\"" } },
        { "detail too long in UTF-8", KpiHarness.Event() with { DetailJson = $"\"{new string('é', 8_192)}\"" } },
    };

    public static TheoryData<string, KpiEvent> WellFormed => new()
    {
        { "least", new KpiEvent { Domain = KpiHarness.Domain, Metric = KpiHarness.Metric } },
        { "actor longest", KpiHarness.Event() with { Actor = new string('a', 200) } },
        { "actor emoji", KpiHarness.Event() with { Actor = "😀" } },
        { "duration zero", KpiHarness.Event() with { DurationMs = 0 } },
        { "value extreme", KpiHarness.Event() with { Value = -double.MaxValue } },
        { "detail text", KpiHarness.Event() with { DetailJson = "\"text\"" } },
        { "detail deepest", KpiHarness.Event() with { DetailJson = Nested(16) } },
        { "detail longest", KpiHarness.Event() with { DetailJson = $"\"{new string('a', 16_382)}\"" } },
        { "detail pair, escaped", KpiHarness.Event() with { DetailJson = """{"a":"\ud83d\ude00"}""" } },
    };

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public async Task Emit_Malformed_ThrowsInEveryForm(string what, KpiEvent kpiEvent)
    {
        await using var harness = new KpiHarness();

        Assert.False(string.IsNullOrEmpty(what));
        Assert.ThrowsAny<ArgumentException>(() => harness.Kpi.Emit(kpiEvent));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => harness.Kpi.EmitAsync(kpiEvent).AsTask());
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => harness.Kpi.EmitBatchAsync([KpiHarness.Event(), kpiEvent], null).AsTask());
        Assert.Equal(0, harness.Health.Pending);
    }

    [Theory]
    [MemberData(nameof(WellFormed), DisableDiscoveryEnumeration = true)]
    public void Validate_WellFormed_Passes(string what, KpiEvent kpiEvent)
    {
        Assert.False(string.IsNullOrEmpty(what));
        KpiEventRules.Validate(kpiEvent);
    }

    [Fact]
    public async Task TimedStep_Malformed_ThrowsAtTheStart()
    {
        await using var harness = new KpiHarness();
        var kpi = harness.Kpi;

        Assert.ThrowsAny<ArgumentException>(() => kpi.TimedStep(default, KpiHarness.Metric));
        Assert.ThrowsAny<ArgumentException>(() => kpi.TimedStep(KpiHarness.Domain, default));
        Assert.ThrowsAny<ArgumentException>(() => kpi.TimedStep(KpiHarness.Domain, KpiHarness.Metric, "a\0"));
        Assert.ThrowsAny<ArgumentException>(() => kpi.TimedStep(KpiHarness.Domain, KpiHarness.Metric, null, "a\0"));
        Assert.ThrowsAny<ArgumentException>(() => kpi.TimedStep(KpiHarness.Domain, KpiHarness.Metric, detailJson: "{"));
    }

    [Fact]
    public async Task TimedStep_AfterAMalformedOneOnTheSameThread_IsCheckedAgain()
    {
        await using var harness = new KpiHarness();
        harness.Kpi.TimedStep(KpiHarness.Domain, KpiHarness.Metric, "a").Dispose();

        Assert.ThrowsAny<ArgumentException>(() => harness.Kpi.TimedStep(default, KpiHarness.Metric, "a"));
        Assert.ThrowsAny<ArgumentException>(() => harness.Kpi.TimedStep(default, KpiHarness.Metric, "a"));
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
}
