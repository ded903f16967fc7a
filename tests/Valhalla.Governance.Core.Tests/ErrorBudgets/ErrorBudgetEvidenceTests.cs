namespace Valhalla.Governance.Core.Tests.ErrorBudgets;

public sealed class ErrorBudgetEvidenceTests : IDisposable
{
    private readonly ErrorBudgetFixture _fixture = new(new Dictionary<string, string?>
    {
        ["Valhalla:ErrorBudgets:Objectives:0:Name"] = "a",
        ["Valhalla:ErrorBudgets:Objectives:0:TargetPercent"] = "99",
        ["Valhalla:ErrorBudgets:Objectives:1:Name"] = "b",
        ["Valhalla:ErrorBudgets:Objectives:1:TargetPercent"] = "90",
    });

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Observe_EveryObjectiveCounted_TellsTheWorstAndTheAgeOfTheOldest()
    {
        await _fixture.PostAsync("a", 999, 1, TimeSpan.FromHours(3));
        await _fixture.PostAsync("b", 1_000, 0, TimeSpan.FromMinutes(1));

        var evidence = await ObserveAsync();

        Assert.Equal(
            ["error_budget_burn", "error_budget_fast_burn", "slo.a", "slo.b"],
            evidence.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(100m * 0.1m * 15.5m / 30, evidence["error_budget_burn"].Value.Number, 20);
        Assert.Equal(_fixture.Now.AddHours(-3), evidence["error_budget_burn"].ObservedAt);
        Assert.Equal(EvidenceValue.Of(false), evidence["error_budget_fast_burn"].Value);
        Assert.Equal(_fixture.Now.AddHours(-3), evidence["error_budget_fast_burn"].ObservedAt);
        Assert.Equal(EvidenceValue.Of(99.9m), evidence["slo.a"].Value);
        Assert.Equal(_fixture.Now.AddMinutes(-1), evidence["slo.b"].ObservedAt);
        Assert.Contains("432 minutes", evidence["error_budget_burn"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observe_OneObjectiveWithoutData_GivesNoBurnAndNoFastBurn()
    {
        await _fixture.PostAsync("a", 1_000, 0, TimeSpan.Zero);

        Assert.Equal(["slo.a"], (await ObserveAsync()).Keys);
    }

    [Fact]
    public async Task Observe_FastBurnBesideAnObjectiveWithoutData_IsTold()
    {
        await _fixture.PostAsync("a", 1, 1, TimeSpan.Zero);

        var evidence = await ObserveAsync();

        Assert.Equal(EvidenceValue.Of(true), evidence["error_budget_fast_burn"].Value);
        Assert.Equal(_fixture.Now, evidence["error_budget_fast_burn"].ObservedAt);
        Assert.False(evidence.ContainsKey("error_budget_burn"));
    }

    private async Task<Dictionary<string, Evidence>> ObserveAsync() =>
        (await _fixture.Evidence.ObserveAsync(CancellationToken.None)).ToDictionary(e => e.Signal.Value);
}
