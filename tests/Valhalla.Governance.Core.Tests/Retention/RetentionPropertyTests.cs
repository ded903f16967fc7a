using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.Core.Tests.Retention;

/// <summary>
/// Whatever is written, rolled up, deleted or broken off, in whatever order: no event is lost or counted twice.
/// </summary>
public sealed class RetentionPropertyTests
{
    private const int Days = 12;
    private static readonly DateTimeOffset FirstDay = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly KpiSeries Series = new(new DomainName("D"), new MetricName("m"));

    private enum Act
    {
        Write,
        RollUp,
        Delete,
        Die,
    }

    [Fact]
    public void AnySequence_RollUpsAndRemainingEvents_AreAllThatWasWritten()
    {
        var acts = Gen.Frequency(
            (4, Gen.Constant(Act.Write)),
            (3, Gen.Constant(Act.RollUp)),
            (2, Gen.Constant(Act.Delete)),
            (1, Gen.Constant(Act.Die)));
        var step = acts.SelectMany(act => Gen.Choose(0, Days - 1).SelectMany(
            number => Gen.Choose(1, 9).Select(size => (act, number, size))));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(step.ArrayOf().ToArbitrary(), steps => RunAsync(steps).GetAwaiter().GetResult()));
    }

    private static async Task<bool> RunAsync((Act Act, int Number, int Size)[] steps)
    {
        await using var host = new RetentionHost();
        var written = new long[Days];
        var lease = (await host.Store.TryBeginAsync("node", CancellationToken.None))!;
        foreach (var (act, number, size) in steps)
        {
            switch (act)
            {
                case Act.Write:
                    written[number] += size;
                    await host.WriteAsync(Series, size, FirstDay.AddDays(number));
                    break;
                case Act.RollUp:
                    var horizon = await host.Store.FindHorizonAsync(CancellationToken.None);
                    await host.Store.RollUpAsync(lease, horizon, size, CancellationToken.None);
                    break;
                case Act.Delete:
                    await host.Store.DeleteAsync(
                        lease,
                        new RetentionOrder(
                            RetentionTableNames.KpiEvent, FirstDay.AddDays(number), AfterId: 0, size, []),
                        CancellationToken.None);
                    break;
                default:
                    host.Clock.Advance(RetentionLease.Duration);
                    lease = (await host.Store.TryBeginAsync($"node-{number}", CancellationToken.None))!;
                    break;
            }

            if (!await IsConservedAsync(host, written))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> IsConservedAsync(RetentionHost host, long[] written)
    {
        var rollups = await host.RollupsAsync(Series);
        var counted = new long[Days];
        foreach (var day in rollups.Days)
        {
            counted[day.Day.DayNumber - DateOnly.FromDateTime(FirstDay.UtcDateTime).DayNumber] += day.Events;
        }

        foreach (var record in await host.Kpi.ListAsync(new KpiQuery { Limit = 1_000 }, CancellationToken.None))
        {
            if (record.Id > rollups.ThroughId)
            {
                counted[(record.Event.CreatedAt - FirstDay).Days]++;
            }
        }

        return counted.SequenceEqual(written);
    }

    [Fact]
    public void Add_AnyPartsInAnyOrder_AreTheSumsOfTheWhole()
    {
        var events = Gen.Choose(-1_000, 1_000).ArrayOf().ToArbitrary();

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(events, values =>
        {
            var all = values.Select(value => new KpiEvent
            {
                Domain = Series.Domain,
                Metric = Series.Metric,
                Success = value % 3 == 0 ? null : value % 2 == 0,
                Value = value % 5 == 0 ? null : value,
                DurationMs = value < 0 ? null : value,
                CreatedAt = FirstDay,
            }).ToList();
            var whole = KpiRollupDay.Of(all).SingleOrDefault();
            var parts = all.Chunk(3).Reverse().SelectMany(part => KpiRollupDay.Of(part)).ToList();
            var sum = parts.Count == 0 ? null : parts.Aggregate((left, right) => left.Add(right));
            return sum == whole
                && (whole?.Events ?? 0) == values.Length
                && (whole?.ValueSum ?? 0) == all.Sum(e => e.Value ?? 0)
                && whole?.ValueMin == all.Min(e => e.Value)
                && whole?.ValueMax == all.Max(e => e.Value);
        }));
    }

    [Fact]
    public void Add_HugeValues_StaysANumber()
    {
        var huge = KpiRollupDay.Of(new KpiEvent
        {
            Domain = Series.Domain,
            Metric = Series.Metric,
            Value = double.MaxValue,
            CreatedAt = FirstDay,
        });
        var low = huge with { ValueSum = -double.MaxValue };

        Assert.Equal(double.MaxValue, huge.Add(huge).ValueSum);
        Assert.Equal(0, huge.Add(huge).Add(low).ValueSum);
    }
}
