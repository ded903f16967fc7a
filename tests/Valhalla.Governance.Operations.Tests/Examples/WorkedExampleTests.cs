using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Snippets;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Operations.Tests.Examples;

/// <summary>Worked examples of the pages on market policy and follow-ups, as they stand there.</summary>
public sealed class WorkedExampleTests : IAsyncLifetime
{
    // Tuesday, 13 January 2026, 10:30 in Montreal.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 13, 15, 30, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services;

    public WorkedExampleTests()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(_time);
        services.AddValhallaCore().AddValhallaOperations();
        _services = services.BuildServiceProvider();
    }

    [Fact]
    public async Task MarketPolicy_CheckAndNarrow_GiveWhatThePageShows()
    {
        var markets = _services.GetRequiredService<IMarketPolicies>();

        var answer = await MarketPolicySnippets.CheckAsync(markets, CancellationToken.None);
        await MarketPolicySnippets.NarrowAsync(markets, CancellationToken.None);

        Assert.Equal(
            "OutsideWindow, not before 2026-12-05 15:00:00Z",
            FormattableString.Invariant($"{answer.Status}, not before {answer.NextAllowedAt:u}"));
        var effective = await markets.GetEffectiveAsync(new ProvinceCode("ON"), new MarketName("TORONTO"));
        Assert.Equal(("ann", 40), (effective.Policy.ChangedBy, effective.Policy.MinLeadScore));
    }

    [Fact]
    public async Task FollowUp_CreateAndDial_GiveWhatThePageShows()
    {
        var ladder = _services.GetRequiredService<IFollowUpLadder>();

        var lead = await FollowUpSnippets.FollowUpAsync(ladder, CancellationToken.None);
        Assert.Equal(
            [
                "1 Sms 2026-01-13 15:30:00Z",
                "2 Call 2026-01-13 19:30:00Z",
                "3 Sms 2026-01-14 15:30:00Z",
                "4 Call 2026-01-15 15:30:00Z",
                "5 Sms 2026-01-17 15:30:00Z",
                "6 Call 2026-01-20 15:30:00Z",
            ],
            lead.Tasks.Select(task => FormattableString.Invariant($"{task.Step} {task.Channel} {task.DueAt:u}")));

        await FollowUpSnippets.DialAsync(ladder, _ => Task.FromResult("sent"), CancellationToken.None);
        Assert.Empty(await ladder.ListDueAsync(new FollowUpDueQuery()));
        _time.Advance(TimeSpan.FromHours(4));
        await FollowUpSnippets.DialAsync(ladder, _ => Task.FromResult("stop"), CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(7));
        Assert.Empty(await ladder.ListDueAsync(new FollowUpDueQuery()));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _services.DisposeAsync();
}
