using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.FakeTime;

public sealed class FakeTimeProviderTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Advance_SeveralTimers_FireInOrderAtTheirTimes()
    {
        var start = _clock.GetUtcNow();
        List<(string Name, TimeSpan At)> fired = [];
        using var late = _clock.CreateTimer(_ => Note("late"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var beat = _clock.CreateTimer(_ => Note("beat"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal([("beat", At(1)), ("late", At(3)), ("beat", At(3))], fired);
        Assert.Equal(start + At(4), _clock.GetUtcNow());

        void Note(string name) => fired.Add((name, _clock.GetUtcNow() - start));
        static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);
    }

    [Fact]
    public void SetUtcNow_Jump_LeavesTimestampsAndTimersAlone()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var before = _clock.GetTimestamp();

        _clock.SetUtcNow(_clock.GetUtcNow().AddDays(-3));
        Assert.Equal(TimeSpan.Zero, _clock.GetElapsedTime(before));
        Assert.Equal(0, fired);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), _clock.GetElapsedTime(before));
        Assert.Equal(1, fired);
    }

    [Fact]
    public async Task Delay_OnTheClock_EndsWhenItIsAdvanced()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _clock, CancellationToken.None);
        await _clock.WaitForPendingTimersAsync();

        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await delay;
        Assert.Equal(0, _clock.PendingTimers);
    }
}
