using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Report.Risk;

/// <summary>One way to reserve, and how a run of it is made.</summary>
/// <param name="Name">For rows and progress.</param>
/// <param name="RunAsync">Runs it once: callers, warm-up, duration.</param>
internal sealed record Contender(string Name, Func<int, TimeSpan, TimeSpan, Task<Sample>> RunAsync)
{
    private static readonly RiskLoad Keyed = new(RequestKeys.Ordered, IsNearCap: false);
    private static readonly RiskLoad RandomlyKeyed = Keyed with { Keys = RequestKeys.Random };

    /// <summary>Without a store it has no keys either: what the writer itself can do.</summary>
    public static Contender Ours(StoreKind store) => Ours(
        store, Keyed with { Keys = store == StoreKind.Memory ? RequestKeys.None : RequestKeys.Ordered });

    public static Contender OursWithRandomKeys(StoreKind store) => Ours(store, RandomlyKeyed);

    public static Contender HandOver { get; } = Of("a turn of the thread pool", () => new HandOverPath());

    /// <summary>With as many in a batch as there are callers.</summary>
    public static Contender StoreAlone(StoreKind store) => new(
        "the store alone",
        (callers, warmUp, duration) => RunPathAsync(new StorePath(Keyed, store, callers), 1, warmUp, duration));

    public static Contender SqliteEntityFramework { get; } =
        Of("EF Core, callers take turns", () => new NaiveSqlitePath(Keyed));

    public static Contender SqliteRaw { get; } = Of("one raw transaction each", () => new RawSqlitePath(Keyed));

    /// <summary>One caller that inserts as many rows at once as there are callers.</summary>
    public static Contender SqliteBulk { get; } = SqliteBulkOf(Keyed);

    public static Contender SqliteBulkWithRandomKeys { get; } = SqliteBulkOf(RandomlyKeyed);

    public static Contender PostgreSqlEntityFramework { get; } =
        Of("tuned EF Core, 16 connections", () => new NaivePostgreSqlPath(Keyed));

    public static Contender Statement { get; } =
        Of("one conditional statement (CTE)", () => new StatementPostgreSqlPath(Keyed));

    public static Contender HotRow { get; } = new(HotRowBench.Name, (callers, _, duration) =>
        HotRowBench.RunAsync(callers, duration));

    /// <summary>Two connections at once, with half of the callers' rows each.</summary>
    public static Contender PostgreSqlBulk { get; } = PostgreSqlBulkOf(Keyed);

    public static Contender PostgreSqlBulkWithRandomKeys { get; } = PostgreSqlBulkOf(RandomlyKeyed);

    public static Contender Of(string name, Func<ILoadPath> open) =>
        new(name, (callers, warmUp, duration) => RunPathAsync(open(), callers, warmUp, duration));

    private static Contender Ours(StoreKind store, RiskLoad load) => Of("ours", () => new GuardPath(load, store));

    private static Contender SqliteBulkOf(RiskLoad load) => new(
        "bulk multi-row insert",
        (callers, warmUp, duration) => RunPathAsync(new BulkSqlitePath(load, callers), 1, warmUp, duration));

    private static Contender PostgreSqlBulkOf(RiskLoad load) => new(
        "unnest bulk insert",
        (callers, warmUp, duration) => RunPathAsync(new BulkPostgreSqlPath(load, callers / 2), 2, warmUp, duration));

    private static async Task<Sample> RunPathAsync(ILoadPath path, int callers, TimeSpan warmUp, TimeSpan duration)
    {
        await using (path)
        {
            await path.OpenAsync();
            var sample = await Crowd.RunAsync(path, callers, duration, warmUp);

            // The garbage of one way is not for the next one to collect.
            GC.Collect();
            return sample;
        }
    }
}
