namespace Valhalla.Governance.Load.Risk;

/// <summary>What the callers reserve.</summary>
/// <param name="UseKeys">Whether each request carries an idempotency key of its own.</param>
/// <param name="IsNearCap">Whether the cap is reached early in the run, so that most requests are denied.</param>
internal sealed record RiskLoad(bool UseKeys, bool IsNearCap)
{
    private const long NearCapReservations = 2_000;
    private const long FarCapReservations = 10_000_000_000;
    private static readonly string[] EngineNames = ["WHOLESALE", "CAPITAL"];

    public const string Global = "GLOBAL";

    public static IReadOnlyList<string> Engines => EngineNames;

    /// <summary>The amount of each reservation, in 1/10 000.</summary>
    public const long AmountUnits = Money.UnitsPerCurrencyUnit;

    /// <summary>The cap of GLOBAL, in 1/10 000. Each engine has two thirds of it, so that both kinds are met.</summary>
    public long GlobalCapUnits => (IsNearCap ? NearCapReservations : FarCapReservations) * AmountUnits;

    public long EngineCapUnits => GlobalCapUnits / 3 * 2 / AmountUnits * AmountUnits;

    public static string EngineOf(int caller) => EngineNames[caller % EngineNames.Length];

    public long CapUnitsOf(string engine) => engine == Global ? GlobalCapUnits : EngineCapUnits;

    public string? KeyOf(int caller, long number) => UseKeys ? $"load-{caller}-{number}" : null;
}
