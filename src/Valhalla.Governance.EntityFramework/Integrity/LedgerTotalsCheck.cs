using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.EntityFramework.Integrity;

/// <summary>
/// Compares the totals of the newest ledger day with the fold of its journal, on top of what the day before left open.
/// </summary>
internal sealed class LedgerTotalsCheck(IStoreDialect dialect, StoreRetry retry) : IIntegrityCheck
{
    // A day that is older may have a journal that retention has thinned out.
    private const int MaxAgeDays = 30;
    private static readonly string Granted = WireNames.Of(RiskEventKind.Reserved);
    private static readonly string Denied = WireNames.Of(RiskEventKind.Denied);

    public ValueTask<IReadOnlyList<IntegrityFinding>> FindAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (check, token) => check.FindOnceAsync(token), cancellationToken);

    private async ValueTask<IReadOnlyList<IntegrityFinding>> FindOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var newest = await db.RiskLedgerDays.MaxAsync(row => (DateOnly?)row.Day, cancellationToken);
        var now = await dialect.ReadClockAsync(db, cancellationToken);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (newest is not { } day || Math.Abs(today.DayNumber - day.DayNumber) > MaxAgeDays)
        {
            return [];
        }

        var before = await db.RiskLedgerDays.Where(row => row.Day < day)
            .MaxAsync(row => (DateOnly?)row.Day, cancellationToken);
        var first = await FirstOfAsync(db, day, cancellationToken);
        var parts = await PartsOf(db, day, before, first).ToListAsync(cancellationToken);
        return Compare(day, parts);
    }

    // One statement sees one state: no batch can lie between the totals and their journal.
    private static IQueryable<LedgerPart> PartsOf(ValhallaDbContext db, DateOnly day, DateOnly? before, long first) =>
        db.RiskLedgerDays.Where(row => row.Day == day)
            .Select(row => new LedgerPart
            {
                IsTotal = true,
                Engine = row.Engine,
                Exposure = row.ExposureUsed,
                Open = row.OpenRiskReserved,
                Loss = row.RealizedLoss,
                Profit = row.RealizedProfit,
                Granted = row.Reservations,
                Denied = row.Denials,
            })
            .Concat(db.RiskLedgerDays.Where(row => row.Day == before && row.Engine != "GLOBAL")
                .Select(row => new LedgerPart
                {
                    IsTotal = false,
                    Engine = row.Engine,
                    Exposure = 0L,
                    Open = row.OpenRiskReserved,
                    Loss = 0L,
                    Profit = 0L,
                    Granted = 0L,
                    Denied = 0L,
                }))
            .Concat(db.RiskEvents.Where(row => row.Id >= first && row.Day == day)
                .GroupBy(row => row.Engine)
                .Select(group => new LedgerPart
                {
                    IsTotal = false,
                    Engine = group.Key,
                    Exposure = group.Sum(row => row.ExposureDelta),
                    Open = group.Sum(row => row.OpenDelta),
                    Loss = group.Sum(row => row.RealizedLoss),
                    Profit = group.Sum(row => row.RealizedProfit),
                    Granted = group.Sum(row => row.Kind == Granted ? 1L : 0L),
                    Denied = group.Sum(row => row.Kind == Denied ? 1L : 0L),
                }));

    /// <summary>
    /// The first place in the journal that may be of a day. Days never go back in it, so halving finds it by the
    /// primary key, and no row of an earlier day is read.
    /// </summary>
    private static async ValueTask<long> FirstOfAsync(
        ValhallaDbContext db, DateOnly day, CancellationToken cancellationToken)
    {
        var low = await db.RiskEvents.MinAsync(row => (long?)row.Id, cancellationToken) ?? 0;
        var high = (await db.RiskEvents.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0) + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var next = await db.RiskEvents.Where(row => row.Id >= middle)
                .OrderBy(row => row.Id)
                .Select(row => (DateOnly?)row.Day)
                .FirstOrDefaultAsync(cancellationToken);
            if (next is { } found && found < day)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static IReadOnlyList<IntegrityFinding> Compare(DateOnly day, List<LedgerPart> parts)
    {
        var findings = new List<IntegrityFinding>();
        var folds = parts.Where(part => !part.IsTotal).GroupBy(part => part.Engine)
            .ToDictionary(group => group.Key, LedgerPart.Sum, StringComparer.Ordinal);
        folds[EngineName.Global.Value] = LedgerPart.Sum(parts.Where(part => !part.IsTotal));
        var totals = parts.Where(part => part.IsTotal).ToDictionary(part => part.Engine, StringComparer.Ordinal);
        foreach (var engine in folds.Keys.Union(totals.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var difference = LedgerPart.Difference(
                totals.GetValueOrDefault(engine) ?? new LedgerPart(),
                folds.GetValueOrDefault(engine) ?? new LedgerPart());
            if (difference is not null)
            {
                findings.Add(new IntegrityFinding(
                    IntegrityAlarmKind.LedgerDiffers,
                    $"risk_ledger_day {engine}",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The totals of {engine} on {day:O} are not those of the journal, risk_event: {difference}."),
                    string.Create(CultureInfo.InvariantCulture, $"{day:O} {difference}")));
            }
        }

        return findings;
    }
}
