using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NSubstitute;
using Valhalla.Governance.Core.Tests.Control;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Runbook;

public sealed class CheckRunnerTests
{
    [Fact]
    public async Task Status_CheckNeverAnswers_FailsAtTheLimitAndIsNotStartedAgain()
    {
        var starts = 0;
        var never = new TaskCompletionSource<RunbookCheckOutcome>();
        await using var host = WithCheck((_, _) =>
        {
            Interlocked.Increment(ref starts);
            return new ValueTask<RunbookCheckOutcome>(never.Task);
        });

        var running = host.Get<IRunbook>().GetStatusAsync().AsTask();
        await Eventually.TrueAsync(
            () =>
            {
                if (Volatile.Read(ref starts) > 0)
                {
                    host.Clock.Advance(TimeSpan.FromSeconds(2));
                }

                return running.IsCompleted;
            },
            "the runbook has answered");
        var blocker = Assert.Single((await running).Blockers, b => b.Id == "own_check");
        Assert.Contains("did not answer in time", blocker.Message, StringComparison.Ordinal);

        // The clock stands still: a check that is started again would never be given up.
        var again = await host.Get<IRunbook>().GetStatusAsync().AsTask()
            .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        Assert.Contains(again.Blockers, b => b.Id == "own_check");
        Assert.Equal(1, starts);

        never.SetResult(new RunbookCheckOutcome(true, "Late."));
        for (var i = 0; i < 1_000 && Volatile.Read(ref starts) == 1; i++)
        {
            await host.Get<IRunbook>().GetStatusAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        Assert.Equal(2, starts);
        Assert.DoesNotContain((await host.Get<IRunbook>().GetStatusAsync()).Blockers, b => b.Id == "own_check");
    }

    [Fact]
    public async Task Status_CheckBlocksItsThread_DoesNotHoldUpTheOthers()
    {
        using var letGo = new ManualResetEventSlim();
        await using var host = WithCheck((_, _) =>
        {
            letGo.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
            return new(new RunbookCheckOutcome(true, "Late."));
        });

        var running = host.Get<IRunbook>().GetStatusAsync().AsTask();
        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return running.IsCompleted;
            },
            "the runbook has answered");
        letGo.Set();

        Assert.Contains((await running).Blockers, b => b.Id == "own_check");
    }

    [Fact]
    public async Task Status_CheckThrows_IsAFailureAndDoesNotShowTheText()
    {
        await using var host = WithCheck((_, _) => throw new InvalidOperationException("Password=hunter2"));

        var blocker = Assert.Single((await host.Get<IRunbook>().GetStatusAsync()).Blockers);

        Assert.False(blocker.Ok);
        Assert.DoesNotContain("hunter2", blocker.Message, StringComparison.Ordinal);
        Assert.Equal("InvalidOperationException", blocker.Detail["error"]);
    }

    [Fact]
    public async Task Status_CheckAnswersNothing_IsAFailure()
    {
        await using var host = WithCheck((_, _) => new((RunbookCheckOutcome)null!));

        Assert.Contains((await host.Get<IRunbook>().GetStatusAsync()).Blockers, b => b.Id == "own_check");
    }

    [Fact]
    public async Task Status_CheckHonoursItsToken_IsToldWhenTheTimeIsUp()
    {
        var told = new TaskCompletionSource();
        await using var host = WithCheck(async (_, token) =>
        {
            await using var registration = token.Register(told.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return new RunbookCheckOutcome(true, "Never.");
        });

        var running = host.Get<IRunbook>().GetStatusAsync().AsTask();
        await Eventually.TrueAsync(
            () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return running.IsCompleted && told.Task.IsCompleted;
            },
            "the check is told");

        Assert.Contains((await running).Blockers, b => b.Id == "own_check");
    }

    [Fact]
    public async Task Status_CallerGivesUp_IsCancelled()
    {
        await using var host = WithCheck((_, _) => new(new TaskCompletionSource<RunbookCheckOutcome>().Task));
        using var impatient = new CancellationTokenSource();

        var running = host.Get<IRunbook>().GetStatusAsync(impatient.Token).AsTask();
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Status_HostileDetail_IsCutAndKeptHarmless()
    {
        var endless = new Dictionary<string, object?>();
        endless["self"] = endless;
        await using var host = WithCheck((_, _) => new(new RunbookCheckOutcome(
            true,
            "Fine.",
            new Dictionary<string, object?>
            {
                ["endless"] = endless,
                ["nan"] = double.NaN,
                ["many"] = Enumerable.Range(0, 100_000),
                ["long"] = new string('x', 100_000),
                ["object"] = new Uri("https://example.test/"),
            })));

        var item = (await host.Get<IRunbook>().GetStatusAsync()).Info.Single(i => i.Id == "own_check");

        Assert.Equal("NaN", item.Detail["nan"]);
        Assert.Equal(100, Assert.IsType<object?[]>(item.Detail["many"]).Length);
        Assert.Equal(1_000, Assert.IsType<string>(item.Detail["long"]).Length);
        Assert.Equal("https://example.test/", item.Detail["object"]);
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, true)]
    [InlineData(HealthStatus.Degraded, false)]
    [InlineData(HealthStatus.Unhealthy, false)]
    public async Task AddRunbookHealthCheck_Status_OnlyHealthyPasses(HealthStatus status, bool expected)
    {
        var health = new FixedHealth(status);
        await using var host = new GovernedHost(configure: s =>
            s.AddSingleton(health).AddValhallaCore().AddRunbookHealthCheck<FixedHealth>("queue"));

        var run = await host.Get<IRunbook>().GetStatusAsync();

        Assert.Equal(expected, run.OkToEnableGoLive);
        var item = run.Blockers.Concat(run.Info).Single(i => i.Id == "queue");
        Assert.Equal("The queue.", item.Message);
    }

    [Fact]
    public async Task AddRunbookCheck_Type_IsAddedOnce()
    {
        await using var host = new GovernedHost(configure: s =>
            s.AddValhallaCore().AddRunbookCheck<FixedCheck>().AddRunbookCheck<FixedCheck>());

        Assert.Single((await host.Get<IRunbook>().GetStatusAsync()).Warnings, w => w.Id == "fixed");
    }

    [Fact]
    public async Task AddRunbookCheck_Instance_IsAddedOnce()
    {
        var check = new FixedCheck();
        await using var host = new GovernedHost(configure: s =>
            s.AddValhallaCore().AddRunbookCheck(check).AddRunbookCheck(check));

        Assert.Single((await host.Get<IRunbook>().GetStatusAsync()).Warnings, w => w.Id == "fixed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("With Space")]
    [InlineData("a\nb")]
    public void AddRunbookCheck_BadId_IsAConfigurationError(string id)
    {
        var check = Substitute.For<IRunbookCheck>();
        check.Id.Returns(id);
        var builder = new ServiceCollection().AddValhallaCore();

        Assert.Equal(
            "VG0602", Assert.Throws<ValhallaConfigurationException>(() => builder.AddRunbookCheck(check)).Id);
    }

    private static GovernedHost WithCheck(
        Func<IServiceProvider, CancellationToken, ValueTask<RunbookCheckOutcome>> check) =>
        new(configure: s => s.AddValhallaCore().AddRunbookCheck("own_check", CheckSeverity.Blocker, check));

    private sealed class FixedHealth(HealthStatus status) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(new HealthCheckResult(status, "The queue."));
    }

    private sealed class FixedCheck : IRunbookCheck
    {
        public string Id => "fixed";

        public CheckSeverity Severity => CheckSeverity.Warning;

        public ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken) =>
            new(new RunbookCheckOutcome(false, "Always."));
    }
}
