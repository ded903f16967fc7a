using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of the go-live gate and its kill switch, section <c>Valhalla:GoLive</c>.</summary>
public sealed class GoLiveOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:GoLive";

    internal static readonly IReadOnlyList<string> DefaultRequiredPacks = ["A", "B", "C"];

    internal static readonly IReadOnlyList<string> DefaultExemptPrefixes =
        ["/api/governance", "/api/system/status", "/health", "/docs"];

    /// <summary>
    /// How old the last confirmation of the state by the store may be before production execution is denied where
    /// go-live is enforced, 0.1 s to 5 min; longer than <see cref="PollInterval"/>. Default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan MaxStaleness { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the store is asked when no signal of a change comes, 0.02 s to 1 min. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.02", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many different people have to approve the release of the kill switch, 1 to 10. Default 1.</summary>
    /// <remarks>2 is advised in production.</remarks>
    [Range(1, 10)]
    public int ReleaseQuorum { get; set; } = 1;

    /// <summary>
    /// How long an approval of a release counts while others are still missing, 1 min to 7 days, by the store's clock.
    /// Default 1 h. A kill in between ends it at once.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan ReleaseApprovalLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a kill waits for the store before it is answered as local only, 0.1 s to 1 min. Default 2 s. The kill
    /// is in force in the process all the while.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan KillStoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The packs that must be installed before go-live, letters A to K. Default, and meaning of null: A, B and C.
    /// </summary>
    public IReadOnlyList<string>? RequiredPacks { get; set; }

    /// <summary>
    /// Path prefixes that requests may use while go-live is off: plain paths with a leading slash, in whole segments.
    /// An endpoint of the host is exempt only if its route begins with one of them.
    /// Default, and meaning of null: <c>/api/governance</c>, <c>/api/system/status</c>, <c>/health</c>, <c>/docs</c>.
    /// </summary>
    public IReadOnlyList<string>? ExemptPrefixes { get; set; }

    /// <summary>
    /// The file that keeps a kill which the store has not taken yet, so that it survives a restart. Relative to the
    /// host's content root. Default <c>valhalla-kill-switch.json</c> there; processes with different stores need
    /// different files.
    /// </summary>
    [Required]
    public string LatchFile { get; set; } = "valhalla-kill-switch.json";
}
