using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Partitions;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.EntityFramework.Retention;

/// <summary>A table whose rows have an id that grows and a time.</summary>
/// <param name="Name">The table.</param>
/// <param name="Deletable">The rows that no running feature needs, whatever their age.</param>
/// <param name="Age">The property that holds the row's time.</param>
internal sealed record RetentionTable<TRow>(
    string Name,
    Func<ValhallaDbContext, RetentionOrder, IQueryable<TRow>> Deletable,
    string Age = "CreatedAt") : IRetentionTable
    where TRow : class
{
    public async ValueTask<RetentionStep> DeleteAsync(
        ValhallaDbContext db,
        IEventPartitions partitions,
        RetentionOrder order,
        long throughId,
        CancellationToken cancellationToken)
    {
        var isSplit = partitions.IsSplit(Name);
        if (isSplit && order.AfterId == 0
            && await partitions.DropDayAsync(db, this, order, throughId, cancellationToken) is { } dropped)
        {
            return new RetentionStep(checked((int)dropped), LastId: 0, IsLast: false);
        }

        var page = await PageQuery(db, order, throughId, isSplit).ToListAsync(cancellationToken);
        if (page.Count == 0)
        {
            return new RetentionStep(0, order.AfterId, IsLast: true);
        }

        var lastId = page[^1].Id;
        if (!page.Exists(row => row.IsOld))
        {
            // Ids follow time closely: behind a page of young rows there are only young ones, or late ones that stay
            // until their neighbours go. Rows of the future tell nothing of those behind them.
            var isYoung = page.Exists(row => !row.IsFuture);
            return new RetentionStep(0, lastId, isYoung || page.Count < order.BatchSize);
        }

        var old = OldQuery(db, order, lastId);
        if (isSplit)
        {
            var (first, last) = (page.Min(row => row.Day), page.Max(row => row.Day));
            old = old.Where(row => EF.Property<DateOnly>(row, "Day") >= first
                && EF.Property<DateOnly>(row, "Day") <= last);
        }

        var rows = await old.ExecuteDeleteAsync(cancellationToken);
        return new RetentionStep(rows, lastId, page.Count < order.BatchSize);
    }

    /// <summary>The next rows, old or not.</summary>
    public IQueryable<AgedRow> PageQuery(
        ValhallaDbContext db, RetentionOrder order, long throughId, bool isSplit = false)
    {
        var (after, before, now, age) = (order.AfterId, order.Before, order.Now, Age);
        var page = db.Set<TRow>().AsNoTracking()
            .Where(row => EF.Property<long>(row, "Id") > after && EF.Property<long>(row, "Id") <= throughId)
            .OrderBy(row => EF.Property<long>(row, "Id"))
            .Take(order.BatchSize);
        return isSplit
            ? page.Select(row => new AgedRow(
                EF.Property<long>(row, "Id"),
                EF.Property<DateTimeOffset>(row, age) < before,
                EF.Property<DateTimeOffset>(row, age) > now,
                EF.Property<DateOnly>(row, "Day")))
            : page.Select(row => new AgedRow(
                EF.Property<long>(row, "Id"),
                EF.Property<DateTimeOffset>(row, age) < before,
                EF.Property<DateTimeOffset>(row, age) > now,
                default));
    }

    /// <summary>Those of them that go.</summary>
    public IQueryable<TRow> OldQuery(ValhallaDbContext db, RetentionOrder order, long lastId)
    {
        var (after, before, age) = (order.AfterId, order.Before, Age);
        return Deletable(db, order)
            .Where(row => EF.Property<long>(row, "Id") > after && EF.Property<long>(row, "Id") <= lastId
                && EF.Property<DateTimeOffset>(row, age) < before);
    }
}

/// <summary>What a step needs to know of a row.</summary>
internal readonly record struct AgedRow(long Id, bool IsOld, bool IsFuture, DateOnly Day);
