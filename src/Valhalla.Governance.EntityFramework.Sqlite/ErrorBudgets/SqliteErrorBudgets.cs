using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.ErrorBudgets;

namespace Valhalla.Governance.EntityFramework.Sqlite.ErrorBudgets;

/// <summary>Counts by minute in SQLite, which has one writer at a time.</summary>
internal static class SqliteErrorBudgets
{
    private const string AddCounts =
        """
        INSERT INTO slo_count_minute (objective, source, minute_start, good, bad, last_at)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5})
        ON CONFLICT (objective, source, minute_start) DO UPDATE SET
            good = slo_count_minute.good + excluded.good,
            bad = slo_count_minute.bad + excluded.bad,
            last_at = max(slo_count_minute.last_at, excluded.last_at)
        """;

    private const string MakePosition =
        """
        INSERT INTO slo_count_position (objective, source, last_kpi_id) VALUES ({0}, {1}, 0)
        ON CONFLICT DO NOTHING
        """;

    public static async ValueTask AddAsync(
        ValhallaDbContext db, IReadOnlyList<SloMinute> minutes, CancellationToken cancellationToken)
    {
        foreach (var minute in minutes)
        {
            await db.Database.ExecuteSqlRawAsync(
                AddCounts,
                [
                    minute.Key.Objective, minute.Key.Source, SqliteTime.Write(minute.Start), minute.Totals.Good,
                    minute.Totals.Bad, SqliteTime.Write(minute.LastAt),
                ],
                cancellationToken);
        }
    }

    // The transaction holds the file's write lock already.
    public static async ValueTask LockPositionAsync(
        ValhallaDbContext db, SloKey key, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync(MakePosition, [key.Objective, key.Source], cancellationToken);

    // One writer: ids are committed in their order.
    public static async ValueTask<SettledKpiEvents> ReadSettledAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) =>
        new(await db.KpiEvents.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0, IsHeldUp: false);
}
