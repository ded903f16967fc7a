namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Counts of good and bad events.</summary>
internal readonly record struct SloTotals(long Good, long Bad)
{
    public decimal All => (decimal)Good + Bad;

    public static SloTotals operator +(SloTotals left, SloTotals right) =>
        new(checked(left.Good + right.Good), checked(left.Bad + right.Bad));
}
