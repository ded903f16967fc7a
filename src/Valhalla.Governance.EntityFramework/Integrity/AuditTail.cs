using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Audit;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.EntityFramework.Integrity;

/// <summary>
/// The last audit record of every row, kept between reads: a read asks for the records since, and whether the last one
/// is still there. Thread-safe.
/// </summary>
internal sealed class AuditTail
{
    private const int PageSize = 2_000;

    private volatile RecordFold? _known;

    /// <summary>Whether a read takes no more than what is new.</summary>
    public bool IsWarm => _known is not null;

    /// <summary>Reads on.</summary>
    /// <returns>The fold, and what it was before when the chain no longer has that.</returns>
    public async ValueTask<(RecordFold Fold, RecordFold? Lost)> ReadAsync(
        ValhallaDbContext db, CancellationToken cancellationToken)
    {
        var known = _known;
        var fold = known is null ? null : await ReadOnAsync(db, known, cancellationToken);
        var lost = fold is null ? known : null;
        fold ??= await ReadAllAsync(db, cancellationToken);
        _known = fold;
        return (fold, lost);
    }

    private static async ValueTask<RecordFold?> ReadOnAsync(
        ValhallaDbContext db, RecordFold known, CancellationToken cancellationToken)
    {
        var isFirst = known.Sequence > 0;
        while (true)
        {
            var from = isFirst ? known.Sequence : known.Sequence + 1;
            var rows = await db.AuditEvents.AsNoTracking()
                .Where(row => row.Sequence >= from)
                .OrderBy(row => row.Sequence)
                .Take(PageSize)
                .Select(row => new
                {
                    row.Hash,
                    Entry = new ChainEntry(
                        row.Sequence,
                        row.Action,
                        row.Subject,
                        row.Version,
                        row.FromJson,
                        row.ToJson,
                        new RowStamp(row.Actor, row.Reason, row.OccurredAt)),
                })
                .ToListAsync(cancellationToken);
            if (isFirst && (rows.Count == 0 || rows[0].Entry.Sequence != from || rows[0].Hash != known.Hash))
            {
                return null;
            }

            if (rows.Count > (isFirst ? 1 : 0))
            {
                known = known.With(
                    rows.Skip(isFirst ? 1 : 0).Select(row => row.Entry), rows[^1].Entry.Sequence, rows[^1].Hash);
            }

            isFirst = false;
            if (rows.Count < PageSize)
            {
                return known;
            }
        }
    }

    /// <summary>The database looks for the last records, however long the chain is; only those are sent.</summary>
    private static async ValueTask<RecordFold> ReadAllAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        // First, so that what is appended meanwhile is read again.
        var tip = await db.AuditEvents.AsNoTracking()
            .OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Sequence, row.Hash })
            .FirstOrDefaultAsync(cancellationToken);
        if (tip is null)
        {
            return RecordFold.Empty;
        }

        var places = await Recorded(db.AuditEvents.AsNoTracking())
            .GroupBy(row => new { row.Action, row.Subject })
            .Select(group => group.Max(row => row.Sequence))
            .ToListAsync(cancellationToken);
        var entries = new List<ChainEntry>(places.Count);
        foreach (var page in places.Order().Chunk(500))
        {
            entries.AddRange(await db.AuditEvents.AsNoTracking()
                .Where(row => page.Contains(row.Sequence))
                .OrderBy(row => row.Sequence)
                .Select(row => new ChainEntry(
                    row.Sequence,
                    row.Action,
                    row.Subject,
                    row.Version,
                    row.FromJson,
                    row.ToJson,
                    new RowStamp(row.Actor, row.Reason, row.OccurredAt)))
                .ToListAsync(cancellationToken));
        }

        return RecordFold.Empty.With(entries, tip.Sequence, tip.Hash);
    }

    private static IQueryable<AuditEventRow> Recorded(IQueryable<AuditEventRow> rows) => rows.Where(row =>
        row.ToJson != null
        && (row.Action.StartsWith("go_live.")
            || row.Action.StartsWith("kill_switch.")
            || row.Action.StartsWith("risk_policy.")
            || row.Action.StartsWith("heimdall")
            || row.Action.StartsWith("regression")
            || row.Action.StartsWith("ramp.")
            || row.Action.StartsWith("integrity_alarm.")
            || row.Action.StartsWith("market_policy.")
            || row.Action.StartsWith("offer_policy.")));
}
