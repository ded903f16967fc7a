using Microsoft.EntityFrameworkCore;

namespace Valhalla.Governance.Load.Risk;

/// <summary>Compares a peer's ledger with its journal and with what its callers were told.</summary>
internal static class PeerLedgerCheck
{
    public static async Task<string?> FindErrorAsync(
        DbContextOptions<PeerContext> options, RiskLoad load, long granted, long denied)
    {
        await using var context = new PeerContext(options);
        var ledgers = await context.Ledgers.AsNoTracking().ToListAsync();
        var journal = await context.Events
            .GroupBy(row => new { row.Engine, row.Granted })
            .Select(rows => new { rows.Key.Engine, rows.Key.Granted, Count = rows.LongCount(), Sum = rows.Sum(r => r.Amount) })
            .ToListAsync();
        var exact = new LedgerTotals(
            journal.Where(row => row.Granted).ToDictionary(row => row.Engine, row => row.Sum),
            ledgers.ToDictionary(row => row.Engine, row => row.Exposure),
            journal.Where(row => row.Granted).Sum(row => row.Count),
            journal.Where(row => !row.Granted).Sum(row => row.Count));
        return exact.FindError(load, granted, denied);
    }
}
