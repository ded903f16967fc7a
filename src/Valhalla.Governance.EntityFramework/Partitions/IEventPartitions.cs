using Valhalla.Governance.EntityFramework.Retention;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.EntityFramework.Partitions;

/// <summary>
/// How a provider splits <c>kpi_event</c> and <c>risk_event</c> by day, and how a read finds the few days it needs. Ids
/// grow with days: a row has a higher id than every row of a day that is two days earlier. Thread-safe.
/// </summary>
internal interface IEventPartitions
{
    /// <summary>
    /// Days to begin reading the newest rows at, each further back than the one before. The last is null, the whole
    /// table, and the only one where tables are whole.
    /// </summary>
    IReadOnlyList<DateOnly?> NewestFrom();

    /// <summary>Whether a table is split by day.</summary>
    bool IsSplit(string table);

    /// <summary>A day that every KPI event behind an id has reached; null for any day.</summary>
    ValueTask<DateOnly?> FindFirstDayAsync(ValhallaDbContext db, long afterId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes whole days away that are old, within the transaction of a step; what must stay of them is moved. At most
    /// one day at a time.
    /// </summary>
    /// <param name="db">A context within a transaction.</param>
    /// <param name="table">The table, and what of it may go.</param>
    /// <param name="order">What is old.</param>
    /// <param name="throughId">Days with rows behind this id stay.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>How many rows went, or null when no such day is left.</returns>
    ValueTask<long?> DropDayAsync<TRow>(
        ValhallaDbContext db,
        RetentionTable<TRow> table,
        RetentionOrder order,
        long throughId,
        CancellationToken cancellationToken)
        where TRow : class;

    /// <summary>Makes the days ahead, if this role may.</summary>
    ValueTask CreateAheadAsync(CancellationToken cancellationToken);

    /// <summary>What an operator should know, or null.</summary>
    ValueTask<string?> FindWarningAsync(ValhallaDbContext db, CancellationToken cancellationToken);
}
