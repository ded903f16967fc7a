using Microsoft.EntityFrameworkCore;

namespace Valhalla.Governance.Load.Risk;

/// <summary>What a team writes first: load, check, save, within a transaction that somebody else has begun.</summary>
internal static class NaiveReservation
{
    public static async Task<bool> DecideAndSaveAsync(
        PeerContext context, IReadOnlyList<PeerLedger> rows, string engine, string? key)
    {
        var policies = await context.Policies.AsNoTracking()
            .Where(policy => policy.Engine == engine || policy.Engine == RiskLoad.Global)
            .ToListAsync();
        var granted = policies.Count == 2 && policies.TrueForAll(policy =>
            policy.Enabled
            && rows.First(row => row.Engine == policy.Engine).Exposure + RiskLoad.AmountUnits <= policy.MaxExposure);
        foreach (var row in rows)
        {
            if (granted)
            {
                row.Exposure += RiskLoad.AmountUnits;
                row.Reservations++;
            }
            else
            {
                row.Denials++;
            }
        }

        context.Events.Add(new PeerEvent
        {
            Day = PeerLedger.Today,
            Engine = engine,
            Granted = granted,
            Amount = RiskLoad.AmountUnits,
            Actor = "load",
            RequestKey = key,
            CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        });
        await context.SaveChangesAsync();
        return granted;
    }
}
