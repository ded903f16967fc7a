namespace Valhalla.Governance.Retention;

/// <summary>What one step came to.</summary>
/// <param name="Rows">How many rows it rolled up or deleted.</param>
/// <param name="LastId">The last row it looked at.</param>
/// <param name="IsLast">Whether there is nothing left to do for this run.</param>
internal readonly record struct RetentionStep(int Rows, long LastId, bool IsLast);
