namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>Sums of weighted events: as stored, relative to the landmark, or decayed to a moment.</summary>
internal readonly record struct LiquiditySums(double Contacts, double Responses, double Closes)
{
    public static LiquiditySums operator +(LiquiditySums left, LiquiditySums right) => new(
        left.Contacts + right.Contacts, left.Responses + right.Responses, left.Closes + right.Closes);

    public static LiquiditySums operator *(LiquiditySums sums, double factor) => new(
        sums.Contacts * factor, sums.Responses * factor, sums.Closes * factor);
}
