namespace Valhalla.Governance;

/// <summary>The trials whose confidence fell into one tenth of the range.</summary>
/// <param name="Lower">The lower edge, inside the first bin only.</param>
/// <param name="Upper">The upper edge, inside.</param>
/// <param name="Trials">How many.</param>
/// <param name="Successes">How many succeeded.</param>
/// <param name="MeanConfidence">Their mean confidence; null without trials.</param>
public sealed record CalibrationBin(double Lower, double Upper, int Trials, int Successes, double? MeanConfidence);
