using Valhalla.Governance.ErrorBudgets;

namespace Valhalla.Governance.Core.Tests.ErrorBudgets;

public sealed class ErrorBudgetEngineTests : IDisposable
{
    private readonly ErrorBudgetFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Budgets_NothingConfigured_AreThoseOfThePlaybook()
    {
        using var plain = new ErrorBudgetFixture([]);

        Assert.Equal(
            [("policy_heartbeat_freshness", 99.5m), ("exporter_uptime", 99.9m), ("validation_cadence", 95m)],
            (await plain.Budgets.GetBudgetsAsync()).Select(budget => (budget.Name, budget.TargetPercent)));
        Assert.All(
            await plain.Budgets.GetBudgetsAsync(),
            budget => Assert.Equal(
                (30, ErrorBudgetStatus.NoData, null, null),
                (budget.WindowDays, budget.Status, budget.SliPercent, budget.ObservedAt)));
    }

    [Fact]
    public async Task Budget_CountsAtSeveralAges_EachWindowHasItsOwn()
    {
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 990, 10, TimeSpan.FromMinutes(4));
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 1_000, 0, TimeSpan.FromMinutes(5));
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 1_000, 0, TimeSpan.FromMinutes(59));
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 7_000, 0, TimeSpan.FromHours(5));
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 90_000, 0, TimeSpan.FromDays(20));

        var budget = await _fixture.GetAsync(ErrorBudgetFixture.Posted);

        // 10 of 1 000 bad where 1 of 1 000 is allowed; the minute five minutes ago is out of the window of 5 min.
        Assert.Equal(
            [10, 5, 10m / 3, 10m / 3, 1, 1, 1],
            budget.BurnRates.Select(burn => burn.Rate));
        Assert.Equal((99_990L, 10L, 99.99m), (budget.Good, budget.Bad, budget.SliPercent));
        Assert.Equal(90m, budget.RemainingPercent); // 10 of 100 allowed bad events
        Assert.Equal(43.2m, budget.BudgetMinutes); // of 43 200
        Assert.Equal(216m, Math.Round(budget.TimeToExhaustionHours!.Value, 20)); // 720 h at 10/3
        Assert.Equal(_fixture.Now.AddMinutes(-4), budget.ObservedAt);

        // The twentieth day before the 16th is of another month: 10 of 10 000 since the 1st, 15.5 of 30 days.
        Assert.Equal(15.5m / 30 * 100, budget.MonthToDateBurnPercent!.Value, 20);
        Assert.Equal(ErrorBudgetStatus.Failing, budget.Status);
    }

    [Fact]
    public async Task Budget_FastBurnInBothWindows_PagesAndStopsWithTheShortOne()
    {
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 9_856, 144, TimeSpan.Zero); // 14.4 times 0.1 %

        var burning = await _fixture.GetAsync(ErrorBudgetFixture.Posted);
        _fixture.Time.Advance(TimeSpan.FromMinutes(5));
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 1, 0, TimeSpan.Zero);
        var after = await _fixture.GetAsync(ErrorBudgetFixture.Posted);

        var page = burning.Alerts[0];
        Assert.Equal((14.4m, 14.4m, 14.4m, true), (page.Threshold, page.ShortBurn, page.LongBurn, page.IsFiring));
        Assert.True(burning.FastBurn);
        Assert.False(after.Alerts[0].IsFiring);
        Assert.Equal(0, after.Alerts[0].ShortBurn);
        Assert.True(after.Alerts[1].IsFiring); // 30 min and 6 h at 6 times
        Assert.True(after.FastBurn);
    }

    [Fact]
    public async Task Budget_FirstMinuteOfTheMonth_HasNoDataUntilSomethingIsCounted()
    {
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 1_000, 1, TimeSpan.Zero);
        _fixture.Time.SetUtcNow(new DateTimeOffset(2026, 2, 1, 0, 0, 30, TimeSpan.Zero));

        var before = await _fixture.GetAsync(ErrorBudgetFixture.Posted);
        await _fixture.PostAsync(ErrorBudgetFixture.Posted, 99, 1, TimeSpan.Zero);
        var after = await _fixture.GetAsync(ErrorBudgetFixture.Posted);

        Assert.Equal((ErrorBudgetStatus.NoData, null), (before.Status, before.MonthToDateBurnPercent));
        Assert.NotNull(before.SliPercent);
        Assert.Equal(100 * 10m * 30 / (30 * 86_400), after.MonthToDateBurnPercent!.Value, 20); // half a minute at 10
    }

    [Fact]
    public async Task Post_KeyTwice_IsAddedOnce()
    {
        SloCount[] counts = [new(ErrorBudgetFixture.Posted, 5, 1), new(ErrorBudgetFixture.Posted, 5, 0)];

        var first = await _fixture.Budgets.PostCountsAsync(counts, "k");
        var again = await _fixture.Budgets.PostCountsAsync(counts, "k");
        var other = await _fixture.Budgets.PostCountsAsync([counts[0]], "k");

        Assert.Equal((2, IdempotencyStatus.Fresh), (first.Count, first.Idempotency));
        Assert.Equal((2, IdempotencyStatus.Replayed), (again.Count, again.Idempotency));
        Assert.Equal((0, IdempotencyStatus.KeyReused), (other.Count, other.Idempotency));
        Assert.Equal(11, (await _fixture.GetAsync(ErrorBudgetFixture.Posted)).Good + 1);
    }

    [Theory]
    [InlineData("nothing", 1, 0, 0, SloRefusal.UnknownObjective)]
    [InlineData(ErrorBudgetFixture.Counted, 1, 0, 0, SloRefusal.CountedFromKpi)]
    [InlineData(ErrorBudgetFixture.Posted, -1, 2, 0, SloRefusal.GoodOutOfRange)]
    [InlineData(ErrorBudgetFixture.Posted, 1_000_000_001, 2, 0, SloRefusal.GoodOutOfRange)]
    [InlineData(ErrorBudgetFixture.Posted, 1, long.MinValue, 0, SloRefusal.BadOutOfRange)]
    [InlineData(ErrorBudgetFixture.Posted, 0, 0, 0, SloRefusal.NothingCounted)]
    [InlineData(ErrorBudgetFixture.Posted, 1, 0, -1, SloRefusal.InTheFuture)]
    [InlineData(ErrorBudgetFixture.Posted, 1, 0, (30 * 1440) + 1, SloRefusal.OlderThanWindow)]
    public async Task Post_OneBadCountOfTwo_NamesItAndAddsNothing(
        string objective, long good, long bad, int minutesAgo, SloRefusal refusal)
    {
        var result = await _fixture.Budgets.PostCountsAsync(
        [
            new(ErrorBudgetFixture.Posted, 1, 1),
            new(objective, good, bad, _fixture.Now.AddMinutes(-minutesAgo)),
        ]);

        Assert.Equal([new SloPostError(1, refusal)], result.Errors);
        Assert.Equal(0, result.Count);
        Assert.Equal(ErrorBudgetStatus.NoData, (await _fixture.GetAsync(ErrorBudgetFixture.Posted)).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(29)]
    [InlineData(59)]
    public async Task Post_DatedAroundTheWindowsEdge_IsCountedOrRefused(int secondsIntoTheMinute)
    {
        _fixture.Time.Advance(TimeSpan.FromSeconds(secondsIntoTheMinute));
        var refused = 0;
        for (var seconds = -180; seconds <= 180; seconds++)
        {
            using var fixture = new ErrorBudgetFixture();
            fixture.Time.Advance(TimeSpan.FromSeconds(secondsIntoTheMinute));
            var at = fixture.Now.AddDays(-30).AddSeconds(seconds);

            var result = await fixture.Budgets.PostCountsAsync([new(ErrorBudgetFixture.Posted, 1, 0, at)]);

            refused += result.Errors.Count;
            var budget = await fixture.GetAsync(ErrorBudgetFixture.Posted);
            Assert.Equal(result.Errors.Count == 0 ? 1 : 0, budget.Good);
        }

        Assert.InRange(refused, 180, 300);
    }

    [Fact]
    public async Task Post_ClockAFewSecondsAhead_IsTakenAsNow()
    {
        await _fixture.Budgets.PostCountsAsync([new(ErrorBudgetFixture.Posted, 1, 0, _fixture.Now.AddSeconds(59))]);

        Assert.Equal(_fixture.Now, (await _fixture.GetAsync(ErrorBudgetFixture.Posted)).ObservedAt);
    }

    [Fact]
    public async Task Post_NoCountsOrTooMany_Throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await _fixture.Budgets.PostCountsAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _fixture.Budgets.PostCountsAsync(
            [.. Enumerable.Repeat(new SloCount(ErrorBudgetFixture.Posted, 1, 0), SloPosts.MaxCounts + 1)]));
    }
}
