using System.Globalization;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.EntityFramework.Integrity;

/// <summary>
/// Totals of an engine, what its journal adds to them, or what its open reservations hold. Amounts are counts of
/// 1/10 000.
/// </summary>
internal sealed record LedgerPart
{
    public LedgerPartKind Kind { get; init; }

    public string Engine { get; init; } = "";

    public long Exposure { get; init; }

    public long Open { get; init; }

    public long Loss { get; init; }

    public long Profit { get; init; }

    public long Granted { get; init; }

    public long Denied { get; init; }

    /// <summary>When the engine was last halted on the day; null for never.</summary>
    public DateTimeOffset? HaltedAt { get; init; }

    public static LedgerPart Sum(IEnumerable<LedgerPart> parts) => parts.Aggregate(
        new LedgerPart(),
        static (sum, part) => new LedgerPart
        {
            Engine = part.Engine,
            Exposure = sum.Exposure + part.Exposure,
            Open = sum.Open + part.Open,
            Loss = sum.Loss + part.Loss,
            Profit = sum.Profit + part.Profit,
            Granted = sum.Granted + part.Granted,
            Denied = sum.Denied + part.Denied,
            HaltedAt = sum.HaltedAt > part.HaltedAt ? sum.HaltedAt : part.HaltedAt ?? sum.HaltedAt,
        });

    /// <summary>By how much totals are off, by column; null when they are right.</summary>
    /// <param name="total">What the ledger holds.</param>
    /// <param name="fold">What it should.</param>
    /// <param name="held">The sum of what is open of each reservation.</param>
    public static string? Difference(LedgerPart total, LedgerPart fold, LedgerPart held)
    {
        var off = new List<string>();
        AddAmount("exposure_used", total.Exposure - fold.Exposure);
        AddAmount("open_risk_reserved", total.Open - fold.Open);
        AddAmount("realized_loss", total.Loss - fold.Loss);
        AddAmount("realized_profit", total.Profit - fold.Profit);
        AddAmount("open_risk_reserved, against what is open of the reservations,", total.Open - held.Open);
        AddCount("reservations", total.Granted - fold.Granted);
        var denied = total.Denied - fold.Denied;

        // Callers cannot grow the ledger with invented names: a denial of one without a policy counts for GLOBAL only.
        AddCount("denials", total.Engine == EngineName.Global.Value ? denied : Math.Max(0, denied));
        if (!IsHaltKept(total.HaltedAt, fold.HaltedAt))
        {
            off.Add($"halted_at is {Text(total.HaltedAt)}, and the journal has {Text(fold.HaltedAt)}");
        }

        return off.Count == 0 ? null : string.Join(", ", off);

        void AddAmount(string name, long units) => AddCount(name, Money.FromUnits(units).ToDecimal());

        void AddCount(string name, decimal by)
        {
            if (by != 0)
            {
                off.Add(string.Create(CultureInfo.InvariantCulture, $"{name} by {by}"));
            }
        }
    }

    // A halt is never said to begin before the policy it is judged by, which may be younger than its event.
    private static bool IsHaltKept(DateTimeOffset? total, DateTimeOffset? fold) => fold is { } told
        ? total >= told || (total is { } at && RowDifference.IsSameTime(at, told))
        : total is null;

    private static string Text(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture) ?? "null";
}
