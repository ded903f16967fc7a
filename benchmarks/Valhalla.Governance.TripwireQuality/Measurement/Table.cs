namespace Valhalla.Governance.TripwireQuality.Measurement;

/// <summary>Rows with the same columns.</summary>
internal sealed record Table(string Title, IReadOnlyList<TableRow> Rows);
