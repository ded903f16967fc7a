namespace Valhalla.Governance.Load.Risk;

/// <summary>What a database holds after a run.</summary>
/// <param name="Journal">The sum of the granted amounts in the journal, by engine.</param>
/// <param name="Ledger">The exposure by ledger row, GLOBAL included.</param>
/// <param name="Granted">How many journal rows grant.</param>
/// <param name="Denied">How many journal rows deny.</param>
internal sealed record LedgerTotals(
    IReadOnlyDictionary<string, long> Journal, IReadOnlyDictionary<string, long> Ledger, long Granted, long Denied)
{
    public string? FindError(RiskLoad load, long acknowledgedGrants, long acknowledgedDenials)
    {
        if (Granted != acknowledgedGrants || Denied != acknowledgedDenials)
        {
            return $"NO: acknowledged {acknowledgedGrants} + {acknowledgedDenials} denied, stored {Granted} + {Denied}";
        }

        foreach (var engine in RiskLoad.Engines.Append(RiskLoad.Global))
        {
            var total = Ledger.GetValueOrDefault(engine);
            var sum = engine == RiskLoad.Global ? Journal.Values.Sum() : Journal.GetValueOrDefault(engine);
            if (total != sum || total != (engine == RiskLoad.Global ? Granted * RiskLoad.AmountUnits : total))
            {
                return $"NO: the ledger of {engine} is {total}, its journal {sum}";
            }

            if (total > load.CapUnitsOf(engine))
            {
                return $"NO: {engine} has {total}, above its cap of {load.CapUnitsOf(engine)}";
            }
        }

        return load.IsNearCap && Ledger.GetValueOrDefault(RiskLoad.Global) != load.GlobalCapUnits
            ? "NO: the cap was not used up"
            : null;
    }
}
