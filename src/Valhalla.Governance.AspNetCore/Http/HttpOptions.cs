using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of the HTTP face, bound from the section <c>Valhalla:Http</c>. Read once, at start.</summary>
public sealed class HttpOptions
{
    /// <summary>The section these settings are bound from.</summary>
    public const string SectionName = "Valhalla:Http";

    /// <summary>
    /// Whether every request outside the exempt prefixes is denied while enforcement is on and go-live is off.
    /// Execution classes are enforced either way. Default true.
    /// </summary>
    public bool EnforceGoLive { get; set; } = true;

    /// <summary>
    /// How many requests at the library's endpoints are carried out at once in this process, 0 to 100 000; 0 removes
    /// the limit. Engaging the kill switch has its own budget. Default 256.
    /// </summary>
    [Range(0, 100_000)]
    public int MaxConcurrentRequests { get; set; } = 256;

    /// <summary>
    /// How many requests beyond these wait their turn, 0 to 100 000; the next gets 429. Default 1 024.
    /// </summary>
    [Range(0, 100_000)]
    public int MaxQueuedRequests { get; set; } = 1_024;

    /// <summary>
    /// How long the body of a request may take to arrive, 0.1 s to 5 min; then the answer is 408. A stop waits for its
    /// text at most 2 s of that, and goes on without the rest. Default 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
