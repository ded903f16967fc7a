using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance;

/// <summary>Settings of outgoing notices, section <c>Valhalla:Notices</c>.</summary>
public sealed class NoticeOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Notices";

    /// <summary>Where notices are sent. Default none, which sends nothing.</summary>
    [ValidateEnumeratedItems]
    public IList<NoticeWebhookOptions> Webhooks { get; } = [];

    /// <summary>
    /// How often the audit chain is looked at when no signal of a change comes, 0.1 s to 1 min. Default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a node that has died keeps the others from sending in its place, 5 s to 10 min. Default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a notice is tried before it becomes a dead letter, 1 to 20. Default 5.</summary>
    [Range(1, 20)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>
    /// The mean wait before the second attempt, 10 ms to 1 min; it doubles with each further one, with jitter.
    /// Default 1 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest wait between two attempts, also where a receiver asks for more with <c>Retry-After</c>, 10 ms to
    /// 1 h; at least <see cref="FirstDelay"/>. Default 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(1);
}
