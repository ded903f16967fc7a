using System.Globalization;

namespace Valhalla.Governance.EntityFramework.Integrity;

/// <summary>Totals of an engine, or what its journal adds to them. Amounts are counts of 1/10 000.</summary>
internal sealed record LedgerPart
{
    /// <summary>Whether this is what the ledger holds, not what its journal says.</summary>
    public bool IsTotal { get; init; }

    public string Engine { get; init; } = "";

    public long Exposure { get; init; }

    public long Open { get; init; }

    public long Loss { get; init; }

    public long Profit { get; init; }

    public long Granted { get; init; }

    public long Denied { get; init; }

    public static LedgerPart Sum(IEnumerable<LedgerPart> parts) => parts.Aggregate(
        new LedgerPart(),
        static (sum, part) => new LedgerPart
        {
            Exposure = sum.Exposure + part.Exposure,
            Open = sum.Open + part.Open,
            Loss = sum.Loss + part.Loss,
            Profit = sum.Profit + part.Profit,
            Granted = sum.Granted + part.Granted,
            Denied = sum.Denied + part.Denied,
        });

    /// <summary>By how much totals are off, by column; null when they are right.</summary>
    public static string? Difference(LedgerPart total, LedgerPart fold)
    {
        (string Name, long Units)[] columns =
        [
            ("exposure_used", total.Exposure - fold.Exposure),
            ("open_risk_reserved", total.Open - fold.Open),
            ("realized_loss", total.Loss - fold.Loss),
            ("realized_profit", total.Profit - fold.Profit),
        ];
        (string Name, long Count)[] counts =
        [
            ("reservations", total.Granted - fold.Granted),
            ("denials", total.Denied - fold.Denied),
        ];
        string[] off =
        [
            .. columns.Where(column => column.Units != 0).Select(column => string.Create(
                CultureInfo.InvariantCulture, $"{column.Name} by {Money.FromUnits(column.Units).ToDecimal()}")),
            .. counts.Where(count => count.Count != 0).Select(count => string.Create(
                CultureInfo.InvariantCulture, $"{count.Name} by {count.Count}")),
        ];
        return off.Length == 0 ? null : string.Join(", ", off);
    }
}
