using Valhalla.Governance.EntityFramework.Retention;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.EntityFramework.Partitions;

/// <summary>A provider that does not split tables.</summary>
internal sealed class WholeTables : IEventPartitions
{
    private static readonly DateOnly?[] Whole = [null];

    public IReadOnlyList<DateOnly?> NewestFrom() => Whole;

    public bool IsSplit(string table) => false;

    public ValueTask<DateOnly?> FindFirstDayAsync(
        ValhallaDbContext db, long afterId, CancellationToken cancellationToken) =>
        ValueTask.FromResult<DateOnly?>(null);

    public ValueTask<long?> DropDayAsync<TRow>(
        ValhallaDbContext db,
        RetentionTable<TRow> table,
        RetentionOrder order,
        long throughId,
        CancellationToken cancellationToken)
        where TRow : class => ValueTask.FromResult<long?>(null);

    public ValueTask CreateAheadAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<string?> FindWarningAsync(ValhallaDbContext db, CancellationToken cancellationToken) =>
        ValueTask.FromResult<string?>(null);
}
