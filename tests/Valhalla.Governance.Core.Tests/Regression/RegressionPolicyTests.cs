namespace Valhalla.Governance.Core.Tests.Regression;

public sealed class RegressionPolicyTests : IDisposable
{
    private readonly TripwireFixture _fixture = new();

    private static KpiSeries Series => TripwireFixture.ContractRate;

    private static KpiSeries NewSeries { get; } = new(new DomainName("NEW"), new MetricName("m"));

    public static TheoryData<string, Action<Holder>> Wrong => new()
    {
        { "window_events", h => h.Change = h.Change with { WindowEvents = 4 } },
        { "window_events", h => h.Change = h.Change with { WindowEvents = 10_001 } },
        { "baseline_events", h => h.Change = h.Change with { BaselineEvents = 4 } },
        { "baseline_events", h => h.Change = h.Change with { BaselineEvents = 100_001 } },
        { "max_drop", h => h.Change = h.Change with { MaxDrop = 0 } },
        { "max_drop", h => h.Change = h.Change with { MaxDrop = 1.01 } },
        { "max_drop", h => h.Change = h.Change with { MaxDrop = double.NaN } },
        { "action", h => h.Change = h.Change with { Action = (RegressionAction)9 } },
        { "kind", h => h.Change = h.Change with { Kind = (RegressionKind)9 } },
        { "direction", h => h.Change = h.Change with { Direction = (RegressionDirection)9 } },
        { "evidence", h => h.Change = h.Change with { Evidence = (RegressionEvidence)9 } },
        {
            "window_events",
            h => h.Change = h.Change with { WindowEvents = 5, BaselineEvents = 5, Evidence = RegressionEvidence.Fisher }
        },
    };

    [Fact]
    public async Task UpsertPolicyAsync_NewPolicy_TakesTheDefaults()
    {
        var policy = await _fixture.Tripwire.UpsertPolicyAsync(
            new RegressionPolicyChange(NewSeries, TripwireFixture.Operator) { Reason = "try" }, default);

        Assert.Equal(
            new RegressionPolicy
            {
                Series = NewSeries,
                Reason = "try",
                ChangedBy = "operator",
                UpdatedAt = _fixture.Time.GetUtcNow(),
            },
            policy);
        Assert.Equal("regression_policy.upsert", Assert.Single(_fixture.Audit).Entry.Action);
        Assert.Empty(_fixture.Stored.RegressionStates);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task UpsertPolicyAsync_WrongValue_NamesTheFieldAndChangesNothing(string field, Action<Holder> change)
    {
        var holder = new Holder { Change = new RegressionPolicyChange(Series, TripwireFixture.Operator) };
        change(holder);

        var exception = await Assert.ThrowsAsync<PolicyValidationException>(async () =>
            await _fixture.Tripwire.UpsertPolicyAsync(holder.Change, default));

        Assert.Equal(field, exception.Field);
        Assert.Empty(_fixture.Audit);
    }

    [Theory]
    [InlineData(5, 5, 1.0)]
    [InlineData(10_000, 100_000, 0.0001)]
    public async Task UpsertPolicyAsync_EndsOfTheRanges_AreTaken(int window, int baseline, double drop)
    {
        var policy = await _fixture.EnableAsync(
            NewSeries, c => c with { WindowEvents = window, BaselineEvents = baseline, MaxDrop = drop });

        Assert.Equal((window, baseline, drop), (policy.WindowEvents, policy.BaselineEvents, policy.MaxDrop));
        Assert.NotNull(await _fixture.EvaluateAsync(NewSeries));
    }

    [Fact]
    public async Task UpsertPolicyAsync_OtherBaseline_RearmsFromHistoryButNotFromBeforeTheArming()
    {
        _fixture.Events.Add(Series, 300, 0);
        await _fixture.EnableAsync(Series);
        await _fixture.Tripwire.RearmAsync(Series, TripwireFixture.Operator, "new campaign", default);
        _fixture.Events.Add(Series, 20, 20);

        await _fixture.EnableAsync(Series, c => c with { BaselineEvents = 10, WindowEvents = 10 });
        var recent = _fixture.Stored.RegressionStates[Series];
        await _fixture.EnableAsync(Series, c => c with { BaselineEvents = 100 });
        var wide = _fixture.Stored.RegressionStates[Series];

        Assert.Equal((320L, 3), (recent.ArmedAfterId, recent.BaselineVersion));
        Assert.Equal((320L, 4), (wide.ArmedAfterId, wide.BaselineVersion));
    }

    [Fact]
    public async Task UpsertPolicyAsync_MaxDropOnly_KeepsTheBaseline()
    {
        _fixture.Events.Add(Series, 190, 10);
        _fixture.Events.Add(Series, 48, 2);
        await _fixture.EnableAsync(Series);
        var before = (await _fixture.EvaluateAsync(Series)).State;

        await _fixture.EnableAsync(Series, c => c with { MaxDrop = 0.5 });

        Assert.Equal(before, _fixture.Stored.RegressionStates[Series]);
    }

    [Fact]
    public async Task UpsertPolicyAsync_FiredTripwire_StaysFired()
    {
        await _fixture.PrepareFiringAsync();
        await _fixture.EvaluateAsync(Series);

        await _fixture.EnableAsync(Series, c => c with { BaselineEvents = 20, Enabled = false });
        await _fixture.EnableAsync(Series);

        Assert.True((await _fixture.EvaluateAsync(Series)).State.Triggered);
    }

    [Fact]
    public async Task UpsertPolicyAsync_ChangedWhileReading_StartsOver()
    {
        _fixture.Events.Add(Series, 300, 0);
        using var other = new TripwireFixture(_fixture);
        _fixture.Events.BeforeRead = async () =>
        {
            _fixture.Events.BeforeRead = null;
            await other.Tripwire.UpsertPolicyAsync(
                new RegressionPolicyChange(Series, TripwireFixture.Operator) { MaxDrop = 0.3 }, default);
        };

        var policy = await _fixture.EnableAsync(Series);

        Assert.Equal((true, 0.3, 3L), (policy.Enabled, policy.MaxDrop, policy.Version));
    }

    public void Dispose() => _fixture.Dispose();

    /// <summary>A change that a row of a table may replace.</summary>
    public sealed class Holder
    {
        public required RegressionPolicyChange Change { get; set; }
    }
}
