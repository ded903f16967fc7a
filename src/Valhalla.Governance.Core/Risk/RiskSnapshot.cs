namespace Valhalla.Governance;

/// <summary>The policies and today's ledger, as one read saw them.</summary>
/// <param name="Day">The ledger day.</param>
/// <param name="Engines">Each policy with its ledger of today, GLOBAL first, then by name.</param>
public sealed record RiskSnapshot(DateOnly Day, IReadOnlyList<RiskEngineSnapshot> Engines)
{
    /// <summary>Each policy with its ledger of today, GLOBAL first, then by name.</summary>
    public IReadOnlyList<RiskEngineSnapshot> Engines
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Engines);
}
