using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Report.Risk;

/// <summary>One way to reserve, and how a run of it is made.</summary>
/// <param name="Name">For rows and progress.</param>
/// <param name="RunAsync">Runs it once: callers, warm-up, duration.</param>
internal sealed record Contender(string Name, Func<int, TimeSpan, TimeSpan, Task<Sample>> RunAsync)
{
    private static readonly RiskLoad Keyed = new(UseKeys: true, IsNearCap: false);

    public static Contender Ours(StoreKind store) => Of("ours", () => new GuardPath(Keyed, store));

    /// <summary>Without keys: what the writer itself can do.</summary>
    public static Contender OursInMemory { get; } =
        Of("ours", () => new GuardPath(Keyed with { UseKeys = false }, StoreKind.Memory));

    public static Contender SqliteEntityFramework { get; } =
        Of("EF Core, callers take turns", () => new NaiveSqlitePath(Keyed));

    public static Contender SqliteRaw { get; } = Of("one raw transaction each", () => new RawSqlitePath(Keyed));

    /// <summary>One caller that inserts as many rows at once as there are callers.</summary>
    public static Contender SqliteBulk { get; } = new("bulk multi-row insert", (callers, warmUp, duration) =>
        RunPathAsync(new BulkSqlitePath(Keyed, callers), 1, warmUp, duration));

    public static Contender PostgreSqlEntityFramework { get; } =
        Of("tuned EF Core, 16 connections", () => new NaivePostgreSqlPath(Keyed));

    public static Contender Statement { get; } =
        Of("one conditional statement (CTE)", () => new StatementPostgreSqlPath(Keyed));

    public static Contender HotRow { get; } = new(HotRowBench.Name, (callers, _, duration) =>
        HotRowBench.RunAsync(callers, duration));

    /// <summary>Two connections, as ours has two batches in flight, with half of the callers' rows each.</summary>
    public static Contender PostgreSqlBulk { get; } = new("unnest bulk insert", (callers, warmUp, duration) =>
        RunPathAsync(new BulkPostgreSqlPath(Keyed, callers / 2), 2, warmUp, duration));

    public static Contender Of(string name, Func<ILoadPath> open) =>
        new(name, (callers, warmUp, duration) => RunPathAsync(open(), callers, warmUp, duration));

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
