using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of the risk guard, section <c>Valhalla:Risk</c>.</summary>
public sealed class RiskOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Risk";

    /// <summary>The IANA time zone whose calendar day is the ledger day. Default <c>UTC</c>.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The share of a cap at which a warning event is written, in percent, 1 to 100. Default 80.</summary>
    [Range(1, 100)]
    public int WarningPercent { get; set; } = 80;

    /// <summary>
    /// Whether nothing is reserved while go-live is not enabled, whatever asks and wherever it runs. Default false: a
    /// reservation is then held up by the kill switch, the policies and the caps only, and go-live by what guards the
    /// requests of the host.
    /// </summary>
    public bool RequireGoLive { get; set; }

    /// <summary>How many requests are decided in one transaction at the most, 1 to 10 000. Default 1 024.</summary>
    [Range(1, 10_000)]
    public int MaxBatchSize { get; set; } = 1_024;

    /// <summary>How many requests may wait for a transaction, 16 to 1 000 000. Default 16 384.</summary>
    [Range(16, 1_000_000)]
    public int QueueCapacity { get; set; } = 16_384;

    /// <summary>
    /// How long a request waits for a place in a full queue before it is refused, 0 to 60 s. Default 2 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan QueueWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often expired reservations are looked for, 0.1 s to 1 h. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ExpiryInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the answers to idempotency keys are kept, 24 h to 366 d. Default 48 h.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "366.00:00:00")]
    public TimeSpan IdempotencyRetention { get; set; } = TimeSpan.FromHours(48);
}
