using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Load.Risk;

/// <summary>What the callers reserve.</summary>
/// <param name="Keys">The idempotency key of each request.</param>
/// <param name="IsNearCap">Whether the cap is reached early in the run, so that most requests are denied.</param>
internal sealed record RiskLoad(RequestKeys Keys, bool IsNearCap)
{
    private const long NearCapReservations = 2_000;
    private const long FarCapReservations = 10_000_000_000;
    private const int RandomPart = 24;
    private static readonly string[] EngineNames = ["WHOLESALE", "CAPITAL"];
    private readonly ReservationIds _ids = new(TimeProvider.System);

    public const string Global = "GLOBAL";

    public static IReadOnlyList<string> Engines => EngineNames;

    /// <summary>The amount of each reservation, in 1/10 000.</summary>
    public const long AmountUnits = Money.UnitsPerCurrencyUnit;

    /// <summary>The cap of GLOBAL, in 1/10 000. Each engine has two thirds of it, so that both kinds are met.</summary>
    public long GlobalCapUnits => (IsNearCap ? NearCapReservations : FarCapReservations) * AmountUnits;

    public long EngineCapUnits => GlobalCapUnits / 3 * 2 / AmountUnits * AmountUnits;

    public static string EngineOf(int caller) => EngineNames[caller % EngineNames.Length];

    public long CapUnitsOf(string engine) => engine == Global ? GlobalCapUnits : EngineCapUnits;

    public bool UseKeys => Keys != RequestKeys.None;

    /// <summary>A key that was never used before.</summary>
    public string? NextKey()
    {
        if (!UseKeys)
        {
            return null;
        }

        var ordered = _ids.Next().ToString();
        return Keys == RequestKeys.Ordered ? ordered : ordered[RandomPart..] + ordered[..RandomPart];
    }
}
