namespace Valhalla.Governance.Load.Measurement;

/// <summary>What one run measured.</summary>
/// <param name="Path">The way that was measured.</param>
/// <param name="Callers">How many callers ran at once.</param>
/// <param name="PerSecond">Calls answered per second.</param>
/// <param name="P50Microseconds">The median latency.</param>
/// <param name="P99Microseconds">What 99 of 100 calls did not exceed.</param>
/// <param name="BytesPerCall">Allocated by this whole process, divided by the calls.</param>
/// <param name="CpuMicrosecondsPerCall">Processor time of this process (no database server), divided likewise.</param>
/// <param name="Error">What the check after the run found; null when every count is exact.</param>
internal sealed record Sample(
    string Path,
    int Callers,
    double PerSecond,
    double P50Microseconds,
    double P99Microseconds,
    double BytesPerCall,
    double CpuMicrosecondsPerCall,
    string? Error);
