using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiBufferTests
{
    [Theory]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    public void Capacity_Any_IsRoundedUpToAPowerOfTwo(int asked, int capacity) =>
        Assert.Equal(capacity, new KpiBuffer(asked).Capacity);

    [Fact]
    public void TryAdd_Full_IsRefusedUntilAPlaceIsFreed()
    {
        var buffer = new KpiBuffer(4);
        for (var lap = 0; lap < 3; lap++)
        {
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(KpiAdded.Added, Add(buffer, i));
            }

            Assert.Equal(KpiAdded.Full, Add(buffer, 4));
            Assert.Equal(4, buffer.Count);
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(i, Take(buffer));
            }

            Assert.False(buffer.HasNext);
            Assert.Equal(0, buffer.Count);
        }
    }

    [Fact]
    public void Publish_AfterALaterPlace_HoldsTheConsumerBack()
    {
        var buffer = new KpiBuffer(4);
        buffer.TryClaim(out var first);
        Add(buffer, 2);

        Assert.False(buffer.HasNext);
        buffer.EntryAt(first).Set(KpiHarness.Event(1), "c", 0, null);
        buffer.Publish(first);

        Assert.Equal(1, Take(buffer));
        Assert.Equal(2, Take(buffer));
    }

    [Fact]
    public void Close_WithEntries_RefusesNewOnesAndKeepsTheOld()
    {
        var buffer = new KpiBuffer(4);
        Add(buffer, 1);

        buffer.Close();

        Assert.True(buffer.IsClosed);
        Assert.Equal(KpiAdded.Closed, Add(buffer, 2));
        Assert.Equal(1, buffer.Count);
        Assert.Equal(1, Take(buffer));
    }

    [Fact]
    public void Skip_Entry_LeavesNothingBehindInItsPlace()
    {
        var buffer = new KpiBuffer(2);
        var full = KpiHarness.Event(1) with { DurationMs = 1, Actor = "a", DetailJson = "{}", Success = true };
        for (var i = 0; i < 2; i++)
        {
            buffer.TryAdd(full, "c", 0, new KpiDurableRequest());
            buffer.Skip();
        }

        buffer.TryAdd(new KpiEvent { Domain = KpiHarness.Domain, Metric = KpiHarness.Metric }, null, 0, null);

        var expected = new KpiEvent
        {
            Domain = KpiHarness.Domain,
            Metric = KpiHarness.Metric,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        Assert.Equal(expected, buffer.Next.ToEvent(DateTimeOffset.UnixEpoch, TimeSpan.Zero));
        Assert.Null(buffer.Next.Request);
    }

    [Fact]
    public async Task TryAdd_ManyProducers_KeepsTheOrderOfEachAndLosesNone()
    {
        const int Producers = 4;
        const int Each = 20_000;
        var buffer = new KpiBuffer(64);
        var producers = Enumerable.Range(0, Producers).Select(producer => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                while (Add(buffer, (producer * Each) + i) != KpiAdded.Added)
                {
                    Thread.Yield();
                }
            }
        })).ToArray();

        var next = new int[Producers];
        for (var taken = 0; taken < Producers * Each;)
        {
            if (!buffer.HasNext)
            {
                Thread.Yield();
                continue;
            }

            var number = Take(buffer);
            Assert.Equal(next[number / Each]++, number % Each);
            taken++;
        }

        await Task.WhenAll(producers);
        Assert.False(buffer.HasNext);
    }

    private static KpiAdded Add(KpiBuffer buffer, int number) => buffer.TryAdd(KpiHarness.Event(number), "c", 0, null);

    private static int Take(KpiBuffer buffer)
    {
        Assert.True(buffer.HasNext);
        var kpiEvent = buffer.Next.ToEvent(DateTimeOffset.UnixEpoch, TimeSpan.Zero);
        buffer.Skip();
        return (int)kpiEvent.Value!.Value;
    }
}
