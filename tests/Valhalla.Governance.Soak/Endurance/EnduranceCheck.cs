using Valhalla.Governance.Testing.Ledger;

namespace Valhalla.Governance.Soak.Endurance;

/// <summary>Compares the database with what the callers were told.</summary>
internal sealed class EnduranceCheck(LedgerDatabase database, string prefix, EnduranceCounts counts)
{
    /// <exception cref="Xunit.Sdk.XunitException">Something was lost, doubled, or passed a cap.</exception>
    public async Task RunAsync()
    {
        var kinds = new Dictionary<string, long>();
        await LedgerAudit.CheckAsync(
            database,
            ControlChanges.Caps,
            row => kinds[row.Kind] = kinds.GetValueOrDefault(row.Kind) + 1);
        Assert.Equal(counts.Granted, kinds.GetValueOrDefault("reserved"));
        Assert.Equal(counts.Denied, kinds.GetValueOrDefault("denied"));
        Assert.Equal(counts.Settled, kinds.GetValueOrDefault("settled"));
        Assert.Equal(counts.Released, kinds.GetValueOrDefault("released"));

        Assert.Equal(counts.Granted, await CountAsync("risk_reservation"));
        Assert.Equal(counts.Keys, await CountAsync("idempotency_key"));
        Assert.Equal(counts.KpiEvents, await CountAsync("kpi_event"));

        // Each event names its number: none twice, so none of another is missing.
        Assert.Equal(counts.KpiEvents.ToString(System.Globalization.CultureInfo.InvariantCulture), Assert.Single(
            await database.ReadTextAsync($"select count(distinct correlation_id) from {prefix}kpi_event")));
        var closed = counts.Settled + counts.Released;
        Assert.Equal(counts.Granted - closed, await CountAsync("risk_reservation where open > 0"));
    }

    private async Task<long> CountAsync(string table) => long.Parse(
        Assert.Single(await database.ReadTextAsync($"select count(*) from {prefix}{table}")),
        System.Globalization.CultureInfo.InvariantCulture);
}
