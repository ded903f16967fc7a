using System.Diagnostics;

namespace Valhalla.Governance.EntityFramework.Partitions;

/// <summary>Reads the newest rows of a table that is split by day from as few days as hold them.</summary>
internal static class NewestDays
{
    /// <param name="partitions">The days to try.</param>
    /// <param name="limit">How many rows are asked for.</param>
    /// <param name="read">The newest rows of a day and later, the newest first; null for any day.</param>
    /// <param name="dayOf">The day of a row that was read.</param>
    public static async ValueTask<List<T>> ReadAsync<T>(
        IEventPartitions partitions, int limit, Func<DateOnly?, Task<List<T>>> read, Func<T, DateOnly> dayOf)
    {
        foreach (var from in partitions.NewestFrom())
        {
            var rows = await read(from);

            // With the last row on the first day that was read, the day before it may still hold a newer one.
            if (from is null || (rows.Count == limit && dayOf(rows[^1]) > from))
            {
                return rows;
            }
        }

        throw new UnreachableException();
    }
}
