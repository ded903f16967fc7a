using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>Two nodes over one store: one evaluates, the other stands by and takes over.</summary>
public sealed class EvaluatorLeaseTests : IDisposable
{
    private readonly TripwireFixture _first = new();
    private readonly TripwireFixture _second;

    public EvaluatorLeaseTests() => _second = new TripwireFixture(_first);

    private static KpiSeries Series => TripwireFixture.ContractRate;

    private bool HasFired => _first.Stored.RegressionStates.TryGetValue(Series, out var state) && state.Triggered;

    [Fact]
    public async Task RunRoundAsync_AnotherNodeHoldsTheLease_StandsBy()
    {
        await _first.Evaluator.RunRoundAsync(default);
        await _first.PrepareFiringAsync();

        _second.Time.Advance(_second.Options.EvaluationInterval);
        await _second.Evaluator.RunRoundAsync(default);
        var stoodBy = HasFired;
        _second.Status.Started();
        var health = await new TripwireEvaluatorHealthCheck(_second.Status).CheckHealthAsync(new HealthCheckContext());
        await _first.Evaluator.RunRoundAsync(default);

        Assert.False(stoodBy);
        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Contains(_first.Node.Id, health.Description, StringComparison.Ordinal);
        Assert.True(HasFired);
    }

    [Fact]
    public async Task RunRoundAsync_HolderSilentForTheWholeLease_TakesOverAndLooksAtEverything()
    {
        await _first.Evaluator.RunRoundAsync(default);
        await _first.PrepareFiringAsync();
        await _second.Evaluator.RunRoundAsync(default);

        _second.Time.Advance(_second.Options.LeaseDuration - TimeSpan.FromTicks(1));
        await _second.Evaluator.RunRoundAsync(default);
        var early = HasFired;
        _second.Time.Advance(_second.Options.LeaseDuration / 3);
        await _second.Evaluator.RunRoundAsync(default);

        Assert.False(early);
        Assert.True(HasFired);
        Assert.Equal(2, _second.Database.EvaluatorLease!.Token);
    }

    [Fact]
    public async Task RunRoundAsync_LongAfterTheOther_IsRenewedOnTheWay()
    {
        await _first.Evaluator.RunRoundAsync(default);
        for (var i = 0; i < 20; i++)
        {
            _first.Time.Advance(_first.Options.LeaseDuration / 2);
            await _first.Evaluator.RunRoundAsync(default);
            await _second.Evaluator.RunRoundAsync(default);
        }

        Assert.Equal(
            (_first.Node.Id, 1), (_first.Database.EvaluatorLease!.Holder, _first.Database.EvaluatorLease.Token));
    }

    [Fact]
    public async Task StopAsync_Holder_ReleasesTheLeaseAtOnce()
    {
        await _first.Evaluator.StartAsync(default);
        await _first.Time.WaitForPendingTimersAsync();
        await _second.Evaluator.RunRoundAsync(default);
        var held = _first.Database.EvaluatorLease!.Holder;

        await _first.Evaluator.StopAsync(default);
        _second.Time.Advance(_second.Options.LeaseDuration / 3);
        await _second.Evaluator.RunRoundAsync(default);

        Assert.Equal(_first.Node.Id, held);
        Assert.Equal(
            (_second.Node.Id, 2), (_first.Database.EvaluatorLease!.Holder, _first.Database.EvaluatorLease.Token));
    }

    [Fact]
    public async Task RunRoundAsync_PausedWhileAnotherTookOver_ItsFiringIsRefused()
    {
        await _first.Evaluator.RunRoundAsync(default);
        await _first.PrepareFiringAsync();
        _first.Time.Advance(_first.Options.EvaluationInterval);
        Pause(afterReads: 1, async () =>
        {
            // No time passes, so that it is the token alone that tells.
            await _first.Leases.ReleaseAsync(_first.Node.Id, 1, default);
            Assert.NotNull(await _second.Lease.HoldAsync(default));
        });

        await _first.Evaluator.RunRoundAsync(default);
        var firedLate = HasFired;
        await _first.Evaluator.RunRoundAsync(default);
        var firedStandingBy = HasFired;
        await _second.Evaluator.RunRoundAsync(default);

        Assert.False(firedLate);
        Assert.False(firedStandingBy);
        Assert.Equal(_second.Node.Id, _first.Status.StandsByFor);
        Assert.True(HasFired);
    }

    [Fact]
    public async Task RunRoundAsync_PausedForTheWholeLease_IsRefusedAndLooksAgain()
    {
        await _first.Evaluator.RunRoundAsync(default);
        await _first.PrepareFiringAsync();
        _first.Time.Advance(_first.Options.EvaluationInterval);
        Pause(afterReads: 1, () =>
        {
            _first.Time.Advance(_first.Options.LeaseDuration * 2);
            return Task.CompletedTask;
        });

        await _first.Evaluator.RunRoundAsync(default);
        var firedLate = HasFired;
        await _first.Evaluator.RunRoundAsync(default);

        Assert.False(firedLate);
        Assert.True(HasFired);
        Assert.Equal(1, _first.Database.EvaluatorLease!.Token);
    }

    [Fact]
    public async Task EvaluateAsync_OnANodeThatStandsBy_FiresAllTheSame()
    {
        await _first.Evaluator.RunRoundAsync(default);
        await _first.PrepareFiringAsync();

        var evaluation = await _second.EvaluateAsync(Series);

        Assert.True(evaluation.FiredNow);
        Assert.True(HasFired);
    }

    [Fact]
    public async Task EvaluateAsync_PausedOverATakeOver_JudgesWhatIsThereNow()
    {
        await _first.PrepareFiringAsync();
        var pauses = 0;
        Pause(afterReads: 2, async () =>
        {
            // Both windows were read before: the drop is in them, and what follows is not.
            pauses++;
            await _second.Lease.HoldAsync(default);
            _first.Events.Add(Series, 500, 0);
        });

        var evaluation = await _first.EvaluateAsync(Series);

        Assert.Equal(1, pauses);
        Assert.Equal((RegressionVerdict.Ok, false), (evaluation.State.Verdict, evaluation.FiredNow));
        Assert.False(HasFired);
    }

    public void Dispose()
    {
        _second.Dispose();
        _first.Dispose();
    }

    /// <summary>Something happens between a read of events and what is made of them.</summary>
    private void Pause(int afterReads, Func<Task> meanwhile) => _first.Events.AfterRead = async () =>
    {
        if (--afterReads == 0)
        {
            await meanwhile();
        }
    };
}
