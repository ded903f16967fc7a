namespace Valhalla.Governance;

/// <summary>What retention has done with one table.</summary>
/// <param name="Table">The table, such as <c>kpi_event</c>.</param>
/// <param name="Days">How many whole days its rows are kept.</param>
/// <param name="DeletedLastRun">Rows that the last run has deleted so far.</param>
/// <param name="DeletedTotal">Rows deleted ever.</param>
/// <param name="RolledUpToId">
/// Every row up to this id is in its day's roll-up; null for tables whose sums are kept in another way.
/// </param>
public sealed record RetentionTableStatus(
    string Table, int Days, long DeletedLastRun, long DeletedTotal, long? RolledUpToId);
