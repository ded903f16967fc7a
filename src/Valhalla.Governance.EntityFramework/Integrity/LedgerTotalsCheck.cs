using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.EntityFramework.Integrity;

/// <summary>
/// Compares the totals of the newest day with the fold of its journal, on top of what the day before left open, and
/// with what is open of the reservations.
/// </summary>
internal sealed class LedgerTotalsCheck(IStoreDialect dialect, StoreRetry retry) : IIntegrityCheck
{
    // A day that is older may have a journal that retention has thinned out.
    private const int MaxAgeDays = 30;
    private static readonly string Granted = WireNames.Of(RiskEventKind.Reserved);
    private static readonly string Denied = WireNames.Of(RiskEventKind.Denied);
    private static readonly string Halted = WireNames.Of(RiskEventKind.Halted);

    public ValueTask<IReadOnlyList<IntegrityFinding>> FindAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (check, token) => check.FindOnceAsync(token), cancellationToken);

    private async ValueTask<IReadOnlyList<IntegrityFinding>> FindOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var booked = await db.RiskLedgerDays.MaxAsync(row => (DateOnly?)row.Day, cancellationToken);
        var told = await db.RiskEvents.OrderByDescending(row => row.Id)
            .Select(row => (DateOnly?)row.Day).FirstOrDefaultAsync(cancellationToken);
        var now = await dialect.ReadClockAsync(db, cancellationToken);
        var today = DateOnly.FromDateTime(now.UtcDateTime);

        // The later of the two: neither a day that was deleted nor one that was invented stays unseen.
        if ((booked > told ? booked : told ?? booked) is not { } day || today.DayNumber - day.DayNumber > MaxAgeDays)
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
                Kind = LedgerPartKind.Total,
                Engine = row.Engine,
                Exposure = row.ExposureUsed,
                Open = row.OpenRiskReserved,
                Loss = row.RealizedLoss,
                Profit = row.RealizedProfit,
                Granted = row.Reservations,
                Denied = row.Denials,
                HaltedAt = row.HaltedAt,
            })
            .Concat(db.RiskLedgerDays.Where(row => row.Day == before && row.Engine != "GLOBAL")
                .Select(row => new LedgerPart
                {
                    Kind = LedgerPartKind.Fold,
                    Engine = row.Engine,
                    Exposure = 0L,
                    Open = row.OpenRiskReserved,
                    Loss = 0L,
                    Profit = 0L,
                    Granted = 0L,
                    Denied = 0L,
                    HaltedAt = (DateTimeOffset?)null,
                }))
            .Concat(db.RiskEvents.Where(row => row.Id >= first && row.Day == day)
                .GroupBy(row => row.Engine)
                .Select(group => new LedgerPart
                {
                    Kind = LedgerPartKind.Fold,
                    Engine = group.Key,
                    Exposure = group.Sum(row => row.ExposureDelta),
                    Open = group.Sum(row => row.OpenDelta),
                    Loss = group.Sum(row => row.RealizedLoss),
                    Profit = group.Sum(row => row.RealizedProfit),
                    Granted = group.Sum(row => row.Kind == Granted ? 1L : 0L),
                    Denied = group.Sum(row => row.Kind == Denied ? 1L : 0L),
                    HaltedAt = group.Max(row => row.Kind == Halted ? row.CreatedAt : (DateTimeOffset?)null),
                }))
            .Concat(db.RiskReservations.Where(row => row.Open > 0)
                .GroupBy(row => row.Engine)
                .Select(group => new LedgerPart
                {
                    Kind = LedgerPartKind.Held,
                    Engine = group.Key,
                    Exposure = 0L,
                    Open = group.Sum(row => row.Open),
                    Loss = 0L,
                    Profit = 0L,
                    Granted = 0L,
                    Denied = 0L,
                    HaltedAt = (DateTimeOffset?)null,
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
        var totals = ByEngine(parts, LedgerPartKind.Total);
        var folds = WithGlobal(ByEngine(parts, LedgerPartKind.Fold));
        var helds = WithGlobal(ByEngine(parts, LedgerPartKind.Held));
        var engines = totals.Keys.Union(folds.Keys, StringComparer.Ordinal).Union(helds.Keys, StringComparer.Ordinal);
        foreach (var engine in engines.Order(StringComparer.Ordinal))
        {
            var none = new LedgerPart { Engine = engine };
            var difference = LedgerPart.Difference(
                totals.GetValueOrDefault(engine, none),
                folds.GetValueOrDefault(engine, none),
                helds.GetValueOrDefault(engine, none));
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

    private static Dictionary<string, LedgerPart> ByEngine(List<LedgerPart> parts, LedgerPartKind kind) =>
        parts.Where(part => part.Kind == kind).GroupBy(part => part.Engine, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, LedgerPart.Sum, StringComparer.Ordinal);

    // All amounts count for GLOBAL too; a halt is that of one engine alone.
    private static Dictionary<string, LedgerPart> WithGlobal(Dictionary<string, LedgerPart> parts)
    {
        var global = EngineName.Global.Value;
        parts[global] = LedgerPart.Sum(parts.Values) with { HaltedAt = parts.GetValueOrDefault(global)?.HaltedAt };
        return parts;
    }
}
