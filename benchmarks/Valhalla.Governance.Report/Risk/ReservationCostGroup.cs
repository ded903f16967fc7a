using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Report.Risk;

/// <summary>What a reservation costs the database: bytes written, and what its sessions wait for.</summary>
internal sealed class ReservationCostGroup : IRowGroup
{
    private const string SqliteBytes = "reservation-cost/sqlite/1/bytes";
    private const string PostgreSqlBytes = "reservation-cost/postgresql/1/bytes";
    private static readonly string[] Waits = ["executing", "wal", "lock", "client"];
    private static readonly int[] WaitCallers = [1, 64];
    private static readonly RiskLoad Load = new(RequestKeys.Ordered, IsNearCap: false);

    public string Name => "reservation-cost";

    public string Title => "What a reservation costs the database";

    public string Method =>
        "Bytes that are written for one reservation of a lone caller, by the process's own count of its write calls "
        + "(SQLite) and by the position in the write-ahead log (PostgreSQL): ours writes a journal row, a reservation, "
        + "an answer under its key and two or three totals, the peers a journal row and two totals. Then the time of "
        + "our ledger sessions on PostgreSQL, looked at every 5 ms: executing, waiting for the write-ahead log, for "
        + "the gate row's lock, for us.";

    public IReadOnlyList<RowSpec> Rows { get; } =
    [
        new(SqliteBytes, "written on SQLite", "B") { Peer = Contender.SqliteRaw.Name },
        new(PostgreSqlBytes, "written on PostgreSQL", "B") { Peer = Contender.Statement.Name },
        .. WaitCallers.SelectMany(callers => Waits.Select(wait => new RowSpec(
            WaitId(callers, wait), $"{callers} caller{(callers == 1 ? "" : "s")}: {TitleOf(wait)}", "% of the time"))),
    ];

    public async Task MeasureAsync(Measuring measuring)
    {
        if (measuring.IsWanted(SqliteBytes) && WrittenBytes.OfThisProcess() is not null)
        {
            measuring.Report(
                SqliteBytes,
                [await WrittenAsync(new GuardPath(Load, StoreKind.Sqlite), measuring, ReadProcess)],
                [await WrittenAsync(new RawSqlitePath(Load), measuring, ReadProcess)]);
        }

        if (PostgreSqlInstallation.MissingReason is { } missing)
        {
            throw new NotMeasurableException(missing);
        }

        if (measuring.IsWanted(PostgreSqlBytes))
        {
            measuring.Report(
                PostgreSqlBytes,
                [await WrittenOnServerAsync(shared => new GuardPath(Load, StoreKind.PostgreSql, shared), measuring)],
                [await WrittenOnServerAsync(shared => new StatementPostgreSqlPath(Load, shared), measuring)]);
        }

        foreach (var callers in WaitCallers)
        {
            if (Waits.Any(wait => measuring.IsWanted(WaitId(callers, wait))))
            {
                await ReportWaitsAsync(callers, measuring);
            }
        }
    }

    private static async Task ReportWaitsAsync(int callers, Measuring measuring)
    {
        var shared = await CreateDatabaseAsync();
        await using var path = new GuardPath(Load, StoreKind.PostgreSql, shared);
        await path.OpenAsync();
        var running = Crowd.RunAsync(path, callers, measuring.Duration * 2, warmUp: measuring.Duration);
        await Task.Delay(measuring.Duration, TimeProvider.System);
        var sampler = new WaitSampler(shared.ConnectionString);
        await using (sampler)
        {
            // No longer than the load: while its result is checked, the sessions would seem to wait for us.
            await Task.Delay(measuring.Duration * 1.5, TimeProvider.System);
        }

        var error = (await running).Error;
        foreach (var wait in Waits)
        {
            measuring.Report(
                WaitId(callers, wait), new Figures(sampler.ShareOf(wait) * 100) { Inexact = error });
        }
    }

    private static async Task<double> WrittenOnServerAsync(Func<SharedDatabase, ILoadPath> open, Measuring measuring)
    {
        var shared = await CreateDatabaseAsync();
        return await WrittenAsync(
            open(shared), measuring, () => WrittenBytes.OfServerAsync(shared.ConnectionString));
    }

    private static async Task<double> WrittenAsync(ILoadPath path, Measuring measuring, Func<Task<long>> readAsync)
    {
        await using (path)
        {
            await path.OpenAsync();
            var before = await readAsync();
            var sample = await Crowd.RunAsync(path, 1, measuring.Duration, TimeSpan.Zero);
            var written = await readAsync() - before;
            if (sample.Error is { } error)
            {
                throw new InvalidOperationException($"{path.Name}: {error}");
            }

            return written / (sample.PerSecond * measuring.Duration.TotalSeconds);
        }
    }

    private static async Task<SharedDatabase> CreateDatabaseAsync() =>
        new(await ScratchDatabase.CreateConnectionStringAsync(), IsPrepared: false);

    private static Task<long> ReadProcess() => Task.FromResult(WrittenBytes.OfThisProcess() ?? 0);

    private static string WaitId(int callers, string wait) => $"reservation-cost/postgresql/{callers}/{wait}";

    private static string TitleOf(string wait) => wait switch
    {
        "executing" => "executing",
        "wal" => "waiting for the write-ahead log",
        "lock" => "waiting for the lock of the gate row",
        _ => "waiting for us",
    };
}
