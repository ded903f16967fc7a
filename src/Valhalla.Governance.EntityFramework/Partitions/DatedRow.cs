namespace Valhalla.Governance.EntityFramework.Partitions;

/// <summary>Something read from a row, with the day of the row; no day where the table is whole.</summary>
internal readonly record struct DatedRow<T>(T Value, DateOnly Day);
