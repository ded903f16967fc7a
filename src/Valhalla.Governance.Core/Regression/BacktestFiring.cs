namespace Valhalla.Governance;

/// <summary>One firing in a backtest.</summary>
/// <param name="EventNumber">After how many events, from 1.</param>
/// <param name="EventId">The id of the event that tripped it; 0 when the history has no ids.</param>
/// <param name="Baseline">The baseline rate or mean.</param>
/// <param name="Current">The current rate or mean.</param>
/// <param name="Drop">The relative drop.</param>
public sealed record BacktestFiring(int EventNumber, long EventId, double Baseline, double Current, double Drop);
