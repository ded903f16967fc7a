namespace Valhalla.Governance.Risk;

/// <summary>What must hold of every ledger that was only ever written by this library; checked at each batch.</summary>
internal static class LedgerInvariants
{
    /// <summary>Requires that nothing is negative and that the engines sum to GLOBAL.</summary>
    /// <exception cref="LedgerBreachException">It does not hold: the rows were changed from outside.</exception>
    public static void Require(IReadOnlyList<RiskLedgerDay> rows)
    {
        Int128 exposure = 0, open = 0, loss = 0, profit = 0;
        foreach (var row in rows)
        {
            if (row.ExposureUsed.IsNegative || row.OpenRiskReserved.IsNegative
                || row.RealizedLoss.IsNegative || row.RealizedProfit.IsNegative)
            {
                throw new LedgerBreachException($"The ledger of {row.Engine} on {row.Day:O} has a negative total.");
            }

            var sign = row.Engine.IsGlobal ? -1 : 1;
            exposure += sign * (Int128)row.ExposureUsed.Units;
            open += sign * (Int128)row.OpenRiskReserved.Units;
            loss += sign * (Int128)row.RealizedLoss.Units;
            profit += sign * (Int128)row.RealizedProfit.Units;
        }

        if (exposure != 0 || open != 0 || loss != 0 || profit != 0)
        {
            throw new LedgerBreachException($"The engines of {rows[0].Day:O} do not sum to GLOBAL.");
        }
    }
}
