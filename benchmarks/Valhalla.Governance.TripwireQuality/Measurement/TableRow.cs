namespace Valhalla.Governance.TripwireQuality.Measurement;

/// <summary>What one rule does with one kind of stream.</summary>
internal sealed record TableRow(string Rule, string Stream, IReadOnlyList<Figure> Figures);
