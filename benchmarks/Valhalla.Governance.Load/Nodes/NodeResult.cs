namespace Valhalla.Governance.Load.Nodes;

/// <summary>What one process did.</summary>
/// <param name="Granted">How many reservations were granted in all, warm-up included.</param>
/// <param name="Denied">How many were denied in all.</param>
/// <param name="Seconds">How long it measured.</param>
/// <param name="AllocatedBytes">Allocated while it measured.</param>
/// <param name="CpuMicroseconds">Processor time while it measured.</param>
/// <param name="Latencies">The buckets of the measured calls' latencies.</param>
internal sealed record NodeResult(
    long Granted,
    long Denied,
    double Seconds,
    long AllocatedBytes,
    double CpuMicroseconds,
    IReadOnlyDictionary<int, long> Latencies);
