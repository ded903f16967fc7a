using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Risk;

/// <summary>The rows of durable reservations, each request with an idempotency key.</summary>
internal static class Reservations
{
    private const string PerSecond = "reservations/s";
    private const double LongestP99Milliseconds = 3;

    public static IReadOnlyList<Contest> OnSqlite { get; } = SqliteRows(
        "sqlite", Contender.Ours(StoreKind.Sqlite), Contender.StoreAlone(StoreKind.Sqlite));

    public static IReadOnlyList<Contest> OnPostgreSql { get; } = PostgreSqlRows(
        "postgresql", Contender.Ours(StoreKind.PostgreSql), Contender.StoreAlone(StoreKind.PostgreSql));

    public static IReadOnlyList<Contest> WithoutStore { get; } =
    [
        Alone("memory/64", 64, Contender.Ours(StoreKind.Memory), Goal.AtLeast(5_000_000)).Within(Contender.HandOver),
    ];

    private static Contest[] SqliteRows(string group, Contender ours, Contender store) =>
    [
        Against($"{group}/1/raw", 1, ours, Contender.SqliteRaw, 0.9).Within(store),
        Against($"{group}/16/ef", 16, ours, Contender.SqliteEntityFramework, null),
        Against($"{group}/64/ef", 64, ours, Contender.SqliteEntityFramework, 80),
        Against($"{group}/64/raw", 64, ours, Contender.SqliteRaw, 20).Within(store),
        P99($"{group}/64/p99", 64, ours),
        Against($"{group}/256/ef", 256, ours, Contender.SqliteEntityFramework, 150),
        ShareOf($"{group}/256/bulk", 256, ours, Contender.SqliteBulk, 0.45),
        WithRandomKeys(group, StoreKind.Sqlite, Contender.SqliteBulkWithRandomKeys),
    ];

    private static Contest[] PostgreSqlRows(string group, Contender ours, Contender store) =>
    [
        Against($"{group}/1/cte", 1, ours, Contender.Statement, 0.95).Within(store),
        Against($"{group}/16/ef", 16, ours, Contender.PostgreSqlEntityFramework, null),
        Against($"{group}/64/ef", 64, ours, Contender.PostgreSqlEntityFramework, 100),
        Against($"{group}/64/cte", 64, ours, Contender.Statement, 30).Within(store),
        Against($"{group}/64/pgbench", 64, ours, Contender.HotRow, 25),
        P99($"{group}/64/p99", 64, ours),
        Against($"{group}/256/ef", 256, ours, Contender.PostgreSqlEntityFramework, 180),
        ShareOf($"{group}/256/unnest", 256, ours, Contender.PostgreSqlBulk, 0.33),
        WithRandomKeys(group, StoreKind.PostgreSql, Contender.PostgreSqlBulkWithRandomKeys),
        Alone($"{group}/1024", 1_024, ours, null),
    ];

    private static Contest Against(string id, int callers, Contender ours, Contender peer, double? times) => new(
        new RowSpec(id, Title(callers), PerSecond)
        {
            HigherIsBetter = true,
            Peer = peer.Name,
            Goal = times is { } bound ? Goal.Ratio(bound) : null,
        },
        callers,
        ours)
    {
        Peer = peer,
    };

    private static Contest ShareOf(string id, int callers, Contender ours, Contender limit, double? share) => new(
        new RowSpec(id, Title(callers), PerSecond)
        {
            HigherIsBetter = true,
            Limit = limit.Name,
            Goal = share is { } bound ? Goal.Fraction(bound) : null,
        },
        callers,
        ours)
    {
        Limit = limit,
    };

    private static Contest WithRandomKeys(string group, StoreKind store, Contender bulk)
    {
        var contest = ShareOf($"{group}/256/random-keys", 256, Contender.OursWithRandomKeys(store), bulk, null);
        return contest with { Spec = contest.Spec with { Title = "256 callers, keys in no order" } };
    }

    private static Contest P99(string id, int callers, Contender ours) => new(
        new RowSpec(id, $"p99 of {Title(callers)}", "ms") { Goal = Goal.AtMost(LongestP99Milliseconds) },
        callers,
        ours)
    {
        Figure = sample => sample.P99Microseconds / 1_000,
    };

    private static Contest Alone(string id, int callers, Contender ours, Goal? goal) =>
        new(new RowSpec(id, Title(callers), PerSecond) { HigherIsBetter = true, Goal = goal }, callers, ours);

    private static string Title(int callers) => callers == 1 ? "1 caller" : $"{callers} callers";
}
