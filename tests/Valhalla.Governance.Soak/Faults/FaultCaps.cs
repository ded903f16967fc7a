using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Soak.Faults;

/// <summary>The caps of a round: far away, or used up in it.</summary>
/// <param name="IsNear">Whether they are used up.</param>
internal sealed record FaultCaps(bool IsNear)
{
    private const string Global = "GLOBAL";
    private const long FarCurrencyUnits = 100_000_000_000;
    private const long NearCurrencyUnits = 20_000;

    /// <summary>Each engine has two thirds of GLOBAL's cap, so that both kinds are met.</summary>
    public IReadOnlyDictionary<string, long> Units { get; } = FaultRequest.EngineNames.ToDictionary(
        engine => engine, _ => CapOf(IsNear) / 3 * 2).Append(new(Global, CapOf(IsNear))).ToDictionary();

    public async Task SetAsync(FaultOrder order)
    {
        await using var host = await order.StartHostAsync();
        var guard = host.Services.GetRequiredService<IRiskGuard>();
        foreach (var (engine, units) in Units)
        {
            await guard.UpsertPolicyAsync(new RiskPolicyChange(new EngineName(engine), new ChangeAuthor("soak"))
            {
                Enabled = true,
                MaxDailyExposure = Money.FromUnits(units),
                MaxDailyLoss = Money.FromUnits(units),
                Reason = "Fault round.",
            });
        }
    }

    private static long CapOf(bool isNear) =>
        (isNear ? NearCurrencyUnits : FarCurrencyUnits) * Money.UnitsPerCurrencyUnit;
}
