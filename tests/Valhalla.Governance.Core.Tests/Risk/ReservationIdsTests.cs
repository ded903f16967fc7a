using Valhalla.Governance.Risk;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Risk;

public sealed class ReservationIdsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Next_IsAUuidOfVersion7WithTheTimeOfTheClock()
    {
        var id = new ReservationIds(_time).Next().Value;

        // RFC 9562, section 5.7: 48 bits of Unix time in milliseconds, big-endian, then version and variant.
        Assert.Equal(7, id.Version);
        Assert.InRange(id.Variant, 8, 11);
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), Convert.ToInt64(id.ToString("N")[..12], 16));
    }

    [Fact]
    public void Next_LaterMillisecond_SortsLater()
    {
        var ids = new ReservationIds(_time);
        var earlier = ids.Next();

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(ids.Next().Value.CompareTo(earlier.Value) > 0);
    }

    [Fact]
    public void Next_ManyThreadsWithinOneMillisecond_NeverTheSameTwice()
    {
        var ids = new ReservationIds(_time);
        var made = new ReservationId[8][];

        Parallel.For(0, made.Length, i => made[i] = [.. Enumerable.Range(0, 5_000).Select(_ => ids.Next())]);

        Assert.Equal(40_000, made.SelectMany(of => of).Distinct().Count());
    }
}
