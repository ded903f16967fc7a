using System.Collections.Frozen;

namespace Valhalla.Governance.Storage;

/// <summary>Rows whose version counts their changes, as the in-memory stores replace them.</summary>
internal static class VersionedRows
{
    /// <summary>The rows after a change.</summary>
    /// <exception cref="InvalidOperationException">A new row is not the successor of the one it replaces.</exception>
    public static FrozenDictionary<TKey, TRow> Merge<TKey, TRow>(
        FrozenDictionary<TKey, TRow> current,
        IReadOnlyList<TRow> changed,
        Func<TRow, TKey> keyOf,
        Func<TRow, long> versionOf)
        where TKey : notnull
    {
        if (changed.Count == 0)
        {
            return current;
        }

        var rows = current.ToDictionary();
        foreach (var row in changed)
        {
            var key = keyOf(row);
            RequireNext(rows.TryGetValue(key, out var old) ? versionOf(old) : 0, versionOf(row));
            rows[key] = row;
        }

        return rows.ToFrozenDictionary();
    }

    /// <exception cref="InvalidOperationException">The new version does not follow the old one.</exception>
    public static void RequireNext(long current, long next)
    {
        if (next != current + 1)
        {
            throw new InvalidOperationException(
                $"A change must replace version {current} by {current + 1}, not by {next}.");
        }
    }
}
