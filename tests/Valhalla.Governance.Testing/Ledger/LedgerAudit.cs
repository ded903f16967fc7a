namespace Valhalla.Governance.Testing.Ledger;

/// <summary>Recomputes a ledger from its journal, in code of its own, and compares.</summary>
public static class LedgerAudit
{
    private const string Global = "GLOBAL";

    /// <summary>
    /// Fails unless every stored total is the sum over the journal, the engines sum to GLOBAL, and no granted
    /// reservation passed a cap at its commit.
    /// </summary>
    /// <param name="database">Where.</param>
    /// <param name="exposureCaps">The daily exposure caps by engine, in units of 1/10 000; they never changed.</param>
    /// <returns>The journal.</returns>
    public static async Task<IReadOnlyList<JournalRow>> CheckAsync(
        LedgerDatabase database, IReadOnlyDictionary<string, long> exposureCaps)
    {
        var journal = new List<JournalRow>();
        await CheckAsync(database, exposureCaps, journal.Add);
        return journal;
    }

    /// <summary>The same for a journal of any length: each row is handed over once and not kept.</summary>
    public static async Task CheckAsync(
        LedgerDatabase database, IReadOnlyDictionary<string, long> exposureCaps, Action<JournalRow> take)
    {
        var folded = new Dictionary<(string Day, string Engine), LedgerTotals>();
        await foreach (var row in database.StreamJournalAsync())
        {
            take(row);
            foreach (var engine in row.Engine == Global ? [Global] : new[] { row.Engine, Global })
            {
                Fold(folded, row, engine, exposureCaps);
            }
        }

        var stored = (await database.ReadTotalsAsync()).ToDictionary(day => (day.Day, day.Engine));
        foreach (var (key, day) in folded)
        {
            Assert.Equal(day, stored.GetValueOrDefault(key));
        }

        foreach (var (key, day) in stored.Where(each => !folded.ContainsKey(each.Key)))
        {
            Assert.Equal(LedgerTotals.Empty(key.Day, key.Engine), day with { OpenRiskReserved = 0 });
        }
    }

    private static void Fold(
        Dictionary<(string Day, string Engine), LedgerTotals> folded,
        JournalRow row,
        string engine,
        IReadOnlyDictionary<string, long> exposureCaps)
    {
        var key = (row.Day, engine);
        if (!folded.TryGetValue(key, out var day))
        {
            // What is open carries over from the engine's last day.
            var before = folded.Values.Where(other => other.Engine == engine).MaxBy(other => other.Day);
            day = LedgerTotals.Empty(row.Day, engine) with { OpenRiskReserved = before?.OpenRiskReserved ?? 0 };
        }

        day = folded[key] = day.After(row);
        if (row.Kind == "reserved" && exposureCaps.TryGetValue(engine, out var cap) && day.ExposureUsed > cap)
        {
            Assert.Fail($"{row} took {engine} to {day.ExposureUsed}, over {cap}.");
        }
    }
}
