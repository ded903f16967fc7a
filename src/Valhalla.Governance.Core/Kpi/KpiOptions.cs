using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>How KPI events are buffered and written, section <c>Valhalla:Kpi</c>.</summary>
public sealed class KpiOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Kpi";

    /// <summary>
    /// How many events the buffer holds, rounded up to a power of two. 16 to 1 048 576; default 65 536, about 8 MB.
    /// </summary>
    [Range(16, 1_048_576)]
    public int Capacity { get; set; } = 65_536;

    /// <summary>What a caller does while the buffer is full. Default <see cref="KpiWhenFull.Wait"/>.</summary>
    [EnumDataType(typeof(KpiWhenFull))]
    public KpiWhenFull WhenFull { get; set; } = KpiWhenFull.Wait;

    /// <summary>
    /// How long a caller waits for room. 0 to 10 s; default 50 ms. When one wait has ended in vain, later callers do
    /// not wait again until the writer has made room: an outage costs the host one wait, not one an event.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan WaitLimit { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The most events of one transaction. 1 to 65 536; default 4 096. A request of many is never split.
    /// </summary>
    [Range(1, 65_536)]
    public int MaxBatch { get; set; } = 4_096;

    /// <summary>
    /// How long the writer lets events gather between two transactions. 0 to 1 s; default 2 ms. Durable events,
    /// flushes and a full batch are never kept waiting.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// How long the writer waits after a first failure of the store; the wait doubles with each further one up to
    /// <see cref="MaxRetryDelay"/>. 1 ms to 1 minute; default 50 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The longest wait between two attempts. 1 ms to 1 minute, not below <see cref="RetryDelay"/>; default 1 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the host's shutdown waits for the buffer to be written; what is left then is counted as dropped.
    /// 0 to 5 minutes; default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan FlushOnShutdownTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a metric counts as stale after one of its events was lost. 1 s to 7 days; default 15 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan StalePeriod { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How old an event that is not committed may be before the pipeline counts as unhealthy. 100 ms to 1 hour;
    /// default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan UnhealthyAge { get; set; } = TimeSpan.FromSeconds(5);
}
