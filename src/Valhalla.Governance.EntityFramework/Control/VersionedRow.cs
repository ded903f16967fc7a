namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>Rows whose version counts their changes.</summary>
internal static class VersionedRow
{
    /// <summary>The row to put a new version in: the one that has the version before, or a new one.</summary>
    /// <exception cref="InvalidOperationException">The version does not follow the row's.</exception>
    public static TRow For<TKey, TRow>(
        Dictionary<TKey, TRow> rows, TKey key, long version, Func<TRow, long> versionOf)
        where TKey : struct
        where TRow : class, new()
    {
        if (!rows.TryGetValue(key, out var row))
        {
            Require(version, 0, key.ToString()!);
            row = new TRow();
            rows.Add(key, row);
            return row;
        }

        Require(version, versionOf(row), key.ToString()!);
        return row;
    }

    /// <exception cref="InvalidOperationException">The version does not follow the one before.</exception>
    public static void Require(long version, long before, string what)
    {
        if (version != before + 1)
        {
            throw new InvalidOperationException(
                $"Version {version} of {what} does not follow version {before}: "
                + "the change was decided on another state.");
        }
    }
}
